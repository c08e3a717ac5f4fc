"""Write what follows from the declarations: docs/reference.md, and what the commands' --help shows.

    python scripts/build_reference.py [--check]

With --check nothing is written, and the exit status is 1 where a file is out of date.
"""

import sys
import textwrap
from pathlib import Path

from convanim import choice
from convanim.cli.commands import COMMANDS, Groups, Word, about, words
from convanim.cli.pages import FOLDER, TOP
from convanim.cli.parser import SHELL
from convanim.declared import REQUIRED, flag
from convanim.operations import LAYERS

ROOT = Path(__file__).parent.parent
WIDE, COLUMN = 79, 26
"""Characters of a help page's lines, and of its first column."""
INTRODUCTION = """# Reference

Every word of convanim: as a flag of the command, as a word of a TOML file (where `-` may stand for
`_`), and as a keyword in Python. This page is made from the declarations themselves by
`python scripts/build_reference.py`.
"""


def table(group: list[Word]) -> list[str]:
    """The words of a group, a line each."""
    lines = ["| flag | word | value | without it | what it says |", "|---|---|---|---|---|"]
    for word in group:
        if not word.shown:
            continue
        option = word.option
        spelled = ", ".join(f"`{part}`" for part in spellings(word))
        views = f" ({', '.join(word.views)})" if word.views else ""
        value = option.kind.metavar if not option.kind.switch else ""
        said = (option.help + views).replace("|", "\\|")
        lines.append(f"| {spelled} | `{word.name}` | {value} | {usual(word)} | {said} |")
    return lines


def spellings(word: Word) -> list[str]:
    """A word's short flag and its long ones; what has a place is named by its value."""
    option = word.option
    if option.placed:
        return [option.kind.metavar]
    name = flag(word.name)
    names = [name]
    if option.kind.switch:
        no = f"--no-{name[2:]}"
        names = {True: [no], None: [name, no]}.get(word.default, names)
    return [option.short, *names] if option.short else names


def usual(word: Word) -> str:
    """What a word is where it is not given."""
    if word.default is REQUIRED:
        return "must be given"
    found = word.option.otherwise if word.default is None else word.default
    if found is None:
        return ""
    return str(found).lower() if isinstance(found, bool) else f"{found}"


def section(title: str, groups: Groups, level: int = 3) -> list[str]:
    """The groups of words under a title."""
    lines = ["", title]
    for name, group in groups.items():
        if any(word.shown for word in group):
            lines += ["", f"{'#' * level} {name[0].upper()}{name[1:]}" if name else "", ""]
            lines += table(group)
    return lines


def reference() -> str:
    """The page."""
    first = words("render")
    shared = {name: group for name, group in first.items() if name != "the file"}
    lines = [INTRODUCTION, "## Layers"]
    for name, (layer, command) in LAYERS.items():
        own = {title: group for title, group in words(name).items() if title not in shared}
        lines += section(f"### {name}\n\n{layer.name}: `convanim {command.example}`", own, 4)
    for name in ("signal", "inspect", "render", "deck", "gallery"):
        what, example = about(name)
        own = {title: group for title, group in words(name).items() if title not in shared}
        lines += section(f"### {name}\n\n{what[0].upper()}{what[1:]}: `convanim {example}`", own, 4)
    lines += section("## Words of every picture", shared)
    lines += ["", "## Views", "", "| view | what it shows |", "|---|---|"]
    for view in choice.every():
        said = (view.__doc__ or "").strip().split("\n\n")[0]
        lines.append(f"| `{view.name}` | {' '.join(said.split())} |")
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text + "\n"


def help_pages() -> dict[str, str]:
    """What --help shows, by the commands' names."""
    pages = {TOP: top_help()}
    for name in COMMANDS:
        pages[name] = help_page(name)
    for layer in LAYERS:
        pages[f"inspect-{layer}"] = help_page("inspect", layer)
    return pages


def help_page(name: str, inner: str | None = None) -> str:
    """What the --help of one command shows."""
    what, example = about(name)
    groups = words(name, inner)
    called = f"{name} {inner}" if inner else name
    placed = " ".join(
        f"[{word.option.kind.metavar} ...]" if word.option.several else word.option.kind.metavar
        for group in groups.values()
        for word in group
        if word.option.placed
    )
    if name == "inspect" and not inner:
        placed = "LAYER"
        groups = {"LAYER is one of": [], **groups}
    lines = [f"usage: convanim {called} {placed}{' ' * bool(placed)}[FLAGS]", ""]
    lines += [f"{what[0].upper()}{what[1:]}.", ""]
    for title, group in groups.items():
        told = [listed(word) for word in group if word.shown]
        if title == "LAYER is one of":
            told = [(f"  {layer}", about(layer)[0]) for layer in LAYERS]
        if told:
            lines += [f"{title or 'flags'}:", *two_columns(told), ""]
    return "\n".join((*lines, "example:", f"  convanim {example}", ""))


def listed(word: Word) -> tuple[str, str]:
    """A word as the help lists it, and what is said of it."""
    views = f" ({', '.join(word.views)})" if word.views else ""
    spelled = ", ".join(spellings(word))
    value = "" if word.option.kind.switch or word.option.placed else f" {word.option.kind.metavar}"
    return f"  {spelled}{value}", word.option.help + views


def two_columns(told: list[tuple[str, str]]) -> list[str]:
    """Flags, and beside them what they say; under those that are too long for that."""
    lines = []
    for left, right in told:
        beside = textwrap.wrap(right, WIDE - COLUMN)
        if len(left) > COLUMN - 2:
            lines.append(left)
        else:
            lines.append(f"{left:<{COLUMN}}{beside.pop(0)}")
        lines += [" " * COLUMN + line for line in beside]
    return lines


def top_help() -> str:
    """What `convanim --help` shows."""
    told = [(f"  {name}", about(name)[0]) for name in COMMANDS]
    shown = "\n".join(f"  convanim {about(name)[1]}" for name in COMMANDS)
    listed = "\n".join(two_columns(told))
    flags = "\n".join(
        two_columns(
            [
                ("  -h, --help", "show this and exit"),
                ("  --version", "show the version and exit"),
                (f"  {SHELL} SHELL", "print a completion script: bash, zsh or fish"),
            ]
        )
    )
    return (
        "usage: convanim COMMAND ... | --help | --version\n\n"
        "Turns a layer's numbers into the animation that explains it.\n\n"
        f"commands:\n{listed}\n\nflags:\n{flags}\n\n"
        f"examples:\n{shown}\n\n'convanim COMMAND --help' lists a command's flags.\n"
    )


def main(arguments: list[str]) -> int:
    """Write the files, or say which are out of date."""
    files = {
        ROOT / "docs" / "reference.md": reference(),
        **{Path(FOLDER) / f"{name}.txt": text for name, text in help_pages().items()},
    }
    stale = [path for path, text in files.items() if not path.exists() or path.read_text() != text]
    for path in stale:
        print(f"{'differs' if arguments else 'wrote'} {path.relative_to(ROOT)}", file=sys.stderr)
        if not arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_text(files[path])
    return 1 if arguments and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
