"""Colours as people write them, as the `#rrggbb` or `#rrggbbaa` that the package keeps."""

from __future__ import annotations

from convanim.errors import BadRequest

HEX = frozenset("0123456789abcdef")


def colour(text: object, what: str = "colour") -> str:
    """`#rgb`, `#rrggbb`, `#rrggbbaa` or a CSS name, in its long form.

    >>> colour("#Fa0"), colour("teal")
    ('#ffaa00', '#008080')
    """
    word = text.strip().lower() if isinstance(text, str) else ""
    digits = word[1:]
    if word.startswith("#") and HEX.issuperset(digits):
        if len(digits) in (3, 4):
            digits = "".join(2 * digit for digit in digits)
        if len(digits) in (6, 8):
            return f"#{digits}"
    elif word.isalpha():
        from PIL.ImageColor import colormap  # the CSS names; hex colours need not pay for it

        named = colormap.get(word)
        if isinstance(named, tuple):  # Pillow keeps what it has once looked up in parts
            return "#" + "".join(f"{part:02x}" for part in named)
        if named is not None:
            return named.lower()
    raise BadRequest(f"unknown {what} {text!r}: a CSS name or #rgb, #rrggbb, #rrggbbaa is allowed")
