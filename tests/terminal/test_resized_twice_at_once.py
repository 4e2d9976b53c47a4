"""A window that is resized twice in a moment, as a tiling desktop does: the last size is the one drawn."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from types import FrameType

import pytest
from textual.app import App

from utsaga.tui.terminal.output import install


@pytest.fixture(autouse=True)
def _handler_of_the_tests() -> Iterator[None]:
    before = signal.getsignal(signal.SIGWINCH)
    yield
    signal.signal(signal.SIGWINCH, before)


async def test_the_last_size_is_told_last_although_the_window_changes_while_the_first_is_told() -> None:
    """Textual looks at the size, then tells it: the second signal comes between the two."""
    window, told = (100, 30), []

    def tell_size(_number: int, _frame: FrameType | None) -> None:
        nonlocal window
        size = window
        if size == (90, 30):
            window = (80, 24)
            signal.raise_signal(signal.SIGWINCH)
        told.append(size)

    signal.signal(signal.SIGWINCH, tell_size)
    install(App[None](), environ={"TERM": "xterm"}).started()
    window = (90, 30)
    signal.raise_signal(signal.SIGWINCH)
    for _ in range(5):
        await asyncio.sleep(0)
    assert told[-1] == (80, 24)
