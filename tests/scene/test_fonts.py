"""A font of one's own: measured, kerned and drawn as its file says; a file may be anything."""

from __future__ import annotations

import struct
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convanim import BadRequest, Conv, animate, limits
from convanim.cli.main import main
from convanim.scene import face as faces
from convanim.scene import machine
from convanim.scene.face import face_of, usual
from convanim.scene.text import CAP_HEIGHT, UNITS, glyphs, measure, place, written_in
from tests.export.films import written
from tests.fonts import ASCII, CAPITAL, built, sample
from tests.pictures import texts

OP = Conv(input=3, kernel=2)
SCALE = UNITS * CAP_HEIGHT / CAPITAL
"""From units of the blocks to thousandths of the size, capitals being as high as ours."""


def drawn(**words):
    return written(animate(OP, **words), "svg")


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """A machine without fonts."""
    monkeypatch.setattr(machine, "FOLDERS", ())


@pytest.mark.parametrize("cff", [False, True], ids=["ttf", "otf"])
@pytest.mark.parametrize("units", [1000, 2048])
def test_signs_are_as_wide_and_capitals_as_high_as_they_are_to_be(tmp_path, cff, units):
    face = face_of(built(tmp_path / "a.ttf", {"A": 900, "B": 400}, units=units, cff=cff))
    for char, wide in (("A", 900), ("B", 400)):
        assert face.advance(char) == round(wide * SCALE)
        xs, ys = zip(*(segment[-2:] for segment in face.outline(char) if segment[1:]), strict=True)
        assert (min(xs), max(xs)) == pytest.approx((50 * SCALE, (wide - 50) * SCALE), abs=1)
        assert (min(ys), max(ys)) == (-round(CAP_HEIGHT * UNITS), 0)


KERNING = {
    "pairs": "feature kern { pos u0041 u0042 -100; } kern;",
    "classes": "feature kern { pos [u0041 u0043] [u0042] -100; } kern;",
    "first of two": (
        "feature kern { enum pos [u0041] [u0042] -100; pos [u0041] [u0042 u0043] -30; } kern;"
    ),
}


@pytest.mark.parametrize("features", KERNING.values(), ids=KERNING)
def test_pairs_stand_as_close_as_the_font_says(tmp_path, features):
    path = built(tmp_path / "a.ttf", dict.fromkeys("ABC", 600), features=features)
    face = face_of(path)
    assert face.kern("A", "B") == round(-100 * SCALE)
    assert face.kern("B", "A") == 0
    (_, first), (_, second), (_, third) = glyphs("ABA", face)
    assert (first, second) == (0, round(600 * SCALE) + round(-100 * SCALE))
    with written_in(face):
        mark = place("title", "ABA", 0, 0, 10)
        assert mark.face is face
    assert mark.width == pytest.approx((third + round(600 * SCALE)) * 10 / UNITS)


def test_an_old_table_of_pairs_is_read(tmp_path):
    path = built(tmp_path / "a.ttf", dict.fromkeys("AB", 600))
    font = TTFont(path)
    from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0, table__k_e_r_n

    table = KernTable_format_0()
    table.coverage, table.kernTable = 1, {("u0041", "u0042"): -50}
    font["kern"] = table__k_e_r_n()
    font["kern"].version, font["kern"].kernTables = 0, [table]
    font.save(path)
    assert face_of(path).kern("A", "B") == round(-50 * SCALE)


def test_figures_are_those_of_one_width_and_stand_still(tmp_path):
    features = """
        feature tnum { sub u0031 by one.tnum; } tnum;
        feature kern { pos u0031 u0037 -100; } kern;
    """
    signs = {"1": 300, "7": 600}
    path = built(tmp_path / "a.ttf", signs, features=features, more={"one.tnum": 600})
    face = face_of(path)
    assert face.advance("1") == face.advance("7")
    assert face.kern("1", "7") == 0


def test_what_it_lacks_is_drawn_in_our_own(tmp_path):
    face = face_of(built(tmp_path / "a.ttf", {"A": 900}))
    assert face.outline("B") == usual().outline("B")
    assert face.outline("A") != usual().outline("A")
    assert face.kern("A", "B") == 0


def test_every_text_of_a_picture_is_written_with_it():
    face = face_of(sample())
    words = {"title": "A title", "view": "numeric", "theme": "light", "font": sample()}
    scene = animate(OP, **words).scene
    plain = animate(OP, **{**words, "font": None}).scene
    for role in ("title", "label", "label.input", "label.sum", "caption"):
        pair = [texts(one, role)[0] for one in (scene, plain)]
        assert pair[0][0] == pair[1][0]
        assert pair[0][1] != pair[1][1], role
    with written_in(face):
        assert measure("A title", 10) != pytest.approx(measure("A title", 10) * 2)
    assert measure("A title", 10) == plain_measure("A title")  # nothing of it is left behind


def plain_measure(text):
    return sum(usual().advance(char) for char in text) * 10 / UNITS


def test_the_file_is_not_in_the_picture(tmp_path):
    other = tmp_path / "elsewhere.otf"
    other.write_bytes(Path(sample()).read_bytes())
    one, two = (drawn(title="A title", font=str(path)) for path in (sample(), other))
    assert one == two
    assert one != drawn(title="A title")
    assert b"elsewhere" not in two


def test_a_picture_without_a_text_has_no_use_for_it():
    with pytest.raises(BadRequest, match="font is what texts are written with"):
        drawn(font=sample())


# -- files ------------------------------------------------------------------------------


def test_a_theme_has_its_own_beside_it(tmp_path):
    built(tmp_path / "own.ttf", dict.fromkeys(ASCII, 600))
    theme = tmp_path / "theme.toml"
    theme.write_text('base = "light"\nfont = "own.ttf"\n')
    base = tmp_path / "inner" / "on.toml"
    base.parent.mkdir()
    base.write_text('base = "../theme.toml"\n')
    asked = drawn(theme="light", font=sample())
    assert drawn(theme=str(theme)) == drawn(theme=str(base)) == asked
    theme.write_text("font = 3\n")
    with pytest.raises(BadRequest, match="font 3 is not a text"):
        drawn(theme=str(theme))


def test_a_specification_reads_none_from_outside_its_folder(tmp_path, capsys):
    folder = tmp_path / "specs"
    folder.mkdir()
    built(folder / "in.ttf", dict.fromkeys(ASCII, 600))
    built(tmp_path / "out.ttf", dict.fromkeys(ASCII, 600))
    spec, theme = folder / "a.toml", folder / "theme.toml"
    layer = 'op = "conv"\ninput = 3\nkernel = 2\ntitle = "A"\n'
    for words, inside in (
        ('font = "in.ttf"', True),
        ('font = "../out.ttf"', False),
        (f'font = "{tmp_path / "out.ttf"}"', False),
        ('theme = "theme.toml"', False),
    ):
        theme.write_text('font = "../out.ttf"\n')
        spec.write_text(f"{layer}{words}\n")
        status = main(["render", str(spec), "-o", str(tmp_path / "a.svg")])
        assert status == (0 if inside else 2)
        said = capsys.readouterr().err
        assert inside or ("outside the specification's folder" in said and "out.ttf" in said)


def test_all_panels_are_written_with_the_one_above_them(tmp_path):
    built(tmp_path / "in.ttf", dict.fromkeys(ASCII, 600))
    panel = '[[panel]]\nop = "conv"\ninput = 3\nkernel = 2\ntitle = "A"\n'
    spec, target = tmp_path / "a.toml", tmp_path / "a.svg"
    spec.write_text(f'font = "in.ttf"\n{panel}{panel}')
    assert main(["render", str(spec), "-o", str(target)]) == 0
    assert target.read_text().count('<path id="') == 1 + target.read_text().count('g-1"')


# -- what no font has -------------------------------------------------------------------


def refused(title, **words):
    with pytest.raises(BadRequest) as error:
        drawn(title=title, **words)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_sign_that_no_font_has_is_named_with_what_would_help(tmp_path, monkeypatch):
    assert "'😀' (U+1F600)" in refused("😀")
    assert "--font FILE" in refused("😀")
    assert "convanim[cjk]" not in refused("😀")
    monkeypatch.setattr(faces, "EXTRA", ("no_such_package", ""))
    monkeypatch.setattr(faces.usual(), "fonts", (faces.Bundled(), faces.Extra()))
    monkeypatch.setattr(faces.usual(), "known", {})
    assert "pip install 'convanim[cjk]'" in refused("卷")
    folder = tmp_path / "b" / "c"
    folder.mkdir(parents=True)
    (tmp_path / "a.ttf").write_text("no font")
    built(folder / "plain.ttf", {"A": 600})
    path = built(folder / "smile.ttf", {"😀": 600})
    monkeypatch.setattr(machine, "FOLDERS", (str(tmp_path / "none"), str(tmp_path)))
    assert f"on this machine {path!r} is one" in refused("😀")
    assert drawn(title="😀", font=path)
    monkeypatch.setattr(machine, "PATIENCE", -1.0)
    assert "on this machine" not in refused("😀")
    monkeypatch.setattr(machine, "PATIENCE", 9.0)
    monkeypatch.setattr(machine, "MOST", 2)
    assert "on this machine" not in refused("😀")


@pytest.mark.parametrize("char", "مאक\u202e")
def test_what_is_set_otherwise_is_refused_by_any_font(tmp_path, char):
    path = built(tmp_path / "a.ttf", {char: 600, "A": 600})
    assert f"U+{ord(char):04X}" in refused(f"A{char}", font=path)


def test_the_extra_is_found_by_itself_and_used_for_what_is_missing(tmp_path, monkeypatch):
    package = tmp_path / "some_fonts"
    package.mkdir()
    (package / "__init__.py").touch()
    signs = ({"卷": 900}, {"卷": 900}, {"卷": 1000, "A": 999})
    collection = TTCollection()
    for n, held in enumerate(signs):
        collection.fonts.append(TTFont(built(tmp_path / f"{n}.ttf", held)))
    collection.save(str(package / "three.ttc"))
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    monkeypatch.setattr(faces, "EXTRA", ("some_fonts", "three.ttc"))
    face = faces.Face("", (faces.Bundled(), faces.Extra()))
    assert face.advance("卷") == round(1000 * SCALE)
    assert face.advance("A") == usual().advance("A")
    assert face.advance("😀") is None


# -- files that are none ------------------------------------------------------------------


def reading(path):
    """What a font gives of every sign, or the line that refuses it."""
    try:
        face = face_of(str(path))
        with written_in(face):
            return measure("AVa 1", 10), [face.outline(char) for char in "AVa 1"]
    except BadRequest as error:
        said = str(error)
    assert str(path) in said
    assert "\n" not in said
    return None


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0", b"OTTO" + bytes(90), b"ttcf" * 9])
def test_what_is_no_font_is_one_line(tmp_path, data):
    path = tmp_path / "a.ttf"
    path.write_bytes(data)
    assert reading(path) is None


def test_what_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.ttf"
    with path.open("wb") as file:
        file.write(b"\0\1\0\0")
        file.truncate(limits.FONT + 1)
    assert reading(path) is None
    assert reading(tmp_path / "none.ttf") is None
    assert reading("/dev/zero") is None
    assert reading(tmp_path) is None


FEATURES = "feature kern { pos [u0041 u0042] [u0056 u0061] -100; } kern;"


@pytest.mark.parametrize("cff", [False, True], ids=["ttf", "otf"])
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
    cut=st.floats(0, 1),
)
def test_a_damaged_font_is_one_line(tmp_path, cff, changes, cut):
    whole = tmp_path / f"whole{cff}.ttf"
    if not whole.exists():
        built(whole, dict.fromkeys("AVaB1", 600), features=FEATURES, cff=cff)
    data = bytearray(whole.read_bytes())
    for place_, value in changes:
        data[int(place_ * (len(data) - 1))] = value
    path = tmp_path / "damaged.ttf"
    path.write_bytes(data if cut > 0.5 else data[: int(2 * cut * len(data))])
    reading(path)


def test_parts_of_parts_of_parts_are_not_counted_out(tmp_path):
    path = built(tmp_path / "a.ttf", dict.fromkeys(ASCII, 600))
    font = TTFont(path)
    names = [name for name in font.getGlyphOrder() if name.startswith("u")]
    for name, part in pairwise(names):
        pen = TTGlyphPen(font.getGlyphSet())
        for _ in range(2):
            pen.addComponent(part, (1, 0, 0, 1, 0, 0))
        font["glyf"][name] = pen.glyph()
    font["maxp"].recalc = lambda *_: None
    font.save(path, reorderTables=False)
    assert reading(path) is None


def test_a_table_that_claims_every_code_many_times_is_not_unfolded(tmp_path):
    path = Path(built(tmp_path / "a.ttf", {"A": 600, "\U0001f600": 600}))
    font = TTFont(path)
    data = bytearray(path.read_bytes())
    start = font.reader.tables["cmap"].offset
    count = struct.unpack(">H", data[start + 2 : start + 4])[0]
    for n in range(count):
        at = start + struct.unpack(">L", data[start + 8 + 8 * n : start + 12 + 8 * n])[0]
        if struct.unpack(">H", data[at : at + 2])[0] == 12:
            data[at + 20 : at + 24] = b"\xff\xff\xff\xff"  # to where the first group reaches
    path.write_bytes(data)
    assert reading(path) is None
