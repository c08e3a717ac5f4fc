"""Write what follows from the declarations: docs/reference.md, and the command's first help page.

    python scripts/build_reference.py [--check]

With --check nothing is written, and the exit status is 1 where a file is out of date.
"""

import sys
from pathlib import Path

from convanim import choice
from convanim.cli.commands import Groups, Word, about, words
from convanim.cli.parser import top_help
from convanim.declared import REQUIRED, flag
from convanim.operations import LAYERS

ROOT = Path(__file__).parent.parent
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
        name = word.name if option.placed else flag(word.name)
        if option.kind.switch:
            name = {True: f"--no-{name[2:]}", None: f"{name}, --no-{name[2:]}"}.get(
                word.default, name
            )
        spelled = ", ".join(f"`{part}`" for part in (option.short, name) if part)
        views = f" ({', '.join(word.views)})" if word.views else ""
        value = option.kind.metavar if not option.kind.switch else ""
        said = (option.help + views).replace("|", "\\|")
        lines.append(f"| {spelled} | `{word.name}` | {value} | {usual(word)} | {said} |")
    return lines


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
    for name in ("signal", "inspect", "render", "gallery"):
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


def main(arguments: list[str]) -> int:
    """Write the files, or say which are out of date."""
    files = {
        ROOT / "docs" / "reference.md": reference(),
        ROOT / "convanim" / "cli" / "help.txt": top_help(),
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
