"""Films of every raster format, decoded by the programs that people watch them with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from itertools import accumulate

import pytest
from PIL import Image, ImageOps, ImageSequence

from convanim import BadRequest, Conv, animate
from convanim.export.few import few
from tests.export.films import SMALL, able, psnr, written
from tests.programs import program, run

LOSSLESS = ("webp", "apng")
PILLOWS = ("gif", *LOSSLESS, "avif")
VIDEOS = ("mp4", "mov", "webm")
NEAR = {"avif": 36.0, "mp4": 30.0, "mov": 30.0, "webm": 30.0}
"""Decibels to which a frame is as we drew it; H.264 and VP9 halve the colours' resolution."""
WORDS = [
    {},
    {"poster": 3},
    {"pace": "lesson"},
    {"motion": "slide", "fps": 10, "steps": (0, 1, 5)},
    {"hold": 70.125, "step_time": 0.375, "steps": (0, 1, 2)},
    {"step_time": 0.37, "width": 83},
    {"background": "transparent"},
]


def film(words):
    return animate(SMALL, **{"width": 120, **words})


def seen(data: bytes, times: list[float]) -> list[Image.Image]:
    """The pictures that a viewer shows at some times, and the length of the whole."""
    with Image.open(BytesIO(data)) as image:
        shots = [
            (frame.convert("RGBA"), round(frame.info["duration"]))
            for frame in ImageSequence.Iterator(image)
        ]
    ends = [*accumulate(time for _, time in shots)]
    found = [next(n for n, end in enumerate(ends) if at * 1000 < end) for at in times]
    return [*(shots[n][0] for n in found), ends[-1]]


def middles(animation) -> list[float]:
    """The middle of each moment, in seconds."""
    seconds = [moment.seconds for moment in animation.timeline.moments()]
    return [end - lasts / 2 for end, lasts in zip(accumulate(seconds), seconds, strict=True)]


@pytest.mark.parametrize("words", WORDS, ids=str)
@pytest.mark.parametrize("format", PILLOWS)
def test_each_moment_shows_its_frame_for_its_time(format, words):
    animation = film(able(format, words))
    *shown, length = seen(written(animation, format), middles(animation))
    assert length == pytest.approx(animation.timeline.duration * 1000, abs=5)
    ours = few(animation.film()) if format in LOSSLESS else (f.image for f in animation.frames())
    for one, other in zip(shown, ours, strict=True):
        other = other.convert("RGBA")
        if format in LOSSLESS:
            # what nothing of is seen has no colour to agree on
            same = [Image.alpha_composite(Image.new("RGBA", i.size), i) for i in (one, other)]
            assert same[0].tobytes() == same[1].tobytes()
        elif format == "avif":
            assert psnr(one, other) > NEAR[format]
        elif "background" not in words:
            assert psnr(one, other) > 40


@pytest.mark.parametrize("format", LOSSLESS)
def test_few_colours_are_all_that_a_flat_picture_has(format):
    """At rest, but for the pixels at edges, lossless is exact to our own frames."""
    animation = film({})
    *shown, _ = seen(written(animation, format), middles(animation))
    for one, frame in zip(shown, animation.frames(), strict=True):
        assert psnr(one.convert("RGB"), frame.image) > 40


@pytest.mark.parametrize("format", LOSSLESS)
@pytest.mark.parametrize("loop", [0, 1, 3])
def test_it_plays_as_often_as_asked(format, loop):
    with Image.open(BytesIO(written(film({"loop": loop}), format))) as image:
        assert image.info["loop"] == loop


def probed(path, *words) -> dict:
    told = ("-count_frames", "-show_streams", "-show_format", "-of", "json")
    return json.loads(run("ffprobe", "-v", "error", *told, *words, path))


def decoded(path, size) -> list[Image.Image]:
    done = subprocess.run(
        [program("ffmpeg"), "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert not done.stderr
    each = size[0] * size[1] * 3
    frames = [done.stdout[n : n + each] for n in range(0, len(done.stdout), each)]
    return [Image.frombytes("RGB", size, data) for data in frames]


@pytest.mark.parametrize("words", WORDS[:-1], ids=str)
@pytest.mark.parametrize("format", VIDEOS)
def test_videos_are_what_players_take_and_show_each_moment(format, words, tmp_path):
    animation, path = film(words), tmp_path / f"a.{format}"
    animation.save(path)
    told = probed(path)
    (stream,), duration = told["streams"], float(told["format"]["duration"])
    assert duration == pytest.approx(animation.timeline.duration, abs=0.011)
    assert float(stream.get("start_time", 0)) == 0
    assert stream["pix_fmt"] == "yuv420p"
    assert {stream[f"color_{of}"] for of in ("space", "primaries", "transfer")} == {"bt709"}
    assert stream["color_range"] == "tv"
    assert stream.get("sample_aspect_ratio", "1:1") == "1:1"
    assert "creation_time" not in json.dumps(told)
    ours = [frame.image for frame in animation.frames()]
    odd = [side % 2 for side in ours[0].size]
    size = tuple(side + more for side, more in zip(ours[0].size, odd, strict=True))
    assert (stream["width"], stream["height"]) == size
    frames = decoded(path, size)
    assert len(frames) == int(stream["nb_read_frames"])
    rate = len(frames) / duration
    for at, image in zip(middles(animation), ours, strict=True):
        # an odd side has a line of background more, and nothing is stretched
        padded = ImageOps.expand(image, (0, 0, *odd), image.getpixel((0, 0)))
        assert psnr(frames[min(int(at * rate), len(frames) - 1)], padded) > NEAR[format]


@pytest.mark.parametrize("format", ["mp4", "mov"])
def test_the_index_stands_first(format):
    data = written(film({}), format)
    assert 0 < data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("format", [*LOSSLESS, "avif", *VIDEOS])
def test_the_same_bytes_anywhere(format, tmp_path):
    words = ["conv", "-i", "4", "-k", "3", "--width", "60", "--title", "A", "--format", format]
    made = []
    for n, (zone, seed, tongue) in enumerate((("UTC", "0", "C"), ("Asia/Tokyo", "9", "C.UTF-8"))):
        other = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": tongue}
        other["SOURCE_DATE_EPOCH"] = str(10**9 * n)
        path = tmp_path / f"{n}.{format}"
        command = [sys.executable, "-m", "convanim", *words, "-o", str(path)]
        subprocess.run(command, env=other, check=True, capture_output=True, timeout=60)
        made.append(path.read_bytes())
    assert made[0] == made[1]
    assert str(tmp_path).encode() not in made[0]


@pytest.mark.parametrize("format", [*PILLOWS, *VIDEOS])
@pytest.mark.parametrize(
    "title", ["\"<&>'", "100%d \\n {x}", "]]>--", "a\nb", "Grösse \\ €"], ids=ascii
)
def test_no_title_harms_a_file(format, title, tmp_path):
    path = tmp_path / f"a.{format}"
    animate(Conv(input=3, kernel=2), width=90, title=title, max_steps=2).save(path)
    if format in VIDEOS:
        assert int(probed(path)["streams"][0]["nb_read_frames"]) >= 2
    else:
        *_, length = seen(path.read_bytes(), [])
        assert length == 4000


@pytest.mark.parametrize("title", ["a\tb", "\x00", "\x1b[0m", "\u202e", "\U0001f600"], ids=ascii)
def test_what_cannot_be_drawn_is_refused_in_one_line_in_every_format(title):
    for kind in (*PILLOWS, *VIDEOS):
        with pytest.raises(BadRequest) as said:  # noqa: PT012 - by either of the two
            animation = animate(Conv(input=3, kernel=2), title=f"A {title} b")
            written(animation, kind)
        assert len(str(said.value).splitlines()) == 1
        assert str(said.value).isprintable()


def test_without_the_codec_the_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "av", None)
    for kind in VIDEOS:
        animation = film({})
        with pytest.raises(BadRequest, match=r"pip install 'convanim\[video\]'") as said:
            written(animation, kind)
        assert "\n" not in str(said.value)


PEAK = """
import sys
from resource import RUSAGE_SELF, getrusage
from convanim import Conv, animate
steps = int(sys.argv[2])
animation = animate(Conv(input=42, kernel=3), width=160, max_steps=steps, all_steps=True)
animation.save(sys.argv[3], sys.argv[1])
print(getrusage(RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.parametrize("format", ["mp4", "apng"])
def test_memory_does_not_grow_with_the_number_of_frames(format, tmp_path):
    def peak(steps):
        path = tmp_path / f"{steps}.{format}"
        words = [sys.executable, "-c", PEAK, format, str(steps), str(path)]
        told = subprocess.run(words, capture_output=True, text=True, check=True, timeout=300)
        return int(told.stdout) * 1024 - 3 * path.stat().st_size

    # a frame of it is 90 kB: one in four that stays would be more
    assert peak(800) < peak(200) + 12_000_000
