"""The look: a matte is for transparent pictures."""

from __future__ import annotations

import pytest

from convanim import BadRequest
from convanim.look import TRANSPARENT, Look


@pytest.mark.parametrize("background", [None, "white", "#ffeedd", "#ff0000"])
def test_a_matte_without_transparency_is_refused(background):
    with pytest.raises(BadRequest, match="works with --background transparent"):
        Look.of({"matte": "#ff0000", "background": background})
    assert Look.of({"background": background}).matte is None
    assert Look.of({"matte": "#ff0000", "background": TRANSPARENT}).matte == "#ff0000"
