"""Films for players: MP4 and MOV (H.264), WebM (VP9), coded by imageio's PyAV plugin.

Frames stream. A video has one rate: the slowest that every moment falls on, so that a step of a
second is no more than a frame or two. Sizes are even, as the codecs want them, by a line of
background.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from io import RawIOBase
from itertools import count
from math import gcd
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from convanim.errors import BadRequest
from convanim.export import mark
from convanim.export.film import Film

if TYPE_CHECKING:
    from PIL import Image

PIXELS = "yuv420p"
"""Brightness of each pixel, and colours of every four: what every player takes."""
FASTEST = 50
"""Frames a second: what moves by more is not seen to."""
COLOURS = {
    "colorspace": "bt709",
    "color_primaries": "bt709",
    "color_trc": "bt709",
    "color_range": "tv",
}
"""What the numbers of a pixel mean: unsaid, players guess by the size of the picture."""
BT709 = (
    *(0.18259, 0.61423, 0.06201, 16.0),
    *(-0.10064, -0.33857, 0.43922, 128.0),
    *(0.43922, -0.39894, -0.04027, 128.0),
)
"""From red, green and blue to brightness and two colour differences."""
NEAR = "rc-lookahead=4:bframes=0:ref=1:cpu-independent=1"
"""Of a picture that mostly stays, more frames seen at once save nothing but memory. The bytes do
not depend on the processor, nor on where in memory a frame lies."""
H264 = {"crf": "16", "preset": "medium", "tune": "animation", "x264-params": NEAR, **COLOURS}
VP9 = {"crf": "20", "b": "0", "row-mt": "0", "cpu-used": "4", **COLOURS}
AHEAD = {"movflags": "+faststart"}
"""The index stands first, so that a page plays it before all of it is there."""


def mp4(film: Film, file: BinaryIO) -> None:
    """The MP4 of a film."""
    _save(film, file, ".mp4", "libx264", H264, AHEAD)


def mov(film: Film, file: BinaryIO) -> None:
    """The QuickTime movie of a film."""
    _save(film, file, ".mov", "libx264", H264, AHEAD)


def webm(film: Film, file: BinaryIO) -> None:
    """The WebM of a film."""
    _save(film, file, ".webm", "libvpx-vp9", VP9, {})


def _save(
    film: Film,
    file: BinaryIO,
    suffix: str,
    codec: str,
    coded: Mapping[str, str],
    container: Mapping[str, str],
) -> None:
    try:
        import av  # noqa: F401 - imageio's plugin wants it
    except ImportError:
        raise BadRequest(
            f"{suffix} is coded by PyAV, which is not installed: pip install 'convanim[video]'"
        ) from None
    import imageio.v3 as iio
    from av import VideoFrame

    with TemporaryFile() as made:
        options = {"fflags": "+bitexact", **container}
        opened: Any = iio.imopen
        with opened(
            Shared(made),
            "w",
            plugin="pyav",
            extension=suffix,
            options=options,
            io_open=lambda *_: Shared(made),
        ) as out:
            pace, shot = rate(film), None
            out.init_video_stream(codec, fps=float(pace), pixel_format=PIXELS)
            # the plugin has no words for what the codec is told
            stream = out._video_stream
            stream.codec_context.options = dict(coded)
            stream.codec_context.thread_count = 1  # more threads, other bytes
            out.container_metadata["comment"] = film.spec or mark.NAME
            number = count(0)
            for image, times in _timed(film, pace):
                if shot is None:
                    # one frame for all: the heap has no place of their size for thousands
                    shot = VideoFrame(image.width, image.height, PIXELS)
                    stream.width, stream.height = image.size
                for plane, band in zip(shot.planes, bands(image), strict=True):
                    plane.update(band.tobytes("raw", "L", plane.line_size, 1))
                for _ in range(times):
                    shot.pts, shot.time_base = next(number), 1 / pace
                    out._container.mux(stream.encode(shot))
        made.seek(0)
        copyfileobj(made, file)


def bands(image: Image.Image) -> Iterator[Image.Image]:
    """Brightness and, of half the size, the two colour differences of a picture."""
    brightness, *colours = image.convert("RGB", BT709).split()
    yield brightness
    yield from (band.reduce(2) for band in colours)


def rate(film: Film) -> Fraction:
    """The slowest rate, of at least one frame a second, at which every moment has its time."""
    times = {round(moment.seconds * 1000) for moment in film.timeline.moments()}
    return min(max(Fraction(1000, gcd(*times) or 1), Fraction(1)), Fraction(FASTEST))


def _timed(film: Film, pace: Fraction) -> Iterator[tuple[Any, int]]:
    """The frames of a film with even sides, and how many times each is written."""
    from PIL import ImageOps

    end, written = 0.0, 0
    for frame in film.frames():
        end += frame.seconds
        times = max(round(end * pace), written + 1) - written
        written += times
        image = frame.image
        odd = (0, 0, image.width % 2, image.height % 2)
        corner: Any = image.getpixel((0, 0))
        yield ImageOps.expand(image, odd, corner) if any(odd) else image, times


class Shared(RawIOBase):
    """A file with a place of its own in it: at the end, what was written is read from the start
    to move the index ahead of it."""

    def __init__(self, made: Any) -> None:
        self._made, self._at = made, 0

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, self._made.seek(0, 2))[whence]
        return self._at

    def read(self, size: int = -1) -> bytes:
        self._made.seek(self._at)
        data: bytes = self._made.read(size)
        self._at += len(data)
        return data

    def write(self, data: Any) -> int:
        self._made.seek(self._at)
        self._at += self._made.write(data)
        return len(data)
