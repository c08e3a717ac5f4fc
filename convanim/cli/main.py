"""The command: parse, call, report. Exit status 0 done, 2 a bad request, 1 anything else."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

from convanim.cli import streams
from convanim.cli.pages import page
from convanim.errors import BadRequest, NotDrawn

if TYPE_CHECKING:
    from convanim.cli.outputs import Outputs

STANDARD = "-"
"""What stands for standard input, or output, where a file is named."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    streams.ready()
    # numpy's threads take a tenth of a second to start, and nothing here has work for them
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always", NotDrawn)
            warnings.showwarning = _told(warnings.showwarning)
            try:
                return run(given)
            finally:  # --version ends by SystemExit
                sys.stdout.flush()
    except BadRequest as error:
        return _say(f"error: {error}", 2)
    except OSError as error:
        streams.abandon()
        if isinstance(error, BrokenPipeError):
            return 1  # whoever read our output has had enough
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
    if name == "show":
        from convanim.cli import own

        return own.show(asked(given[1:], name)["picture"])
    if name == "deck":
        return _deck(asked(given[1:], name))
    if name == "edit":
        return _edit(given[1:])
    if name == "embed":
        from convanim.cli import pasted

        return pasted.embed(asked(given[1:], name))
    return _gallery(asked(given[1:], name))


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
    from convanim.cli.outputs import Outputs
    from convanim.sources.request import animation
    from convanim.sources.spec import with_source

    outputs = Outputs.taken(words)
    return _save(with_source(animation(words), words), outputs, words)


def _render(words: dict[str, Any]) -> int:
    from convanim.cli.outputs import Outputs
    from convanim.sources import panels
    from convanim.sources.request import from_toml
    from convanim.sources.spec import with_source

    spec = words.pop("spec")
    told, named = from_toml(spec, instead=words)
    usual = [os.path.join(os.path.dirname(spec), name) for name in named]
    kind = words.get("format") or "gif"
    outputs = Outputs.taken(words, tuple(usual or [f"{os.path.splitext(spec)[0]}.{kind}"]))
    whole = {**told, **words}
    return _save(with_source(panels.pictured(whole), whole, words), outputs, whole, spec)


def _deck(words: dict[str, Any]) -> int:
    from convanim.cli.deck import deck

    for name in deck(words):
        _say(f"wrote {name}", 0)
    return 0


def _edit(given: list[str]) -> int:
    from convanim.cli import own
    from convanim.cli.outputs import Outputs
    from convanim.sources.panels import pictured
    from convanim.sources.spec import with_source

    words, changed = own.edited(given)
    outputs = Outputs.taken(words)
    return _save(with_source(pictured(words), words, changed), outputs, words, given[0])


def _gallery(words: dict[str, Any]) -> int:
    from functools import partial

    from convanim.cli.progress import watch
    from convanim.gallery import regenerate

    return regenerate(**words, watch=partial(watch, unit="picture"))


def _save(animation: Any, outputs: Outputs, words: dict[str, Any], *read: str) -> int:
    from convanim.cli.progress import watch

    paths, read = outputs.paths, (*read, *([outputs.into] if outputs.into else ()))
    if read or any(isinstance(said, str) and os.path.exists(said) for said in words.values()):
        from convanim.sources.inputs import keep  # a request that reads nothing needs none of it

        keep(paths, words, *read)
    out = {STANDARD: streams.binary_output()} if STANDARD in paths else {}
    beside = outputs.timed(animation).save_all(
        paths, outputs.format, watch, out, siblings=outputs.siblings, into=outputs.base()
    )
    for name in (*paths, *beside):
        if name != STANDARD:
            _say(f"wrote {name}", 0)
    outputs.print(animation)
    return 0


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
    from convanim.infile import opened
    from convanim.report import batch, lines

    if name == STANDARD:
        return _answer(batch(lines(streams.text_input())))
    with opened(name) as file, TextIOWrapper(file, "utf-8", errors="replace") as text:
        return _answer(batch(lines(text)))


def _answer(results: Iterable[tuple[Iterable[str], bool]]) -> int:
    fine = True
    for pieces, ok in results:
        sys.stdout.writelines(pieces)
        sys.stdout.write("\n")
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
