"""A picture's brightness as numbers from 0 to 255."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from convanim import infile, limits
from convanim.errors import BadRequest

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

LONGEST = 24
"""Cells along a picture's longer side unless more are asked for: few enough to tell apart."""
STRIP = 1_000_000
"""Pixels that are laid on paper at once: a whole picture four times over would take much room."""
LARGEST_PIPE = 100_000_000
"""Bytes of a picture that comes through a pipe; damaged where it has more."""


def picture(path: Any, side: Any, colour: bool) -> np.ndarray[Any, np.dtype[Any]]:
    """A picture `side` cells long at most: grey `(rows, columns)`, or `(3, rows, columns)`."""
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not isinstance(path, str):
        raise BadRequest(f"image {path!r} is not a file's name")
    longest = LONGEST if side is None else side
    if (
        isinstance(longest, bool)
        or not isinstance(longest, int)
        or not 1 <= longest <= limits.IMAGE
    ):
        raise BadRequest(f"image size {longest!r} is not allowed: 1 to {limits.IMAGE} cells")
    try:
        with warnings.catch_warnings():
            # what is too large is refused below, in our own words
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with infile.opened(path, f"image {path!r}") as file, Image.open(whole(file)) as opened:
                millions = opened.width * opened.height / 1e6
                if millions > limits.MEGAPIXELS:
                    raise _too_large(path, millions)
                opened.load()
                upright = ImageOps.exif_transpose(opened)
    except Image.DecompressionBombError:
        raise _too_large(path, 2 * (Image.MAX_IMAGE_PIXELS or 0) / 1e6) from None
    except UnidentifiedImageError:
        raise BadRequest(f"image {path!r} is not an image that can be read") from None
    except (OSError, SyntaxError, EOFError, struct.error, ValueError) as error:
        if isinstance(error, BadRequest):
            raise
        raise BadRequest(f"image {path!r} is damaged: {error}") from None
    flat = on_paper(upright, "RGB" if colour else "L")
    scale = longest / max(flat.size)
    width, height = (max(1, round(length * scale)) for length in flat.size)
    small = np.asarray(flat.resize((width, height), Image.Resampling.BOX), np.int64)
    return np.moveaxis(small, -1, 0) if colour else small


def on_paper(image: Image.Image, mode: str) -> Image.Image:
    """A picture on white, strip by strip."""
    from PIL import Image

    flat = Image.new(mode, image.size)
    high = max(1, STRIP // image.width)
    for top in range(0, image.height, high):
        box = (0, top, image.width, min(top + high, image.height))
        strip = image.crop(box).convert("RGBA")
        paper = Image.new("RGBA", strip.size, "white")
        flat.paste(Image.alpha_composite(paper, strip).convert(mode), box)
    return flat


def whole(file: BinaryIO) -> BinaryIO:
    """A file as it is; of a pipe, which Pillow cannot go back in, what it gives."""
    return file if file.seekable() else BytesIO(file.read(LARGEST_PIPE))


def _too_large(path: str, millions: float) -> BadRequest:
    return BadRequest(
        f"image {path!r} has over {millions:,.0f} megapixels: at most {limits.MEGAPIXELS} are read"
    )
