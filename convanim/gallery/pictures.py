"""The pictures of one specification: which of its files differ from what it gives."""

from __future__ import annotations

import os
import struct
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from convanim.animation import format_of
from convanim.errors import BadRequest, NotDrawn
from convanim.export.mark import is_ours
from convanim.gallery.specs import USUAL
from convanim.sources import panels
from convanim.sources.inputs import keep
from convanim.sources.request import from_toml
from convanim.sources.spec import with_source

if TYPE_CHECKING:
    from convanim.animation import Animation

PICTURES = (".gif", ".png", ".apng", ".webp")
ROUNDING = 1.0
"""How far, in 255ths, two renderings of one picture may be apart: over 48 dB of PSNR."""
POINTER = b"version https://git-lfs"


@dataclass(frozen=True)
class Wanted:
    """What is to be brought about of one specification."""

    spec: Path
    all: bool = False
    check: bool = False
    force: bool = False


@dataclass(frozen=True)
class Drawn:
    """What a specification gives: what the page says of it, and the files that are not as they
    should be with the bytes that they should have; or what is wrong with it."""

    spec: Path
    title: str = ""
    description: str = ""
    stale: Mapping[Path, bytes] = field(default_factory=dict)
    wrong: str = ""


def draw(wanted: Wanted) -> Drawn:
    """Find the files of one specification that differ; nothing is written."""
    spec = wanted.spec
    try:
        animation, outputs = specified(spec)
        scene = animation.scene
        stale = differing(animation, outputs, wanted)
        for path in stale:
            if os.path.lexists(path) and not (wanted.force or is_ours(path)):
                return Drawn(spec, scene.title, scene.description, wrong=f"{spec}: {foreign(path)}")
        return Drawn(spec, scene.title, scene.description, stale)
    except BadRequest as error:
        return Drawn(spec, wrong=str(error))
    except OSError as error:
        return Drawn(spec, wrong=f"{spec}: {error.filename or ''}: {error.strerror or error}")


def specified(spec: Path) -> tuple[Animation, list[Path]]:
    """The animation of a specification file, and the files it is to give."""
    try:
        words, names = from_toml(str(spec))
        names = names or [f"{spec.stem}.{kind}" for kind in USUAL]
        outputs = [spec.parent / name for name in names]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotDrawn)  # who wrote the file was told by render
            animation = with_source(panels.pictured(words), words, ())
        keep([str(path) for path in outputs], words, str(spec))
        return animation, outputs
    except BadRequest as error:
        raise BadRequest(f"{spec}: {error}") from None


def differing(drawn: Animation, outputs: list[Path], wanted: Wanted) -> dict[Path, bytes]:
    """The files that are not what they should be, or all of them."""
    if not (wanted.all or wanted.check) and is_fresh(drawn, outputs):
        return {}
    try:
        files = {path: contents(drawn, path) for path in outputs}
    except BadRequest as error:
        raise BadRequest(f"{wanted.spec}: {error}") from None
    every = wanted.all and not wanted.check
    return {path: data for path, data in files.items() if every or not same(path, data)}


def is_fresh(drawn: Animation, outputs: list[Path]) -> bool:
    """Whether a picture's files are all there and its SVG, which shows any change, is right."""
    if not all(map(is_ours, outputs)):
        return False
    quick = [path for path in outputs if path.suffix == ".svg"]
    return quick != [] and all(same(path, contents(drawn, path)) for path in quick)


def contents(drawn: Animation, path: Path) -> bytes:
    """The bytes of one of a picture's files."""
    buffer = BytesIO()
    drawn.write(buffer, format_of(path.name, None))
    return buffer.getvalue()


def foreign(path: Path) -> str:
    """What is said of a file that is in the way and that we did not make."""
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(POINTER)) == POINTER:
                return f"{path} is no picture but stands for one: `git lfs pull` fetches it"
    return f"{path} is not a picture that convanim made: move it away, or insist with --force"


def same(path: Path, data: bytes) -> bool:
    """Whether a file has these bytes already, or is another encoding of the same pixels."""
    if not path.is_file():
        return False
    there = path.read_bytes()
    return there == data or (path.suffix.lower() in PICTURES and alike(there, data))


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same at the same times, and say the same of themselves.

    Their bytes may differ from one version of the compressor to another, and a pixel by the
    rounding of a rasteriser: neither makes a picture out of date.
    """
    from PIL import Image, ImageChops, ImageSequence, ImageStat

    from convanim.export.embedded import found

    try:
        if found(one) != found(other):
            return False
        with warnings.catch_warnings(), Image.open(BytesIO(other)) as b:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(one)) as a:
                if a.size != b.size or getattr(a, "n_frames", 1) != getattr(b, "n_frames", 1):
                    return False
                for p, q in zip(ImageSequence.Iterator(a), ImageSequence.Iterator(b), strict=True):
                    if p.info.get("duration") != q.info.get("duration"):
                        return False
                    apart = ImageChops.difference(p.convert("RGBA"), q.convert("RGBA"))
                    if max(ImageStat.Stat(apart).rms) > ROUNDING:
                        return False
    except (OSError, SyntaxError, EOFError, struct.error, ValueError, BadRequest):
        return False  # it is damaged, or no picture at all
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return False
    return True
