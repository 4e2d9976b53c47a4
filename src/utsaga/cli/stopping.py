"""Ctrl+C between two files: the one in hand is finished, and a second Ctrl+C stops at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from utsaga.cli.out import complain


class Stop:
    """Whether somebody has asked to stop."""

    def __init__(self) -> None:
        """Nobody has."""
        self.asked = False

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        """Somebody asks: the first time to stop soon, the second time to stop at once."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        complain("Stopping after this file; Ctrl+C again stops at once, with nothing brought in.")


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Take Ctrl+C as a wish to stop, for as long as this lasts."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, stop.ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
