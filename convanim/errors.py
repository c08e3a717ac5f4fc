"""The exceptions of the package, in a leaf of their own.

    ConvanimError
    └── BadRequest      what was asked for cannot be done; the message says what can
        └── UnknownWord  a keyword that is none; a TypeError too, as Python has it
    UserWarning
    └── NotDrawn        what is true of the layer, but not to be seen in this picture
        └── TooSmall     text of the picture that nobody reads at this size

Everything a user can cause is a `BadRequest`: one line that says what was given, what is
allowed and, where it is known, the nearest thing that would work.
"""

from __future__ import annotations


class ConvanimError(Exception):
    """The base of every error that the package raises on purpose."""


class BadRequest(ConvanimError, ValueError):  # noqa: N818 - it is the asker's, not an error of ours
    """A request that cannot be met, told in one line in the user's own words."""


class UnknownWord(BadRequest, TypeError):  # noqa: N818 - as above
    """A keyword argument that there is not; the message names the nearest that there is."""


class NotDrawn(UserWarning):
    """A fact of a layer that a view keeps but does not draw; the message names one that does."""


class TooSmall(NotDrawn):
    """Text that is too small to be read; the message names its size, and a width that would do."""
