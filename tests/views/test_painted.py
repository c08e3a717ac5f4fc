"""The painted view: every cell has its value's colour, and every picture its numbers."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from convanim import BadRequest, Conv, MaxPool
from convanim.cli.main import main
from convanim.limits import MEGAPIXELS
from convanim.operations.values import Values
from convanim.scene.heat import shades
from convanim.scene.marks import Path
from convanim.scene.time import shows
from convanim.sources.picture import picture
from convanim.sources.request import animation
from tests.drawn import drawn
from tests.pictures import texts

X = np.arange(24).reshape(4, 6) * 10
SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]


def colours(scene, step):
    """The colours of the painted cells at a step, from left to right and from top to bottom."""
    found = {}
    for mark in scene.marks:
        if isinstance(mark, Path) and mark.role == "pixel" and shows(mark.steps, step):
            for op, *xy in mark.d:
                if op == "M":
                    found[round(xy[1], 3), round(xy[0], 3)] = mark.fill
    return found


def test_cells_have_the_colours_of_their_values():
    op = Conv(input=(4, 6), kernel=3, padding=1, padding_mode="replicate")
    values = Values.of(op, X, SOBEL)
    scene = drawn("painted", op, values)
    shade = shades(values.y.ravel().tolist())
    for step in (0, 9, 23):
        cells = sorted(colours(scene, step).items(), key=lambda cell: cell[0][1])
        (edge, _), *_ = cells[6 * 8 :]  # the padded input's 6 x 8 cells lie to the left
        output = {place: colour for place, colour in cells if place[1] >= edge[1]}
        painted_now = [colour for _, colour in sorted(output.items())]
        assert painted_now == [shade(v) for v in values.y.ravel()[: step + 1].tolist()]


def test_padding_that_is_no_number_is_not_painted():
    op = MaxPool(input=2, kernel=2, padding=1)
    scene = drawn("painted", op, Values.of(op, [[1, 2], [3, 4]]))
    assert len(colours(scene, 3)) == 4 + 4


def test_the_sum_is_still_written_out():
    op = Conv(input=(4, 6), kernel=3)
    scene = drawn("painted", op, Values.of(op, X, SOBEL))
    lines = sorted(texts(scene, "label.sum", 0), key=lambda line: line[1][1])
    assert (
        " ".join(text for text, _ in lines)
        == "0·(−1) + 10·0 + 20·1 + 60·(−2) + 70·0 + 80·2 + 120·(−1) + 130·0 + 140·1 = 80"
    )


def test_what_is_too_much_is_refused():
    with pytest.raises(BadRequest, match="one or two axes"):
        drawn("painted", Conv(input=(3, 3, 3), kernel=2))
    with pytest.raises(BadRequest, match="too many"):
        drawn("painted", Conv(input=200, kernel=3))


def test_a_picture_becomes_numbers(tmp_path):
    path = str(tmp_path / "a.png")
    half = Image.new("RGB", (40, 20), (255, 0, 0))
    half.paste((255, 255, 255), (20, 0, 40, 20))
    half.save(path)
    assert picture(path, 4, False).tolist() == [[76, 76, 255, 255]] * 2
    assert picture(path, 2, True).tolist() == [[[255, 255]], [[0, 255]], [[0, 255]]]
    assert max(picture(path, None, False).shape) == 24
    clear = str(tmp_path / "b.png")
    Image.new("RGBA", (3, 3), (0, 0, 0, 0)).save(clear)
    assert picture(clear, 3, False).min() == 255  # lies on white paper
    made = animation({"op": "conv", "image": path, "kernel_preset": "sobel-x"})
    assert made.view.name == "painted"
    assert made.operation.input == (12, 24)
    rgb = animation({"op": "conv", "image": path, "kernel": 3, "in_channels": 3})
    assert rgb.values.x.shape == (3, 12, 24)


def large(path):
    Image.new("1", (10_000, 10_000)).save(path)


def cut(path):
    Image.effect_noise((64, 64), 50).save(path)
    path.write_bytes(path.read_bytes()[:600])


@pytest.mark.parametrize(
    ("write", "flags", "said"),
    [
        (lambda p: p.write_text("no image"), [], "not an image"),
        (lambda p: p.write_bytes(b""), [], "not an image"),
        (lambda p: None, [], "cannot be read"),
        (lambda p: p.mkdir(), [], "cannot be read"),
        (cut, [], "damaged"),
        (large, [], f"at most {MEGAPIXELS}"),
        (large, ["--image-size", "0"], "1 to 256"),
        (large, ["--input-values", "1 2"], "one of them"),
    ],
)
def test_an_image_that_is_none_is_said_in_one_line(tmp_path, capsys, write, flags, said):
    path, out = tmp_path / "a.png", tmp_path / "out.svg"
    write(path)
    arguments = ["conv", "--image", str(path), "-k", "3", *flags, "-o", str(out)]
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert said in error
    assert not out.exists()


def test_a_size_without_an_image(tmp_path, capsys):
    out = str(tmp_path / "out.svg")
    assert main(["conv", "-i", "5", "-k", "3", "--image-size", "5", "-o", out]) == 2
    assert "--image" in capsys.readouterr().err
