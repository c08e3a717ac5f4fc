"""A frame of a Beamer talk that shows a PDF's pages one after the other: overlays, which any viewer
turns over, or the animate package, which needs one that runs scripts. Both are for pdflatex.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from unicodedata import normalize

from convanim.errors import BadRequest, NotDrawn
from convanim.export import mark
from convanim.scene.time import Timeline

FORMS = ("overlays", "animate")
ROOM = r"width=\linewidth,height=0.8\textheight,keepaspectratio"
HARMFUL = frozenset('\\{}#%~"^|')
"""What LaTeX takes no file name with."""
SPECIAL = {
    "\\": r"\textbackslash{}",
    **{char: f"\\{char}" for char in "#$%&_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\`{}",
    '"': "''",
    # these are other characters in LaTeX's oldest encoding, which is still the usual one
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "…": r"\ldots{}",
    "•": r"\textbullet{}",
    **{char: f"${char}$" for char in "+="},
    **{
        char: f"${words}$"
        for char, words in {
            "×": r"\times",
            "÷": r"\div",
            "±": r"\pm",
            "−": "-",
            "·": r"\cdot",
            "∗": "*",
            "→": r"\to",
            "←": r"\leftarrow",
            "↦": r"\mapsto",
            "∞": r"\infty",
            "√": r"\surd",
            "≤": r"\le",
            "≥": r"\ge",
            "≠": r"\ne",
            "≈": r"\approx",
            "°": r"^\circ",
            "²": "^2",
            "α": r"\alpha",
            "β": r"\beta",
            "γ": r"\gamma",
            "δ": r"\delta",
            "ε": r"\varepsilon",
            "θ": r"\theta",
            "λ": r"\lambda",
            "μ": r"\mu",
            "µ": r"\mu",
            "π": r"\pi",
            "σ": r"\sigma",
            "τ": r"\tau",
            "φ": r"\varphi",
            "ω": r"\omega",
            "Δ": r"\Delta",
            "Σ": r"\Sigma",
            "Ω": r"\Omega",
            "∑": r"\Sigma",
            "∂": r"\partial",
            "³": "^3",
        }.items()
    },
    "ß": r"\ss{}",
    "æ": r"\ae{}",
    "œ": r"\oe{}",
    "ø": r"\o{}",
    "ł": r"\l{}",
    "ı": r"\i{}",
    "Æ": r"\AE{}",
    "Œ": r"\OE{}",
    "Ø": r"\O{}",
    "Ł": r"\L{}",
    "¿": "?`",
    "¡": "!`",
}
ACCENTS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327",
        [*"`'^~=u.\"rHvdc"],
        strict=True,
    )
)


def check_name(path: str) -> None:
    """Refuse a PDF that LaTeX cannot include by its name."""
    name = os.path.basename(path)
    if not name.endswith(".pdf"):
        raise BadRequest(f"{path!r}: LaTeX includes a PDF by a name that ends in .pdf")
    bad = sorted({char for char in name if char in HARMFUL or not char.isprintable()})
    if bad or name.startswith((" ", "-", ".")):
        said = f"with {bad[0]!r} in its name" if bad else f"whose name begins with {name[0]!r}"
        raise BadRequest(f"{path!r}: LaTeX includes no file {said}: name it otherwise")


def frame(path: str, title: str, alt: str, time: Timeline, form: str = FORMS[0]) -> bytes:
    """The frame that shows the pages of a PDF, one for each step."""
    name = os.path.basename(path).removesuffix(".pdf")
    moving = form == FORMS[1]
    lines = [
        rf"% {mark.NAME}: needs \usepackage{{{'animate' if moving else 'graphicx'}}}",
        f"% {' '.join(title.split())}",
        f"% {' '.join(alt.split())}",
        *(times(name, time) if moving else ()),
        rf"\begin{{frame}}{{{in_latex(title)}}}",
        r"  \centering",
        *(played(name, time) if moving else overlaid(name, time.steps)),
        r"\end{frame}",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def overlaid(name: str, steps: int) -> Iterator[str]:
    """A page on each overlay."""
    for n in range(1, steps + 1):
        yield rf"  \includegraphics<{n}>[page={n},{ROOM}]{{{name}}}%"


def played(name: str, time: Timeline) -> Iterator[str]:
    """All pages at their times."""
    loop = "" if time.loop else "loop,"
    told = f"controls,autoplay,{loop}timeline={times_name(name)},{ROOM}"
    yield rf"  \animategraphics[{told}]{{1}}{{{name}}}{{}}{{}}"


def times(name: str, time: Timeline) -> Iterator[str]:
    """The file in which animate finds how many pages a second there are from each page on."""
    yield rf"\begin{{filecontents*}}[overwrite]{{{times_name(name)}}}"
    before = ""
    for step in range(time.steps):
        held = time.hold if step == time.steps - 1 else 0.0
        rate = f"{1 / (time.lasts(step) + held):.4g}"
        yield f":{'' if rate == before else rate}:{step}"
        before = rate
    yield r"\end{filecontents*}"


def times_name(name: str) -> str:
    """The name of that file, of plain letters.

    >>> times_name("a b, c")
    'a-b--c-times.txt'
    """
    return re.sub("[^A-Za-z0-9]", "-", name) + "-times.txt"


def in_latex(text: str) -> str:
    """A text as pdflatex sets it in any of its encodings; a note tells what it cannot.

    >>> print(in_latex("50% of x_1 → naïve"))
    50\\% of x\\_1 $\\to$ na\\"{i}ve
    """
    text = normalize("NFC", " ".join(text.split()))
    done = [(char, letter(char)) for char in text]
    if lost := "".join(char for char, made in done if made is None):
        warnings.warn(
            f"pdflatex has no {lost!r}: the title of the frame is without", NotDrawn, stacklevel=2
        )
    return "".join(made or "" for _, made in done).replace("--", "-{}-").strip()


def letter(char: str) -> str | None:
    """A character in LaTeX; None where it has none.

    >>> letter("a"), letter("ê"), letter("ﬁ"), letter("積")
    ('a', '\\\\^{e}', 'fi', None)
    """
    if char in SPECIAL:
        return SPECIAL[char]
    if char.isascii():
        return char if char.isprintable() else ""
    apart = normalize("NFD", char)
    if len(apart) == 2 and apart[0].isascii() and apart[1] in ACCENTS:
        return rf"\{ACCENTS[apart[1]]}{{{apart[0]}}}"
    plain = normalize("NFKC", char)
    if plain != char and all(one.isascii() or one in SPECIAL for one in plain):
        return "".join(SPECIAL.get(one, one) for one in plain)
    return None
