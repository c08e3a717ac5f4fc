#!/usr/bin/env bash
# Everything that is checked, in an environment of its own: format, lint, types, imports, tests.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh
environment .venv-test --editable '.[dev]'

run() {
    echo "== $*"
    "$@"
}
run ruff format --check .
run ruff check .
run mypy
run lint-imports
run python scripts/build_reference.py --check
run pytest -n auto "$@"
run python scripts/regenerate_gallery.py --check
