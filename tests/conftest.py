"""Settings that all tests share: every run draws the same examples."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The flag that writes golden files again instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden again")
