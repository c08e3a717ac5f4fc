"""Presentations: what they are made of, what LibreOffice shows of them, and what is added to."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections import defaultdict
from dataclasses import replace
from io import BytesIO
from itertools import chain
from pathlib import PurePosixPath

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from convanim import Conv, animate, limits
from convanim.errors import BadRequest
from convanim.export import package, png
from convanim.export.pptx import save_into
from tests.export.films import written
from tests.fonts import ASCII, built
from tests.programs import run

pptx = pytest.importorskip("pptx")
PADDED = Conv(input=5, kernel=3, stride=2, padding=1)
LOOKS = {
    "stacked": {},
    "light": {"theme": "light", "fill": True},
    "numeric": {"view": "numeric", "theme": "light"},
    "lesson": {"view": "numeric", "theme": "dark", "pace": "lesson", "max_steps": 4},
}
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P14 = f"{{{package.P14}}}"
SLIDE = ["cSld", "clrMapOvr", "AlternateContent", "transition", "timing", "extLst"]
PRESENTATION = """
sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz embeddedFontLst
custShowLst photoAlbum custDataLst kinsoku defaultTextStyle modifyVerifier extLst
"""
"""The order that the schema wants (ECMA-376, 19.3.1.38 and 19.2.1.26)."""


@pytest.fixture(scope="module", params=LOOKS)
def made(request):
    """An animation, and the bytes of its presentation."""
    animation = animate(PADDED, **LOOKS[request.param])
    return animation, written(animation, "pptx")


def opened(data):
    return pptx.Presentation(BytesIO(data))


def parts(data):
    with zipfile.ZipFile(BytesIO(data)) as file:
        names = file.namelist()
        assert len({name.lower() for name in names}) == len(names)
        return {name: file.read(name) for name in names}


def known(slide):
    """What each shape of a slide is called, with the shape."""
    return [(node.get("name"), node.getparent().getparent()) for node in slide.iter(f"{P}cNvPr")]


def tags(element):
    return [child.tag.rpartition("}")[2] for child in element]


def in_order(element, order):
    found = [order.index(tag) for tag in tags(element)]
    return found == sorted(found)


def check_package(data):
    """Every part has a type, every relation a part, and every id is there once."""
    held = parts(data)
    types = pptx.oxml.parse_xml(held["[Content_Types].xml"])
    named = {node.get("PartName") for node in types if node.get("PartName")}
    suffixes = {node.get("Extension").lower() for node in types if node.get("Extension")}
    assert len(types) == len(named) + len(suffixes)
    for name in held:
        if name != "[Content_Types].xml":
            assert f"/{name}" in named or name.rpartition(".")[2].lower() in suffixes, name
    for name, xml in held.items():
        if not name.endswith(".rels"):
            continue
        folder = PurePosixPath("/" + name).parent.parent
        relations = pptx.oxml.parse_xml(xml)
        assert len({node.get("Id") for node in relations}) == len(relations)
        for node in relations:
            if node.get("TargetMode") != "External":
                there = os.path.normpath(folder / node.get("Target"))
                assert there.lstrip("/") in held, (name, there)
    deck = opened(data)
    assert in_order(deck.element, PRESENTATION.split())
    ids = [node.get("id") for node in deck.slides._sldIdLst]
    assert len(set(ids)) == len(ids)
    listed = [node.get("id") for node in deck.element.iter(f"{P14}sldId")]
    assert listed in ([], ids)
    for slide in deck.slides:
        assert in_order(slide.element, SLIDE)
        numbers = [node.get("id") for node in slide.element.iter(f"{P}cNvPr")]
        assert len(set(numbers)) == len(numbers)
    return deck


def test_a_package_is_whole(made):
    animation, data = made
    assert len(check_package(data).slides) == animation.timeline.steps


def test_each_slide_morphs_from_the_one_before_it(made):
    for n, slide in enumerate(opened(made[1]).slides):
        found = slide.element.findall(f"{MC}AlternateContent")
        assert len(found) == (n > 0)
        for change in found:
            choice, fallback = change
            assert choice.get("Requires") == "p159"
            assert choice.nsmap["p159"].endswith("/powerpoint/2015/09/main")
            assert tags(choice[0]) == ["morph"]
            assert tags(fallback) == ["transition"]


def test_what_moves_keeps_its_name_and_its_kind(made):
    kinds = defaultdict(set)
    slides = [known(slide.element) for slide in opened(made[1]).slides]
    for slide in slides:
        names = [name for name, _ in slide]
        assert len(set(names)) == len(names)
        for name, shape in slide:
            if name.startswith("!!"):
                path = [*map(tags, shape.iter(f"{A}path"))]
                kinds[name].add((shape.tag, repr(path), len([*shape.iter(f"{A}t")])))
    assert "!!guide" in kinds or "!!window" in kinds
    for name, found in kinds.items():
        assert len(found) == 1, name
    always = set.intersection(*({name for name, _ in slide} for slide in slides))
    assert any(name.startswith("!!") for name in always)


def test_what_rests_of_one_role_is_one_group():
    slide = opened(written(animate(PADDED, **LOOKS["numeric"]), "pptx")).slides[0].element
    groups = {name: shape for name, shape in known(slide) if shape.tag == f"{P}grpSp"}
    assert "".join(node.text for node in groups["label.input"].iter(f"{A}t")).isdigit()
    assert len(groups["label.input"].findall(f"{P}sp")) == 25
    box, *inner = groups["label.input"].iter(f"{A}xfrm")
    off, ext, start, size = box
    assert (off.attrib, ext.attrib) == (start.attrib, size.attrib)
    for one in inner:
        place, room = one
        for at, long in (("x", "cx"), ("y", "cy")):
            assert int(off.get(at)) - 1 <= int(place.get(at))
            end = int(place.get(at)) + int(room.get(long))
            assert end <= int(off.get(at)) + int(ext.get(long)) + 2


def test_a_line_is_one_box_in_the_fonts_of_the_deck():
    slide = opened(written(animate(PADDED, **LOOKS["numeric"]), "pptx")).slides[1].element
    texts = {"".join(t.text for t in shape.iter(f"{A}t")): shape for _, shape in known(slide)}
    caption = texts["input 5×5, kernel 3×3, stride 2, padding 1 → output 3×3"]
    assert len(caption.findall(f".//{A}r")) == 8
    assert {node.get("val") for node in caption.iter(f"{A}srgbClr")} > {"0F766E"}
    assert {node.get("typeface") for node in caption.iter(f"{A}latin")} == {"+mn-lt"}
    sums = next(shape for text, shape in texts.items() if text.endswith("+"))
    assert [one.find(f".//{A}pPr").get("algn") for one in (caption, sums)] == ["ctr", "l"]


def test_a_font_of_ones_own_is_named(tmp_path):
    path = built(tmp_path / "blocks.ttf", dict.fromkeys(ASCII, 600))
    data = written(animate(PADDED, theme="light", caption=False, font=path), "pptx")
    slide = opened(data).slides[0].element
    for script in ("latin", "ea", "cs"):
        assert {node.get("typeface") for node in slide.iter(f"{A}{script}")} == {"Blocks"}


def test_notes_and_panes_tell_each_step(made):
    animation, data = made
    for n, slide in enumerate(opened(data).slides):
        said = slide.notes_slide.notes_text_frame.text
        assert said.split("\n")[0] == animation.says(n)
        pane = slide.element.find(f".//{P}sp/{P}nvSpPr/{P}cNvPr")
        assert pane.get("descr") == f"{animation.scene.description} {animation.says(n)}"
        if animation.view.name == "numeric":
            terms, total = " ".join(said.split("\n")[1:]).replace("−", "-").split(" = ")
            products = [term.strip("()").split("·") for term in terms.split(" + ")]
            assert sum(int(x.strip("()")) * int(w.strip("()")) for x, w in products) == int(total)


@pytest.mark.parametrize("name", ["light", "numeric", "lesson"])
def test_libreoffice_shows_each_step(name, tmp_path):
    animation = animate(PADDED, **LOOKS[name], aspect="16:9", width=480)
    (tmp_path / "deck.pptx").write_bytes(written(animation, "pptx"))
    pages = paged(tmp_path / "deck.pptx")
    film, ours = animation.film(), []
    for step in range(animation.timeline.steps):
        file = BytesIO()
        png.save_step(film, file, step)
        ours.append(Image.open(file).convert("RGB"))
    assert len(pages) == len(ours)
    for n, page in enumerate(pages):
        apart = [distance(page, one) for one in ours]
        assert min(range(len(apart)), key=apart.__getitem__) == n, apart
        assert apart[n] < 9, apart


def paged(path):
    """The pages that LibreOffice makes of a presentation, as pictures."""
    folder = path.parent
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, path)
    run("pdftoppm", "-r", "36", "-png", path.with_suffix(".pdf"), folder / "page")
    return [Image.open(page).convert("RGB") for page in sorted(folder.glob("page-*.png"))]


def distance(one, other):
    """How far two pictures are apart, fine detail aside: fonts and edges are not the same."""
    other = other.resize(one.size)
    blurred = (image.filter(ImageFilter.GaussianBlur(3)) for image in (one, other))
    rms = ImageStat.Stat(ImageChops.difference(*blurred)).rms
    return (sum(v * v for v in rms) / 3) ** 0.5


@pytest.mark.parametrize(
    ("aspect", "inches"), [(None, (40 / 3, 7.5)), ("4:3", (10, 7.5)), ("1:10", (1, 10))]
)
def test_slides_have_the_shape_that_is_asked_for(aspect, inches):
    deck = opened(written(animate(PADDED, aspect=aspect, max_steps=1), "pptx"))
    size = deck.slide_width, deck.slide_height
    assert size == pytest.approx([n * package.EMU for n in inches], abs=1)
    pane = deck.slides[0].shapes[0]
    assert (pane.width / size[0] > 0.99 or pane.height / size[1] > 0.99) == (aspect is not None)
    for layout in (deck.slide_master, *deck.slide_layouts):
        for place in layout.placeholders:
            assert place.left + place.width <= size[0] * 1.001
            assert place.top + place.height <= size[1] * 1.001


def test_a_video_starts_by_itself_and_goes_on(tmp_path):
    animation = animate(Conv(input=4, kernel=3), pptx="video", step_time=0.2, width=64)
    slide = check_package(data := written(animation, "pptx")).slides[0].element
    movie = slide.find(f".//{P}pic/{P}nvPicPr/{P}cNvPr")
    node = slide.find(f".//{P}video/{P}cMediaNode")
    assert node.find(f".//{P}spTgt").get("spid") == movie.get("id")
    assert node.find(f"{P}cTn").get("repeatCount") == "indefinite"
    assert {cond.get("delay") for cond in node.iter(f"{P}cond")} == {"0"}
    assert movie.get("descr") == animation.scene.description
    (film,) = (held for name, held in parts(data).items() if name.endswith(".mp4"))
    assert film == written(replace(animation, asked=frozenset()), "mp4")
    (tmp_path / "film.mp4").write_bytes(film)
    told = ("-count_frames", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0")
    assert int(run("ffprobe", "-v", "error", *told, tmp_path / "film.mp4")) >= 4


def test_an_animation_is_the_gif_that_it_would_be():
    words = {"motion": "slide", "width": 120, "max_steps": 2, "loop": 3}
    data = written(animate(PADDED, pptx="animation", **words), "pptx")
    gif = written(animate(PADDED, **words), "gif")
    # a GIF carries the words of its picture, in which its form is one
    frames = [Image.open(BytesIO(held)).n_frames for held in (gif, *gifs(data))]
    assert frames[0] == frames[1] > 2
    assert animation_notes(data) == [animate(PADDED).says(n) for n in range(2)]


def gifs(data):
    return [held for name, held in parts(data).items() if name.endswith(".gif")]


def animation_notes(data):
    return check_package(data).slides[0].notes_slide.notes_text_frame.text.split("\n")


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ({"loop": 2}, "no --loop"),
        ({"motion": "slide"}, "no --motion"),
        ({"pptx": "video", "loop": 2}, "with --pptx video has no --loop"),
        ({"pptx": "animation", "dpi": 100}, "with --pptx animation has no --dpi"),
    ],
)
def test_words_without_effect_are_refused(words, refused, tmp_path):
    with pytest.raises(BadRequest, match=refused):
        animate(PADDED, **words).save(tmp_path / "a.pptx")


def test_more_slides_than_anyone_shows_are_refused():
    with pytest.raises(BadRequest, match=r"12,544 slides are too many: at most 500; .*max-steps"):
        animate(Conv(input=114, kernel=3), all_steps=True).check("pptx")


HOSTILE = "</a:t><x y=\"1\" z='2'>&amp; ]]> " + "W" * 40


def test_hostile_titles_are_text():
    data = written(animate(Conv(input=9, kernel=3, padding=1), title=HOSTILE, max_steps=2), "pptx")
    slides = check_package(data).slides
    texts = ["".join(t.text for t in p.iter(f"{A}t")) for p in slides[1].element.iter(f"{A}p")]
    assert HOSTILE.split() == " ".join(texts).split()[: len(HOSTILE.split())]


CODE = """
import sys, time, datetime
day = float(sys.argv[1])
local = time.gmtime(day)
time.time, time.localtime = lambda: day, lambda *_: local
from convanim import Conv, animate
animate(Conv(input=4, kernel=3), theme="light").write(sys.stdout.buffer, "pptx")
"""


def test_the_same_bytes_on_any_day():
    runs = [
        subprocess.run(
            [sys.executable, "-c", CODE, day],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for day, zone, seed in (("1e9", "Asia/Tokyo", "1"), ("1.9e9", "America/Lima", "2"))
    ]
    assert runs[0] == runs[1]
    assert len(runs[0]) > 10_000


def test_without_the_library_one_line_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(BadRequest, match=r"^a \.pptx is written by python-pptx, .*convanim\[pptx"):
        written(animate(PADDED), "pptx")


# -- added to somebody's ------------------------------------------------------------------


@pytest.fixture(scope="module")
def theirs():
    """A presentation of somebody's: a picture, a chart, a film, notes, sections, and parts that
    nothing here knows."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    deck = pptx.Presentation()
    image = BytesIO()
    Image.new("RGB", (4, 3), "red").save(image, "PNG")
    for n in range(3):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"Theirs {n}"
    slide.notes_slide.notes_text_frame.text = "their notes"
    slide.shapes.add_picture(image, 0, 0)
    chart = CategoryChartData()
    chart.categories = ["a"]
    chart.add_series("s", (1,))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 99999, 99999, chart)
    slide.shapes.add_movie(BytesIO(b"film"), 0, 0, 9, 9, mime_type="video/mp4")
    package.divide(deck, [("one", 1), ("two", 2)])
    saved = BytesIO()
    deck.save(saved)
    more = {
        "customXml/item1.xml": b"<?xml version='1.0'?>\n<a>\n  <b/>\n</a>\n",
        "ppt/comments/comment1.xml": b"<p:cmLst xmlns:p='x'/>",
        "ppt/slides/slide4.xml": b"<nobody-refers-to-this/>",
    }
    made = BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(made, "w") as new:
        for name in reversed(old.namelist()):
            data = old.read(name)
            if name == "ppt/theme/theme1.xml":
                data = data.replace(b"?>", b"?>\n<!-- as they had it -->\n")
            new.writestr(name, data)
        for name, data in more.items():
            new.writestr(name, data)
    return made.getvalue()


def joined(data, after=None, **words):
    file = BytesIO()
    film = animate(PADDED, **{"theme": "light", "max_steps": 2, **words}).film()
    save_into(film, file, data, "theirs.pptx", after)
    return file.getvalue()


def check_kept(before, after):
    """Every part is as it was, but for the lists of slides and of types, which have grown."""
    old, new = parts(before), parts(after)
    main = {"ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "[Content_Types].xml"}
    assert {name for name in old if old[name] != new.get(name)} == main
    for name in main:
        was, now = (
            {tuple(sorted(node.attrib.items())) for node in pptx.oxml.parse_xml(one[name]).iter()}
            for one in (old, new)
        )
        assert was <= now, name


def titles(deck):
    return [s.shapes.title.text if s.shapes.title is not None else "ours" for s in deck.slides]


@pytest.mark.parametrize(("after", "at"), [(None, 3), (0, 0), (1, 1), (3, 3)])
@pytest.mark.parametrize("form", ["steps", "animation", "video"])
def test_what_is_theirs_stays(theirs, after, at, form):
    data = joined(theirs, after, pptx=form, width=64)
    check_kept(theirs, data)
    found = titles(opened(data))
    ours = ["ours"] * (2 if form == "steps" else 1)
    assert found == ["Theirs 0", "Theirs 1", "Theirs 2"][:at] + ours + found[at + len(ours) :]
    assert found[at + len(ours) :] == ["Theirs 0", "Theirs 1", "Theirs 2"][at:]
    sections = [
        [node.get("id") for node in one] for one in opened(data).element.iter(f"{P14}sldIdLst")
    ]
    order = [node.get("id") for node in opened(data).slides._sldIdLst]
    assert [*chain(*sections)] == order
    assert len(sections[0]) == (1 + len(ours) if at < 2 else 1)


def test_adding_twice_keeps_the_first(theirs):
    once = joined(theirs, 1)
    twice = joined(once, 0, theme="dark")
    check_kept(once, twice)
    assert titles(opened(twice)).count("ours") == 4


def test_a_transparent_picture_leaves_their_ground(theirs):
    for ground, own in (("transparent", False), (None, True)):
        deck = opened(joined(theirs, background=ground))
        assert (deck.slides[3].element.find(f".//{P}bg") is not None) == own


def test_what_libreoffice_wrote_stays(theirs, tmp_path):
    (tmp_path / "a.pptx").write_bytes(joined(theirs))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for kind, name in (("odp", "a.pptx"), ("pptx", "a.odp")):
        words = ("--headless", "--convert-to", kind, "--outdir", tmp_path, tmp_path / name)
        run("soffice", profile, *words)
    before = (tmp_path / "a.pptx").read_bytes()
    after = joined(before, 2)
    check_kept(before, after)
    assert len(check_package(after).slides) == 7


def test_after_more_slides_than_there_are_is_refused(theirs):
    for after in (4, -1):
        with pytest.raises(BadRequest, match=rf"after {after} .*'theirs.pptx' has 3 slides"):
            joined(theirs, after)


def changed(data, name, change):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for part, held in parts(data).items():
            if part != name:
                out.writestr(part, held)
            elif (new := change(held)) is not None:
                out.writestr(part, new)
    return made.getvalue()


MAIN = b"openxmlformats-officedocument.presentationml.presentation.main"


def typed(data, kind):
    return changed(data, "[Content_Types].xml", lambda held: held.replace(MAIN, kind))


HARMED = {
    "junk": (lambda data: b"junk", "no presentation"),
    "empty": (lambda data: b"", "no presentation"),
    "cut": (lambda data: data[:5000], "no presentation"),
    "encrypted": (lambda data: package.OLE + data, "encrypted"),
    "broken": (lambda d: changed(d, "ppt/presentation.xml", lambda x: x[:99]), "no presentation"),
    "lost": (lambda d: changed(d, "[Content_Types].xml", lambda x: None), "no presentation"),
    "macros": (lambda d: typed(d, b"ms-powerpoint.presentation.macroEnabled.main"), "with macros"),
    "show": (lambda d: typed(d, MAIN.replace(b"l.presentation", b"l.slideshow")), "a show"),
    "template": (lambda d: typed(d, MAIN.replace(b"l.presentation", b"l.template")), "a template"),
    "word": (
        lambda d: typed(d, b"openxmlformats-officedocument.wordprocessingml.document.main"),
        "no presentation",
    ),
}


@pytest.mark.parametrize("harm", HARMED)
def test_what_cannot_be_added_to_is_refused_in_a_line(harm, theirs):
    harmed, said = HARMED[harm]
    with pytest.raises(BadRequest, match=said) as refused:
        joined(harmed(theirs))
    assert "\n" not in str(refused.value)
    assert "'theirs.pptx'" in str(refused.value)


def test_what_unpacks_to_too_much_is_refused(theirs, monkeypatch):
    monkeypatch.setattr(package, "LARGEST", 300_000)
    bomb = changed(theirs, "customXml/item1.xml", lambda data: b" " * 1_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(BadRequest, match=r"unpacks to 1,\d+,\d+ bytes: at most 300,000"):
        joined(bomb)


def test_too_many_slides_are_refused(theirs, monkeypatch):
    monkeypatch.setattr(limits, "SLIDES", 4)
    with pytest.raises(BadRequest, match="5 slides are too many: at most 4"):
        joined(theirs)
