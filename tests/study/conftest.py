"""Studies for the tests of the study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from utsaga.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Three short interviews and notes, nothing coded yet."""
    with studies.interviews(tmp_path / "study") as opened:
        yield opened


@pytest.fixture
def coded(tmp_path: Path) -> Iterator[Study]:
    """The interviews with eight codings under three codes."""
    with studies.coded(tmp_path / "coded") as opened:
        yield opened
