"""A frame of a Beamer talk that shows a PDF's pages one after the other: overlays, which any viewer
turns over, or the animate package, which needs one that runs scripts."""

from __future__ import annotations

from convanim.export import mark

FORMS = ("overlays", "animate")
SPECIAL = {
    "\\": r"\textbackslash{}",
    **{char: f"\\{char}" for char in "#$%&_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "×": r"$\times$",
    "→": r"$\to$",
    "−": "$-$",
}


def frame(name: str, pages: int, title: str, alt: str, seconds: float, form: str = FORMS[0]) -> str:
    """The frame that shows the pages of the PDF of this name."""
    file = name.removesuffix(".pdf")
    lines = [
        f"% {mark.NAME}: needs \\usepackage{{graphicx}}"
        + (" and \\usepackage{animate}" if form == "animate" else ""),
        f"% {' '.join(alt.split())}",
        rf"\begin{{frame}}{{{escaped(title)}}}",
        r"  \centering",
    ]
    room = r"width=\linewidth,height=0.8\textheight,keepaspectratio"
    if form == "animate":
        rate = f"{1 / seconds:g}"
        lines.append(rf"  \animategraphics[controls,loop,{room}]{{{rate}}}{{{file}}}{{}}{{}}")
    else:
        lines += (
            rf"  \includegraphics<{n}>[page={n},{room}]{{{file}}}%" for n in range(1, pages + 1)
        )
    return "\n".join([*lines, r"\end{frame}", ""])


def escaped(text: str) -> str:
    """A text as LaTeX takes it.

    >>> escaped("50% of x_1")
    '50\\\\% of x\\\\_1'
    """
    return "".join(SPECIAL.get(char, char) for char in text)
