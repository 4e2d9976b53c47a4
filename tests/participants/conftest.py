"""Studies with people in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from utsaga.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """The interviews with eight codings under three codes; nobody takes part yet."""
    with studies.coded(tmp_path / "study") as opened:
        yield opened
