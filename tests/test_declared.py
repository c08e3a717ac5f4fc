"""Words as they are declared: what counts as given, and as given twice."""

from __future__ import annotations

import pytest

from convanim import BadRequest, Conv
from convanim.declared import given, spelled

PLAIN = {"stride": 1, "padding": 0, "dilation": 1}
OTHER = {"stride": 2, "padding": 1, "dilation": 2}


@pytest.mark.parametrize("word", PLAIN)
@pytest.mark.parametrize("axes", [(0,), (1,), (0, 1)])
def test_what_is_otherwise_along_any_axis_is_given(word, axes):
    told = tuple(OTHER[word] if n in axes else PLAIN[word] for n in range(2))
    op = Conv(input=9, kernel=3, **{word: told})
    assert given(op).keys() & PLAIN.keys() == {word}
    assert not given(Conv(input=9, kernel=3, **PLAIN)).keys() & PLAIN.keys()


@pytest.mark.parametrize("values", [(1, 1), (1, 2), (None, 1)])
def test_a_word_in_both_spellings_is_refused(values):
    with pytest.raises(BadRequest, match="max_steps is given twice, as max_steps and as max-steps"):
        spelled(dict(zip(("max-steps", "max_steps"), values, strict=True)))
    assert spelled({"max-steps": 1, "loop": 2}) == {"max_steps": 1, "loop": 2}
