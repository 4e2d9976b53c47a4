"""The thread that brings the files up to the journal while nobody types."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

IDLE = 1.0
"""Seconds without a change after which the files are written."""
RETRY = 10.0
"""Seconds to wait after the disk has refused."""


class Keeper:
    """Calls ``work`` a short while after the last change. Never keeps the process alive.

    ``work`` returns whether it has done everything; if not, it is called again later.
    """

    def __init__(self, work: Callable[[], bool]) -> None:
        """Wait for the first change."""
        self._work = work
        self._wake = threading.Condition()
        self._due: float | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="utsaga-store", daemon=True)
        self._thread.start()

    def poke(self, *, now: bool = False, put_off: bool = True) -> None:
        """There is something to write: after a while without changes, or now.

        Without ``put_off`` a time that has been set already stands.
        """
        with self._wake:
            waiting = self._due is not None
            if waiting and not now and not put_off:
                return
            self._due = time.monotonic() + (0 if now else IDLE)
            # A change that only puts the time off need not wake the thread: it looks when it wakes.
            if now or not waiting:
                self._wake.notify()

    def stop(self) -> None:
        """Let the work in hand end, and do no more."""
        with self._wake:
            self._stopped = True
            self._wake.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _run(self) -> None:
        while self._wait():
            if not self._work():
                with self._wake:
                    self._due = self._due or time.monotonic() + RETRY

    def _wait(self) -> bool:
        with self._wake:
            while not self._stopped:
                left = None if self._due is None else self._due - time.monotonic()
                if left is not None and left <= 0:
                    self._due = None
                    return True
                self._wake.wait(left)
            return False
