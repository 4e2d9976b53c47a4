"""How far the terminal is behind what was sent to it.

Over SSH everything that is written is taken at once, into buffers that may hold seconds of it. So after
every few frames the terminal is asked something that it answers at once when it gets there, and while too
much is not confirmed, frames are left out. Of a terminal that does not answer, a slow line is believed:
large frames follow one another no faster than it could take them.
"""

from __future__ import annotations

from collections import deque

QUESTION = "\x1b[?2026$p"
"""Is synchronized output on? Asked only of terminals that have answered this before."""
LIMIT_BYTES = 2048
"""Less than a page of dense text, so that never two of them are on their way."""
ASK_EVERY_BYTES = 1000
SLOW_LINE = 60_000
"""Bytes a second that any line is believed to take: a held key shows a full page 15 times a second."""
MOST_SECONDS = 0.1
"""After so long a frame is sent to a terminal that does not answer, however large the one before was."""
PATIENCE_SECONDS = 2.0
"""An answer that has not come by then is lost, and no longer waited for."""


class Pace:
    """Counts what was sent and not yet confirmed. Times are seconds of one clock."""

    def __init__(self) -> None:
        self._unconfirmed: deque[int] = deque()
        self._unasked = 0
        self._asked_at = 0.0
        self._taken_at = 0.0

    def sent(self, size: int, now: float, *, answers: bool = True) -> str:
        """Count bytes that are being sent; gives what to send after them: the question, or nothing."""
        if not answers:
            self._taken_at = min(max(now, self._taken_at) + size / SLOW_LINE, now + MOST_SECONDS)
            return ""
        self._unasked += size
        if self._unasked < ASK_EVERY_BYTES:
            return ""
        self._unconfirmed.append(self._unasked)
        self._unasked = 0
        self._asked_at = now
        return QUESTION

    def confirmed(self) -> bool:
        """Take an answer; False when there was no question of ours. May be called from another thread."""
        try:
            self._unconfirmed.popleft()
        except IndexError:
            return False
        return True

    def is_behind(self, now: float) -> bool:
        """Whether too much is on its way to send more."""
        if now < self._taken_at:
            return True
        if now - self._asked_at > PATIENCE_SECONDS:
            self.forget()
        return sum(tuple(self._unconfirmed)) >= LIMIT_BYTES

    def forget(self) -> None:
        """Wait for no answer any longer."""
        self._unconfirmed.clear()
        self._unasked = 0
        self._taken_at = 0.0
