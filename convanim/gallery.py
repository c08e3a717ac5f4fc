"""A gallery: a folder of specification files, each beside the files that it gives.

gallery/README.md                          the page that shows them all, generated
gallery/conv_arithmetic/dilation.toml      one picture's specification
gallery/conv_arithmetic/dilation.gif       what it gives (`output` names others)
gallery/conv_arithmetic/dilation.svg
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from convanim.animation import format_of
from convanim.errors import BadRequest
from convanim.sources import panels
from convanim.sources.request import from_toml
from convanim.words import nearest

if TYPE_CHECKING:
    from convanim.animation import Animation

PAGE = "README.md"
PICTURES = (".gif", ".png")
ROUNDING = 1.0
"""How far, in 255ths, two renderings of one picture may be apart: over 48 dB of PSNR."""


def regenerate(
    names: Iterable[str] = (),
    *,
    all: bool = False,
    check: bool = False,
    jobs: int | None = None,
    dir: str = "gallery",
) -> int:
    """Render what is missing or out of date, on all cores; give the exit status.

    A picture is out of date when its SVG is not what its specification gives; `all` renders
    every file anew; `check` writes nothing and fails (1) where a file differs.
    """
    folder = Path(dir)
    chosen = pick(folder, list(names))
    if jobs is not None and jobs < 1:
        raise BadRequest(f"jobs {jobs} is not allowed: at least 1")
    different: list[Path] = []
    did = "differs" if check else "wrote"
    with ProcessPoolExecutor(jobs) as pool:
        for stale in pool.map(bring_up_to_date, chosen, [all] * len(chosen), [check] * len(chosen)):
            different += stale
            for path in stale:
                print(f"{did} {path}", file=sys.stderr)
    if not names:
        written = page(folder).encode()
        if not same(folder / PAGE, written):
            different.append(folder / PAGE)
            print(f"{did} {folder / PAGE}", file=sys.stderr)
            if not check:
                replace_with(folder / PAGE, written)
    count = len(chosen)
    if check and different:
        print(f"{len(different)} files of {count} pictures are out of date", file=sys.stderr)
        return 1
    print(f"{count} pictures, {len(different)} files {'differ' if check else 'written'}")
    return 0


def pick(folder: Path, names: list[str]) -> list[Path]:
    """The specification files of a gallery, or those whose names are asked for."""
    if not folder.is_dir():
        raise BadRequest(f"there is no gallery at {str(folder)!r}: name its folder with --dir")
    found = sorted(folder.glob("*/*.toml"))
    known = {path.stem: path for path in found}
    for name in names:
        if name not in known:
            close = nearest(name, known)
            hint = f", did you mean {close!r}?" if close else ""
            raise BadRequest(f"no picture {name!r} in {str(folder)!r}{hint}")
    return [known[name] for name in names] or found


def bring_up_to_date(spec: Path, all: bool, check: bool) -> list[Path]:
    """Write, or only find, the files of one specification that differ."""
    drawn, outputs = specified(spec)
    if not (all or check) and is_fresh(drawn, outputs):
        return []
    files = {path: contents(drawn, path) for path in outputs}
    stale = [path for path, data in files.items() if (all and not check) or not same(path, data)]
    if not check:
        for path in stale:
            replace_with(path, files[path])
    return stale


def is_fresh(drawn: Animation, outputs: list[Path]) -> bool:
    """Whether a picture's files are all there and its SVG, which shows any change, is right."""
    if not all(path.is_file() for path in outputs):
        return False
    quick = [path for path in outputs if path.suffix == ".svg"]
    return quick != [] and all(same(path, contents(drawn, path)) for path in quick)


def specified(spec: Path) -> tuple[Animation, list[Path]]:
    """The animation of a specification file, and the files it is to give."""
    try:
        words, names = from_toml(str(spec))
        names = names or [f"{spec.stem}.gif", f"{spec.stem}.svg"]
        return panels.pictured(words), [spec.parent / name for name in names]
    except BadRequest as error:
        raise BadRequest(f"{spec}: {error}") from None


def contents(drawn: Animation, path: Path) -> bytes:
    """The bytes of one of a picture's files."""
    buffer = BytesIO()
    drawn.write(buffer, format_of(path.name, None))
    return buffer.getvalue()


def page(folder: Path) -> str:
    """The gallery's page: every picture with what it shows and how to make it."""
    lines = [
        "# Gallery",
        "",
        "Every picture here comes from the few lines of its `.toml` file; this page is made by",
        "`python scripts/regenerate_gallery.py`.",
    ]
    section = None
    for spec in pick(folder, []):
        if spec.parent.name != section:
            section = spec.parent.name
            lines += ["", f"## {section}"]
        drawn, outputs = specified(spec)
        shown = next((p for p in outputs if p.suffix == ".gif"), outputs[0])
        scene = drawn.scene
        files = " · ".join(f"[{p.suffix[1:]}]({section}/{p.name})" for p in (spec, *outputs))
        lines += [
            "",
            f"### {spec.stem}",
            "",
            f"![{scene.description}]({section}/{shown.name})",
            "",
            f"{scene.title} — {files}",
        ]
    return "\n".join(lines) + "\n"


def same(path: Path, data: bytes) -> bool:
    """Whether a file has these bytes already, or is another encoding of the same pixels."""
    if not path.is_file():
        return False
    there = path.read_bytes()
    return there == data or (path.suffix in PICTURES and alike(there, data))


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same at the same times.

    Their bytes may differ from one version of the compressor to another, and a pixel by the
    rounding of a rasteriser: neither makes a picture out of date.
    """
    from PIL import Image, ImageChops, ImageSequence, ImageStat

    with Image.open(BytesIO(one)) as a, Image.open(BytesIO(other)) as b:
        if a.size != b.size or getattr(a, "n_frames", 1) != getattr(b, "n_frames", 1):
            return False
        for p, q in zip(ImageSequence.Iterator(a), ImageSequence.Iterator(b), strict=True):
            if p.info.get("duration") != q.info.get("duration"):
                return False
            apart = ImageChops.difference(p.convert("RGBA"), q.convert("RGBA"))
            if max(ImageStat.Stat(apart).rms) > ROUNDING:
                return False
    return True


def replace_with(path: Path, data: bytes) -> None:
    """Put these bytes into a file, whole or not at all."""
    from convanim.export.atomic import replacing

    with replacing(path) as file:
        file.write(data)
