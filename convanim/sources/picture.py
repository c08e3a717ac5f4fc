"""A picture's brightness as numbers from 0 to 255."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from convanim import infile
from convanim.errors import BadRequest

if TYPE_CHECKING:
    import numpy as np

LONGEST = 24
"""Cells along a picture's longer side unless more are asked for: few enough to tell apart."""
MOST = 256
"""Cells along a side that may be asked for."""
LARGEST_PIPE = 100_000_000
"""Bytes of a picture that comes through a pipe; damaged where it has more."""
MEGAPIXELS = 50
"""Millions of pixels above which a picture is refused: decoded it takes three bytes each."""


def picture(path: Any, side: Any, colour: bool) -> np.ndarray[Any, np.dtype[Any]]:
    """A picture `side` cells long at most: grey `(rows, columns)`, or `(3, rows, columns)`."""
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not isinstance(path, str):
        raise BadRequest(f"image {path!r} is not a file's name")
    longest = LONGEST if side is None else side
    if isinstance(longest, bool) or not isinstance(longest, int) or not 1 <= longest <= MOST:
        raise BadRequest(f"image size {longest!r} is not allowed: 1 to {MOST} cells")
    try:
        with warnings.catch_warnings():
            # what is too large is refused below, in our own words
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with infile.opened(path, f"image {path!r}") as file, Image.open(whole(file)) as opened:
                millions = opened.width * opened.height / 1e6
                if millions > MEGAPIXELS:
                    raise _too_large(path, millions)
                upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except Image.DecompressionBombError:
        raise _too_large(path, 2 * (Image.MAX_IMAGE_PIXELS or 0) / 1e6) from None
    except UnidentifiedImageError:
        raise BadRequest(f"image {path!r} is not an image that can be read") from None
    except (OSError, SyntaxError, EOFError, struct.error, ValueError) as error:
        if isinstance(error, BadRequest):
            raise
        raise BadRequest(f"image {path!r} is damaged: {error}") from None
    paper = Image.new("RGBA", upright.size, "white")
    flat = Image.alpha_composite(paper, upright).convert("RGB" if colour else "L")
    scale = longest / max(flat.size)
    width, height = (max(1, round(length * scale)) for length in flat.size)
    small = np.asarray(flat.resize((width, height), Image.Resampling.BOX), np.int64)
    return np.moveaxis(small, -1, 0) if colour else small


def whole(file: BinaryIO) -> BinaryIO:
    """A file as it is; of a pipe, which Pillow cannot go back in, what it gives."""
    return file if file.seekable() else BytesIO(file.read(LARGEST_PIPE))


def _too_large(path: str, millions: float) -> BadRequest:
    return BadRequest(
        f"image {path!r} has over {millions:,.0f} megapixels: at most {MEGAPIXELS} are read"
    )
