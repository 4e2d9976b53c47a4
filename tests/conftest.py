"""Shared by all tests. Standing here, it also puts this folder on the import path, for ``pty_terminal``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

import tries
from quiet import let_pilot_look

# A busy machine is no failure: no example has a deadline. Tests that say how many they try use ``tries``.
settings.register_profile("utsaga", deadline=None, max_examples=50 * tries.TIMES)
settings.load_profile("utsaga")


@pytest.fixture(scope="module", autouse=True)
def _quick_pilots() -> Iterator[None]:
    """Pilots wait as long as they must."""
    with pytest.MonkeyPatch.context() as patch:
        let_pilot_look(patch)
        yield
