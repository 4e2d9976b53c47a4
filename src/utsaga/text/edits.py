"""Changes to a text that are made together, and where its places are afterwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from utsaga.model.span import Span


class Edit(NamedTuple):
    """The stretch ``[start, end)`` of a text becomes ``new``."""

    start: int
    end: int
    new: str


class Edited:
    """A text after edits, which are in order and do not overlap."""

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        """Make the edits."""
        parts: list[str] = []
        at = length = 0
        self._edits = edits
        self._begins: list[int] = []  # where each edit's new words begin in the new text
        for edit in edits:
            parts += (text[at : edit.start], edit.new)
            length += edit.start - at
            self._begins.append(length)
            length += len(edit.new)
            at = edit.end
        parts.append(text[at:])
        self.text = "".join(parts)
        self._starts = [edit.start for edit in edits]

    def place(self, offset: int) -> int:
        """Where a place of the old text is in the new one; the end of what replaced it, if it is gone."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        edit, begins = self._edits[index], self._begins[index]
        if offset == edit.start:
            return begins
        return begins + len(edit.new) + max(0, offset - edit.end)

    def span(self, span: Span) -> Span:
        """Where a stretch of the old text is in the new one; empty if it is gone."""
        start = self.place(span.start)
        index = bisect_right(self._starts, span.end - 1) - 1
        inside = index >= 0 and self._starts[index] < span.end < self._edits[index].end
        end = self._begins[index] if inside else self.place(span.end)
        return Span(start, max(start, end))
