"""The figures that the project promises, measured side by side in one run.

    python scripts/bench.py [--runs N]

Every time is the smallest of several runs, taken in turn, and is told as a ratio to a plain
import of what cannot be avoided: absolute times drift from machine to machine.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time

GALLERY = Path(__file__).parent.parent / "gallery" / "conv_arithmetic"
PADDING_STRIDES = ["conv", "-i", "5", "-k", "3", "-s", "2", "-p", "1", "--width", "395", "-o"]
COMMAND = [sys.executable, "-m", "convanim"]


def smallest(commands: dict[str, list[str]], runs: int) -> dict[str, float]:
    """For each command the shortest of its times, the commands taken in turn."""
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(runs):
        for name, command in commands.items():
            start = perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            best[name] = min(best[name], perf_counter() - start)
    return best


def times(folder: Path, runs: int) -> None:
    """The whole command, cold, against the imports it is measured by."""
    plain = [sys.executable, "-c"]
    best = smallest(
        {
            "pass": [*plain, "pass"],
            "numpy": [*plain, "import numpy"],
            "numpy and Pillow": [*plain, "import numpy, PIL.Image, PIL.GifImagePlugin"],
            "GIF": [*COMMAND, *PADDING_STRIDES, str(folder / "a.gif")],
            "SVG": [*COMMAND, *PADDING_STRIDES, str(folder / "a.svg")],
            "--help": [*COMMAND, "--help"],
        },
        runs,
    )
    for name, base, limit in (
        ("GIF", "numpy and Pillow", 2.0),
        ("SVG", "numpy", 1.5),
        ("--help", "pass", 4.0),
    ):
        ratio = best[name] / best[base]
        told(
            f"{name} in imports of {base}" if base != "pass" else f"{name} in `pass`", ratio, limit
        )


def sizes(folder: Path) -> None:
    """The files' sizes, in kB."""
    told("padding_strides.gif, kB", (folder / "a.gif").stat().st_size / 1e3, 50)
    text = (folder / "a.svg").read_bytes()
    told("padding_strides.svg, kB", len(text) / 1e3, 12)
    told("the same, gzipped, kB", len(gzip.compress(text, mtime=0)) / 1e3, 3)
    told("the fifteen GIFs, kB", sum(p.stat().st_size for p in GALLERY.glob("*.gif")) / 1e3, 1400)


def stream(folder: Path, most: int) -> None:
    """The memory of an animation of many steps: it must not grow with their number."""
    for steps in (100, most):
        wanted = ["conv", "-i", "224", "-k", "7", "-s", "2", "-p", "3", "--width", "640"]
        wanted += ["--max-steps", str(steps), "--all-steps", "-o", str(folder / "b.gif")]
        code = (
            "import resource, sys; from convanim.cli.main import main; main(sys.argv[1:]); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        start = perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code, *wanted], check=True, capture_output=True, text=True
        )
        spent = perf_counter() - start
        kilobytes = int(done.stdout) / (1024 if sys.platform == "darwin" else 1)
        told(f"112x112, {steps:,} steps, MB of memory", kilobytes / 1024, 150)
        told(f"112x112, {steps:,} steps, ms a frame", spent / steps * 1e3)


def windows() -> None:
    """The index arrays of a large layer."""
    import numpy  # noqa: F401 - its import is not what is measured

    from convanim import Conv

    windows = Conv(input=224, kernel=7, stride=2, padding=3).windows
    start = perf_counter()
    assert windows.index.shape == (112, 112, 7, 7, 2)
    assert windows.inside.any()
    told("windows of 224x224, k 7, s 2, ms", (perf_counter() - start) * 1e3, 100)


def numeric(folder: Path) -> None:
    """Frames a second of a numeric animation, against matplotlib drawing the same figure."""
    import matplotlib as mpl
    import numpy as np

    from convanim import Conv, animate

    mpl.use("Agg")
    from matplotlib import pyplot as plt
    from matplotlib.animation import FuncAnimation, PillowWriter

    op = Conv(input=16, kernel=3, padding=1)
    ours = animate(op, view="numeric", theme="light", width=800)
    start = perf_counter()
    ours.save(folder / "c.gif")
    our_time = (perf_counter() - start) / op.steps

    steps = 24  # enough for a rate: all 256 would take minutes
    wide, high = 800, 800 * ours.scene.height / ours.scene.width
    x = np.arange(256).reshape(16, 16) % 5
    y = op(x, np.ones((3, 3), int))
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(wide / 100, high / 100), dpi=100)
    for axes, grid in ((left, np.pad(x, 1)), (middle, np.ones((3, 3), int)), (right, y)):
        axes.imshow(np.zeros(grid.shape), cmap="Blues", vmin=0, vmax=1)
        axes.axis("off")
        for (row, column), value in np.ndenumerate(grid):
            axes.text(column, row, str(value), ha="center", va="center", size=7)
    output = right.texts
    for text in output:
        text.set_visible(False)
    window = [left.add_patch(plt.Rectangle((0, 0), 1, 1, alpha=0.5)) for _ in range(9)]
    written = figure.text(0.5, 0.05, "", ha="center")

    def draw(step: int) -> None:
        row, column = divmod(step, 16)
        for n, patch in enumerate(window):
            patch.set_xy((column + n % 3 - 0.5, row + n // 3 - 0.5))
        output[step].set_visible(True)
        written.set_text(f"{y[row, column]} = " + " + ".join(["1·1"] * 9))

    start = perf_counter()
    film = FuncAnimation(figure, draw, frames=steps, init_func=lambda: None)
    film.save(folder / "d.gif", writer=PillowWriter(fps=1))
    their_time = (perf_counter() - start) / steps
    plt.close(figure)
    told("numeric 16x16, ms a frame", our_time * 1e3)
    print(f"{'times as fast as FuncAnimation':<44}{their_time / our_time:>10.2f}   at least 10")


def cells() -> None:
    """Seconds of one still against its cells, which they should grow with and no faster."""
    from convanim import Conv, animate

    for theme in ("classic", "light"):
        for side in (20, 40, 80, 160):
            op = Conv(input=side, kernel=3)
            start = process_time()
            animate(op, theme=theme, steps=range(4)).write(BytesIO(), "png")
            spent = process_time() - start
            count = side**2 + op.steps
            told(f"{theme}, {side} a side, s", spent)
            told(f"{theme}, {side} a side, us a cell", spent / count * 1e6)


def estimates() -> None:
    """What a refused animation is told to take, against what it takes."""
    from convanim import Conv, animate

    for words in ({}, {"theme": "light"}, {"theme": "light", "width": 1600}, {"view": "numeric"}):
        for kind in ("gif", "svg"):
            animation = animate(Conv(input=34, kernel=3), all_steps=True, **words)
            start = process_time()
            guess = animation.effort(kind)
            asked = process_time() - start
            start = process_time()
            animation.write(BytesIO(), kind)
            what = " ".join([kind, *map(str, words.values())])
            told(f"estimate of a {what}, s", asked, 0.3)
            told(f"estimate of a {what}, parts", guess.seconds / (process_time() - start), 2)


def told(what: str, value: float, limit: float | None = None) -> None:
    """A line of the report."""
    allowed = "" if limit is None else f"   at most {limit:g}"
    print(f"{what:<44}{value:>10.2f}{allowed}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=15, help="times each command is run")
    parser.add_argument("--all-steps", action="store_true", help="stream all 12,544 steps")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        times(Path(directory), asked.runs)
        sizes(Path(directory))
        windows()
        cells()
        estimates()
        numeric(Path(directory))
        stream(Path(directory), 12_544 if asked.all_steps else 1000)
