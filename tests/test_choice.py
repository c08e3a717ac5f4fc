"""Which view is chosen, what is refused, and what is said: laws over all views and layers."""

from __future__ import annotations

import re
import warnings

import pytest

from convanim import AvgPool, BadRequest, Conv, ConvTranspose, MaxPool, Network, Values, animate
from convanim.choice import called, chosen, kind, suiting, undrawn
from convanim.declared import declared, plain
from convanim.errors import NotDrawn
from convanim.scene.marks import Group
from convanim.views import VIEWS
from convanim.views.view import Numbers
from tests.render.tables import every_operation

ACROSS = {"in_channels": 2, "out_channels": 2}
LAYERS = {
    **every_operation(),
    "across": Conv(input=(4, 3), kernel=2, **ACROSS),
    "deep across": Conv(input=(3, 3, 4), kernel=2, **ACROSS),
    "strided": Conv(input=(5, 4), kernel=2, stride=2),
    "overhanging": MaxPool(input=(5, 4), kernel=2, ceil_mode=True),
    "network": Network.start((4,), 2).layer(Conv(input=(4,), kernel=2, **ACROSS)),
}
# a fact of a layer -> layers of which it is true
FACTS = {
    "padding_mode": [
        Conv(input=(4, 3), kernel=2, padding=1, padding_mode="replicate"),
        Conv(input=(4, 3, 3), kernel=2, padding=1, padding_mode="circular"),
    ],
    "activation": [
        Conv(input=(4,), kernel=2, activation="relu"),
        ConvTranspose(input=(2, 3, 2), kernel=2, activation="relu"),
    ],
    "count_include_pad": [
        AvgPool(input=(4, 3), kernel=2, padding=1, count_include_pad=False),
        AvgPool(input=(4, 3, 3), kernel=2, padding=1, count_include_pad=False),
    ],
    "groups": [Conv(input=(4, 3), kernel=2, groups=2, **ACROSS)],
}
# what changes nothing -> layers of which that is true
IDLE = {
    "padding_mode": Conv(input=(4, 3), kernel=2, padding_mode="replicate"),
    "count_include_pad": AvgPool(input=(4, 3), kernel=2, count_include_pad=False),
    "dilation": Conv(input=(4, 3), kernel=1, dilation=2),
}


def drawn(view, op, values=None, **words):
    """The view that draws a layer, or None where it is refused."""
    try:
        return chosen(view, op, words, values).of(op)
    except BadRequest:
        return None


def named(text):
    """The views that a sentence says could do it."""
    found = re.search(r"--view ([\w ,-]+) (?:does|has)$", text)
    return re.split(r", | or ", found[1]) if found else []


@pytest.mark.parametrize("view", VIEWS)
def test_what_a_view_does_not_take_is_refused_with_those_that_do(view):
    refused = 0
    for op in LAYERS.values():
        why = kind(view)().of(op).takes.refusal(op, None)
        if why is None:
            continue
        refused += 1
        with pytest.raises(BadRequest) as told:
            chosen(view, op, {}, None)
        assert str(told.value).startswith(f"the {view} view {why}")
        able = [other for other in VIEWS if other != view and drawn(other, op)]
        assert named(str(told.value)) == able
    assert refused or kind(view).takes.networks


@pytest.mark.parametrize("name", LAYERS)
def test_the_view_that_suits_shows_the_layer(name):
    assert drawn(suiting(LAYERS[name]), LAYERS[name])
    assert chosen(None, LAYERS[name], {}, None).name == suiting(LAYERS[name])


@pytest.mark.parametrize("view", VIEWS)
def test_a_word_calls_a_view_that_has_it_or_is_about_numbers(view):
    of, op = kind(view), Conv(input=(4, 3), kernel=2)
    for word, said in declared(of).items():
        if said.calls:
            found = called(op, {word: None}, Values.of(op), None)
            assert word in declared(kind(found))
            if of.takes.numbers is Numbers.ALWAYS:
                assert word in declared(kind(called(op, {word: None}, None, None)))
        if said.figures and of.takes.numbers is Numbers.GIVEN:
            with pytest.raises(BadRequest, match=f"{plain(word)} is about numbers"):
                chosen(of.name, op, {word: 1}, None)
            assert chosen(of.name, op, {word: 1}, Values.of(op)).name == of.name


@pytest.mark.parametrize(
    ("given", "other"), [("in_channels", "out-channels"), ("out_channels", "in-channels")]
)
def test_channels_on_one_side_alone_are_refused(given, other):
    op = Conv(input=(4, 3), kernel=2, **{given: 2})
    for view in ("stacked", "channels", "network"):
        with pytest.raises(BadRequest, match=f"{given} alone changes nothing.*--{other}"):
            chosen(view, op, {}, None)
        assert drawn(view, LAYERS["across"])
    assert drawn("stacked", MaxPool(input=4, kernel=2, in_channels=2))


@pytest.mark.parametrize("word", FACTS)
def test_a_fact_is_drawn_or_told_of_with_the_views_that_draw_it(word):
    told = 0
    for op in FACTS[word]:
        for view in filter(None, (drawn(name, op) for name in VIEWS)):
            said = undrawn(view, op, None) or ""
            assert (plain(word) in said) is (word not in view.takes.facts)
            told += bool(said)
            for name in named(said):
                other = drawn(name, op)
                assert other is not None, (view.name, name)
                assert plain(word) not in (undrawn(other, op, None) or "")
    assert told


MANY = {
    "two and three": (
        Conv(input=(4, 3), kernel=2, in_channels=2, out_channels=3),
        "2 channels in and 3 out",
    ),
    "deep": (
        Conv(input=(3, 3, 4), kernel=2, in_channels=2, out_channels=2),
        "2 channels in and 2 out",
    ),
    "many to one": (Conv(input=(5,), kernel=2, in_channels=4, out_channels=1), "4 channels in"),
    "one to many": (
        ConvTranspose(input=(4, 3), kernel=2, in_channels=1, out_channels=4),
        "4 channels out",
    ),
    "pooled": (MaxPool(input=(4, 4, 4), kernel=2, in_channels=3), "3 channels"),
}


@pytest.mark.parametrize("name", MANY)
def test_a_view_of_one_channel_says_so_in_note_caption_and_alternative_text(name):
    op, several = MANY[name]
    told = 0
    for view in filter(None, (drawn(name, op) for name in VIEWS)):
        note = undrawn(view, op, None) or ""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotDrawn)
            scene = animate(op, view=view.name, caption=True).scene
        across = bool({"in_channels", "out_channels"} & {*view.takes.facts})
        lines = [mark.text for mark in scene.marks if mark.role == "caption"]
        line = f"one of {several}"
        assert (f"more than {line}" in note) is (not across), view.name
        assert (f" It shows {line}." in scene.description) is (not across), view.name
        if len(lines) == 1:
            assert lines[0].endswith(f"; {line}") is (not across), view.name
        told += not across
    assert told


def test_a_single_channel_is_all_there_is():
    op = Conv(input=(4, 3), kernel=2, in_channels=1, out_channels=1)
    with pytest.warns(NotDrawn, match="does not draw in channels and out channels"):
        scene = animate(op, view="stacked", caption=True).scene
    assert "one of" not in scene.description


@pytest.mark.parametrize("word", ["stride", "padding", "dilation"])
def test_what_a_picture_omits_is_told_of(word):
    more = {"stride": {"stride": (1, 2)}, "padding": {"padding": (0, 1)}}
    op = Conv(input=(9, 8), kernel=3, **more.get(word, {"dilation": (2, 1)}))
    for view in filter(None, (drawn(name, op) for name in VIEWS)):
        said = undrawn(view, op, None) or ""
        assert (f"does not draw {word}" in said) is (word in view.takes.omits)
        assert view.name not in named(said)


@pytest.mark.parametrize("word", IDLE)
def test_what_changes_nothing_is_told_of_in_every_view(word):
    op = IDLE[word]
    assert list(op.idle()) == [word]
    for view in filter(None, (drawn(name, op) for name in VIEWS)):
        said = undrawn(view, op, None)
        assert said.startswith(f"{plain(word)} changes nothing here: {op.idle()[word]}")


@pytest.mark.parametrize("word", ["same", "same-lower"])
def test_what_a_padding_word_settles_is_not_told_of_as_if_it_were_given(word):
    settled = AvgPool(input=5, kernel=2, padding=word)
    assert not settled.count_include_pad
    said = AvgPool(input=5, kernel=2, padding=word, count_include_pad=False)
    view = kind("stacked")()
    assert undrawn(view, settled, None) is None
    assert "count include pad" in undrawn(view, said, None)


def moves(marks):
    """Whether anything is at one place at a step and at another at the next."""
    return any(
        len(set(mark.track or ())) > 1 or (isinstance(mark, Group) and moves(mark.marks))
        for mark in marks
    )


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_glides_where_something_moves_and_else_refuses_to(name):
    told = set()
    for op in LAYERS.values():
        try:
            animation = animate(op, view=name)
        except BadRequest:
            continue
        if animation.timeline.steps < 2:
            continue
        told.add(moves(animation.scene.marks))
        if kind(name).glides:
            assert animate(op, view=name, motion="slide").timeline.motion == "slide"
        else:
            with pytest.raises(BadRequest, match=f"nothing in the {name} view"):
                animate(op, view=name, motion="slide")
    assert told == {kind(name).glides}
