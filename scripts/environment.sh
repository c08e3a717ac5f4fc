# Sourced by the other scripts: makes a virtual environment of its own, once, and enters it.
# environment DIRECTORY REQUIREMENT...
environment() {
    local directory=$1 python=""
    shift
    for candidate in python3.13 python3.12 python3.11 python3 python; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
    if [ -z "$python" ]; then
        echo "Python 3.11 or newer is needed, and none was found." >&2
        exit 1
    fi
    [ -x "$directory/bin/python" ] || "$python" -m venv "$directory"
    # shellcheck disable=SC1091
    . "$directory/bin/activate"
    python -m pip install --quiet --disable-pip-version-check "$@"
}
