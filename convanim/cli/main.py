"""The command: parse, call, report. Exit status 0 done, 2 a bad request, 1 anything else."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

from convanim.cli.pages import page
from convanim.errors import BadRequest, NotDrawn


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always", NotDrawn)
            warnings.showwarning = _told(warnings.showwarning)
            status = run(given)
        sys.stdout.flush()
        return status
    except BadRequest as error:
        return _say(f"error: {error}", 2)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            # whoever read our output has had enough; nothing is left to flush
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        where = f"{error.filename}: " if error.filename else ""
        return _say(f"error: {where}{error.strerror or error}", 1)
    except KeyboardInterrupt:
        return _say("interrupted", 130)


def run(given: list[str]) -> int:
    """Do what the arguments ask for."""
    if (text := page(given)) is not None:
        sys.stdout.write(text)
        return 0
    name = given[0]
    if name.startswith("-"):
        return _top(given)
    from convanim.cli.commands import COMMANDS
    from convanim.operations import LAYERS

    if name not in COMMANDS:
        from convanim.words import choose

        choose("command", name, COMMANDS)
    from convanim.cli.parser import asked

    if name in (*LAYERS, "signal"):
        return _draw({"op": name, **asked(given[1:], name)})
    if name == "inspect":
        return _inspect(given[1:])
    if name == "render":
        return _render(asked(given[1:], name))
    from convanim.gallery import regenerate

    return regenerate(**asked(given[1:], name))


def _top(given: list[str]) -> int:
    from convanim.cli.parser import parse, top

    words = parse(top(), given)
    if shell := words["print_completion"]:
        import shtab

        from convanim.cli.parser import whole
        from convanim.words import choose

        print(shtab.complete(whole(), choose("shell", shell, shtab.SUPPORTED_SHELLS)))
    return 0


def _draw(words: dict[str, Any]) -> int:
    from convanim.sources.request import animation

    outputs, kind = words.pop("output", []), words.pop("format", None)
    if not outputs:
        raise BadRequest("where to? name a file with -o, for instance -o picture.gif")
    _save(animation(words), outputs, kind)
    return 0


def _render(words: dict[str, Any]) -> int:
    from convanim.sources import panels
    from convanim.sources.request import from_toml

    spec, kind = words.pop("spec"), words.pop("format", None)
    asked = words.pop("output", None)
    told, named = from_toml(spec)
    beside = os.path.dirname(spec)
    outputs = asked or [os.path.join(beside, name) for name in named]
    outputs = outputs or [f"{os.path.splitext(spec)[0]}.{kind or 'gif'}"]
    _save(panels.pictured({**told, **words}), outputs, kind)
    return 0


def _save(animation: Any, outputs: list[str], format: str | None) -> None:
    from convanim.animation import format_of, is_directory
    from convanim.cli.progress import watch

    # every name is judged before anything is written
    kinds = [
        format if name == "-" or is_directory(name, format) else format_of(name, format)
        for name in outputs
    ]
    for name, kind in zip(outputs, kinds, strict=True):
        if name == "-":
            if sys.stdout.isatty():
                raise BadRequest("standard output is a terminal: send it somewhere, or name a file")
            animation.write(sys.stdout.buffer, format_of("-", kind or "gif"), watch)
        else:
            animation.save(name, format, watch)
            _say(f"wrote {name}", 0)


def _inspect(given: list[str]) -> int:
    from convanim.cli.parser import asked
    from convanim.operations import LAYERS

    if given and given[0] in LAYERS:
        from convanim.report import as_json, as_table
        from convanim.sources.request import operation

        words = asked(given[1:], "inspect", given[0])
        as_text = words.pop("json", False)
        op = operation({"op": given[0], **words})
        sys.stdout.writelines(as_json(op) if as_text else [as_table(op)])
        sys.stdout.write("\n")
        return 0
    words = asked(given, "inspect")
    if "batch" not in words:
        raise BadRequest(f"inspect what? one of {', '.join(LAYERS)}, or --batch FILE")
    if "json" in words:
        raise BadRequest("a batch is answered in JSON as it is: leave --json away")
    return _batch(words["batch"])


def _batch(name: str) -> int:
    from convanim.report import batch

    if name == "-":
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
        return _answer(batch(sys.stdin))
    try:
        with open(name, encoding="utf-8", errors="replace") as file:
            return _answer(batch(file))
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise BadRequest(f"{name!r} cannot be read: {error.strerror}") from None


def _answer(results: Iterable[tuple[str, bool]]) -> int:
    fine = True
    for line, ok in results:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        fine &= ok
    return 0 if fine else 2


def _told(otherwise: Any) -> Any:
    """A way to show warnings: what a picture leaves out in one line, all else as usual."""

    def show(message: Warning | str, category: type[Warning], *where: Any) -> None:
        if issubclass(category, NotDrawn):
            print(f"convanim: note: {message}", file=sys.stderr)
        else:
            otherwise(message, category, *where)

    return show


def _say(line: str, status: int) -> int:
    print(f"convanim: {line}" if status else line, file=sys.stderr)
    return status
