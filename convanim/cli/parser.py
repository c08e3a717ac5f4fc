"""The command line's grammar, built for the one command in use: help must be at hand at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

from convanim import __version__
from convanim.errors import BadRequest

SHELL = "--print-completion"


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, raised as every other bad request is."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, add_help=False, **options)

    def error(self, message: str) -> NoReturn:
        raise BadRequest(f"{message} (see {self.prog} --help)")

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:  # argparse says nothing where nothing can be written
            (file or sys.stderr).write(message)


def top() -> Parser:
    """The parser of `convanim` alone, which only knows its own flags."""
    parser = Parser(prog="convanim")
    parser.add_argument("--version", action="version", version=f"convanim {__version__}")
    parser.add_argument(SHELL, metavar="SHELL")
    return parser


def command(name: str, inner: str | None = None, brief: bool = False) -> Parser:
    """The parser of one command; `inner` is the layer that `inspect` looks at. A `brief` one
    does not know the views' own words."""
    from convanim.cli.commands import words
    from convanim.operations import LAYERS

    prog = f"convanim {name}" + (f" {inner}" if inner and name == "inspect" else "")
    parser = Parser(prog=prog, argument_default=argparse.SUPPRESS)
    if name == "inspect" and inner is None:
        parser.add_argument(
            "layer", nargs="?", choices=LAYERS, default=None, help="the layer's kind"
        )
    add_words(parser, words(name, inner, brief))
    return parser


def asked(arguments: Sequence[str], name: str, inner: str | None = None) -> dict[str, Any]:
    """The words of a command that were given."""
    with suppress(BadRequest):  # only what it does not know, or not so, needs the views' words
        return parse(command(name, inner, brief=True), arguments)
    return parse(command(name, inner), arguments)


def add_words(parser: argparse.ArgumentParser, groups: Any, complete: bool = False) -> None:
    """The flags of one command, as its words are declared."""
    for title, group in groups.items():
        section = parser.add_argument_group(title) if title and group else parser
        for word in group:
            if word.shown or not complete:
                add_word(section, word, complete)


def add_word(section: Any, word: Any, complete: bool) -> None:
    """One flag, or one word that is known by its place."""
    from convanim.declared import flag

    option, kind = word.option, word.option.kind
    said = option.help + (f" ({', '.join(word.views)})" if word.views else "")
    about: dict[str, Any] = {"help": said if word.shown else argparse.SUPPRESS}
    spelling, choices = flag(word.name), tuple(kind.choices()) if complete else ()
    if kind.switch:
        about["action"] = {False: "store_true", True: "store_false"}.get(
            word.default, argparse.BooleanOptionalAction
        )
        spelling = f"--no-{spelling[2:]}" if word.default is True else spelling
    else:
        about |= {"metavar": kind.metavar, "type": kind.typed}
        if option.several and not option.placed:
            about["action"] = "append"
        if choices:
            about["choices"] = choices
    if option.placed:
        more = {"nargs": "*"} if option.several else {}
        action = section.add_argument(word.name, **about, **more)
    else:
        short = [option.short] if option.short else []
        action = section.add_argument(*short, spelling, dest=word.name, **about)
    if complete and kind.file and not choices:
        from shtab import FILE

        action.complete = FILE


def parse(parser: Parser, arguments: Sequence[str]) -> dict[str, Any]:
    """The words that were given; an unknown flag is an error that suggests the nearest."""
    found, unknown = parser.parse_known_args(list(arguments))
    if unknown:
        from convanim.words import nearest

        flags = [s for action in parser._actions for s in action.option_strings]
        close = nearest(unknown[0].partition("=")[0], flags)
        hint = f", did you mean {close}?" if close else ""
        raise BadRequest(f"unknown argument {unknown[0]!r}{hint} (see {parser.prog} --help)")
    return vars(found)


def whole() -> argparse.ArgumentParser:
    """Every command with every flag and its values, for shell completion."""
    from convanim.cli.commands import COMMANDS, about, words
    from convanim.operations import LAYERS

    parser = argparse.ArgumentParser(prog="convanim")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers()
    for name in COMMANDS:
        sub = commands.add_parser(name, help=about(name)[0])
        add_words(sub, words(name), complete=True)
        if name == "inspect":
            layers = sub.add_subparsers()
            for layer in LAYERS:
                inner = layers.add_parser(layer, help=about(layer)[0])
                add_words(inner, words(name, layer), complete=True)
    return parser
