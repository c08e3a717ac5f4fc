"""The command line's grammar, built for the one command in use: help must be at hand at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from convanim import __version__
from convanim.errors import BadRequest

# command -> what it does, and an example
COMMANDS: dict[str, tuple[str, str]] = {
    "conv": ("a convolution", "conv -i 5 -k 3 -s 2 -p 1 -o padding_strides.gif"),
    "transposed": (
        "a transposed convolution",
        "transposed -i 3 -k 3 -s 2 -p 1 --output-padding 1 -o up.svg",
    ),
    "maxpool": ("max pooling", "maxpool -i 5 -k 3 --ceil-mode -o pool.gif"),
    "avgpool": ("average pooling", "avgpool -i 6 -k 2 -o mean.gif"),
    "pointwise": (
        "a 1x1 convolution across channels",
        "pointwise -i 4 --in-channels 5 --out-channels 3 -o one_by_one.gif",
    ),
    "signal": (
        "a convolution of two functions of time",
        "signal box exponential -o box_exponential.gif",
    ),
    "inspect": ("sizes, formula and taps of a layer", "inspect conv -i 5 -k 3 -s 2 -p 1 --json"),
    "render": ("what a TOML file describes", "render spec.toml -o picture.gif"),
    "gallery": ("a folder of such files, all of it", "gallery --check"),
}
LAYERS = ("conv", "transposed", "maxpool", "avgpool", "pointwise")


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, raised as every other bad request is."""

    def __init__(self, **options: Any) -> None:
        formatter = argparse.RawDescriptionHelpFormatter
        super().__init__(allow_abbrev=False, formatter_class=formatter, **options)

    def error(self, message: str) -> NoReturn:
        raise BadRequest(f"{message} (see {self.prog} --help)")


def top() -> Parser:
    """The parser of `convanim` alone, which only knows the commands' names."""
    listed = "\n".join(f"  {name:<12}{what}" for name, (what, _) in COMMANDS.items())
    shown = "\n".join(f"  convanim {example}" for _, example in COMMANDS.values())
    parser = Parser(
        prog="convanim",
        usage="convanim COMMAND ... | --help | --version",
        description="Turns a layer's numbers into the animation that explains it.\n\n"
        f"commands:\n{listed}",
        epilog=f"examples:\n{shown}\n\n'convanim COMMAND --help' lists a command's flags.",
    )
    parser.add_argument("--version", action="version", version=f"convanim {__version__}")
    parser.add_argument(
        "--print-completion",
        metavar="SHELL",
        help="print a completion script: bash, zsh or tcsh",
    )
    return parser


def command(name: str, inner: str | None = None) -> Parser:
    """The parser of one command; `inner` is the layer that `inspect` looks at."""
    what, example = COMMANDS[name]
    parser = Parser(
        prog=f"convanim {name}" + (f" {inner}" if inner else ""),
        description=what[0].upper() + what[1:] + ".",
        epilog=f"example:\n  convanim {example}",
        argument_default=argparse.SUPPRESS,
    )
    add_flags(parser, name, inner)
    return parser


def add_flags(parser: argparse.ArgumentParser, name: str, inner: str | None = None) -> None:
    """The flags of one command."""
    if name in LAYERS:
        _add_layer(parser, name)
        _add_numbers(parser)
        _add_look(parser)
    elif name == "signal":
        _add_signals(parser)
        _add_look(parser)
    elif name == "inspect":
        if inner is None:
            parser.add_argument(
                "layer", nargs="?", choices=LAYERS, default=None, help="the layer's kind"
            )
            parser.add_argument(
                "--batch",
                metavar="FILE",
                help="a JSON object a line, '-' for standard input; one result a line",
            )
        else:
            _add_layer(parser, inner)
        parser.add_argument("--json", action="store_true", help="all taps of all steps, as JSON")
    elif name == "render":
        parser.add_argument("spec", metavar="SPEC.toml", help="the file to render")
        _add_numbers(parser)
        _add_look(parser)
    elif name == "gallery":
        parser.add_argument("names", nargs="*", metavar="NAME", help="only these pictures")
        parser.add_argument("--all", action="store_true", help="also what has not changed")
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if a file is out of date"
        )
        parser.add_argument("--jobs", type=int, metavar="N", help="processes (all cores)")
        parser.add_argument("--dir", metavar="DIR", help="where the gallery is (gallery)")


def _add_layer(parser: argparse.ArgumentParser, name: str) -> None:
    from convanim.cli.flags import LAYER
    from convanim.sources.request import words_of

    group = parser.add_argument_group("the layer")
    known = words_of(name)
    for word in (word for word in LAYER if word in known):
        spellings, options = LAYER[word]
        group.add_argument(*spellings, dest=word, **options)


def _add_signals(parser: argparse.ArgumentParser) -> None:
    from convanim.cli.flags import SIGNALS

    group = parser.add_argument_group("the signals")
    for spellings, options in SIGNALS.values():
        group.add_argument(*spellings, **options)


def _add_numbers(parser: argparse.ArgumentParser) -> None:
    from convanim.cli.flags import NUMBERS

    group = parser.add_argument_group("the numbers")
    for word, (spellings, options) in NUMBERS.items():
        group.add_argument(*spellings, dest=word, **options)


def _add_look(parser: argparse.ArgumentParser) -> None:
    from convanim.cli.flags import LOOK

    group = parser.add_argument_group("the look")
    for word, (spellings, options) in LOOK.items():
        if options.get("action") == "boolean":
            options = {**options, "action": argparse.BooleanOptionalAction}
        group.add_argument(*spellings, dest=word, **options)
    group = parser.add_argument_group("the output")
    group.add_argument(
        "-o",
        "--output",
        action="append",
        metavar="FILE",
        help="where to, more than once if you like; the suffix picks the format: .gif .svg "
        ".png; '-' is standard output; a directory takes one file a step",
    )
    group.add_argument("--format", metavar="FORMAT", help="gif, svg or png, whatever the suffix")


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
    """Every command with every flag, for shell completion."""
    parser = argparse.ArgumentParser(prog="convanim")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers()
    for name, (what, _) in COMMANDS.items():
        sub = commands.add_parser(name, help=what)
        if name == "inspect":
            sub.add_argument("--batch", metavar="FILE", help="a JSON object a line")
            layers = sub.add_subparsers()
            for layer in LAYERS:
                add_flags(layers.add_parser(layer, help=COMMANDS[layer][0]), name, layer)
        else:
            add_flags(sub, name)
    return parser
