"""What is given arrives as it is: rows as rows, pictures upright, nothing moved by half a cell."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from convanim import Conv
from convanim.cli.main import main
from convanim.sources.picture import picture
from convanim.sources.presets import FIXED, preset


@pytest.mark.parametrize("kernel", [(1, 1), (2, 2), (3, 3), (4, 5), (6, 2)])
def test_the_identity_leaves_an_input_where_it_is(kernel):
    x = np.arange(42).reshape(6, 7)
    op = Conv(input=(6, 7), kernel=kernel, padding="same")
    assert op(x, preset("identity", kernel)).tolist() == x.tolist()


def test_a_named_kernel_answers_what_its_name_says():
    """A bright side to the right, or below, gives a positive Sobel; flat areas give nothing."""
    flat, right, below = np.ones((3, 3)), np.tile([0, 0, 1], (3, 1)), np.tile([0, 0, 1], (3, 1)).T
    answer = {
        name: [np.sum(np.array(w) * x) for x in (flat, right, below)] for name, w in FIXED.items()
    }
    assert answer["sobel-x"] == [0, 4, 0]
    assert answer["sobel-y"] == [0, 0, 4]
    assert answer["laplacian"][0] == answer["edge"][0] == 0
    assert answer["sharpen"][0] == answer["emboss"][0] == 1


@pytest.mark.parametrize("turns", range(1, 9))
def test_a_photograph_is_upright_however_the_camera_was_held(turns, tmp_path):
    shown = np.array([[0, 0, 0, 0], [255, 0, 0, 0]], np.uint8).repeat(8, 0).repeat(8, 1)
    # what the camera writes: the picture as a turned or mirrored sensor saw it
    undone = {
        1: lambda a: a,
        2: lambda a: a[:, ::-1],
        3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1],
        5: lambda a: a.T,
        6: lambda a: np.rot90(a, 1),
        7: lambda a: a[::-1, ::-1].T,
        8: lambda a: np.rot90(a, -1),
    }
    image = Image.fromarray(np.ascontiguousarray(undone[turns](shown)))
    exif = Image.Exif()
    exif[0x0112] = turns
    path = tmp_path / "photograph.png"
    image.save(path, exif=exif)
    found = picture(str(path), 4, colour=False)
    assert found.tolist() == [[0, 0, 0, 0], [255, 0, 0, 0]]


def test_one_row_of_figures_is_a_row(tmp_path):
    (tmp_path / "row.csv").write_text("1,2,3,4\n")
    words = ["conv", "--input-values", str(tmp_path / "row.csv"), "-k", "1,2"]
    assert main([*words, "-o", str(tmp_path / "a.svg")]) == 0
    assert "input 1×4, kernel 1×2 → output 1×3" in (tmp_path / "a.svg").read_text()
