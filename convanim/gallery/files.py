"""The files of a gallery: what they should hold, whether they do, and putting it there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from convanim.animation import format_of
from convanim.errors import BadRequest
from convanim.export import FORMATS
from convanim.export.mark import is_ours
from convanim.gallery.entries import Entry

if TYPE_CHECKING:
    from convanim.animation import Animation

PICTURES = (".gif", ".png")
ROUNDING = 1.0
"""How far, in 255ths, two renderings of one picture may be apart: over 48 dB of PSNR."""


def bring_up_to_date(entry: Entry, all: bool, check: bool) -> list[Path]:
    """Write, or only find, the files of one picture that differ."""
    drawn = entry.drawn()
    if not (all or check) and is_fresh(drawn, entry.outputs):
        return []
    files = {path: contents(drawn, path) for path in entry.outputs}
    stale = [path for path, data in files.items() if (all and not check) or not same(path, data)]
    if not check:
        for path in stale:
            replace_with(path, files[path])
    return stale


def is_fresh(drawn: Animation, outputs: Iterable[Path]) -> bool:
    """Whether a picture's files are all there and its SVG, which shows any change, is right."""
    if not all(path.is_file() for path in outputs):
        return False
    quick = [path for path in outputs if path.suffix == ".svg"]
    return quick != [] and all(same(path, contents(drawn, path)) for path in quick)


def contents(drawn: Animation, path: Path) -> bytes:
    """The bytes of one of a picture's files."""
    buffer = BytesIO()
    drawn.write(buffer, format_of(path.name, None))
    return buffer.getvalue()


def same(path: Path, data: bytes) -> bool:
    """Whether a file has these bytes already, or is another encoding of the same pixels."""
    if not path.is_file():
        return False
    there = path.read_bytes()
    return there == data or (path.suffix in PICTURES and alike(there, data))


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same at the same times; what is no picture shows nothing.

    Their bytes may differ from one version of the compressor to another, and a pixel by the
    rounding of a rasteriser: neither makes a picture out of date.
    """
    from PIL import Image, ImageChops, ImageSequence, ImageStat

    try:
        with Image.open(BytesIO(one)) as a, Image.open(BytesIO(other)) as b:
            if a.size != b.size or getattr(a, "n_frames", 1) != getattr(b, "n_frames", 1):
                return False
            for p, q in zip(ImageSequence.Iterator(a), ImageSequence.Iterator(b), strict=True):
                if p.info.get("duration") != q.info.get("duration"):
                    return False
                apart = ImageChops.difference(p.convert("RGBA"), q.convert("RGBA"))
                if max(ImageStat.Stat(apart).rms) > ROUNDING:
                    return False
    except (OSError, ValueError, SyntaxError):  # what Pillow says of damaged files
        return False
    return True


def check_ours(paths: Iterable[Path], force: bool) -> None:
    """Refuse to replace files that we did not make."""
    others = [str(path) for path in paths if os.path.lexists(path) and not is_ours(path)]
    if others and not force:
        raise BadRequest(
            f"not made by convanim, and so not replaced: {', '.join(others)}; move them, or "
            "insist with --force"
        )


def orphans(folder: Path, found: Iterable[Entry]) -> list[Path]:
    """Pictures of ours in a gallery that no specification gives."""
    given = {os.path.realpath(path) for entry in found for path in entry.outputs}
    there = (
        Path(here, name)
        for here, _, names in os.walk(folder)
        for name in sorted(names)
        if name.rpartition(".")[2] in FORMATS
    )
    return [path for path in there if os.path.realpath(path) not in given and is_ours(path)]


def replace_with(path: Path, data: bytes) -> None:
    """Put these bytes into a file, whole or not at all."""
    from convanim.export.atomic import replacing

    with replacing(path) as file:
        file.write(data)
