"""What a page has whatever is drawn on it: its margins, and how large its text is."""

from __future__ import annotations

MARGIN = 22.5
"""Scene units of air on every side, as in the published pictures."""
TITLE_SIZE = 17.0
CAPTION_SIZE = 13.0
READ_AT = 480.0
"""The width of a page up to which text has its plain size; on wider ones it grows along."""


def afar(wide: float, read_at: float = READ_AT) -> float:
    """How much larger the text of a drawing so wide is: one is looked at from further away."""
    return max(1.0, (wide + 2 * MARGIN) / read_at)
