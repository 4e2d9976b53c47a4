"""Passages found by place: search hits, passages with a memo, changed or dimmed ones."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from utsaga.model.span import Span


class Spans:
    """Stretches of a text, also overlapping ones, in order."""

    __slots__ = ("_ends", "_spans", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Take the stretches (code points, half open); empty ones are left out."""
        self._spans = sorted(Span(start, end) for start, end in spans if start < end)
        self._starts = [span.start for span in self._spans]
        self._ends = list(accumulate((span.end for span in self._spans), max))

    def __bool__(self) -> bool:
        return bool(self._spans)

    def overlapping(self, start: int, end: int) -> list[Span]:
        """The stretches that share at least a character with another."""
        if not self._spans:
            return []
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [span for span in self._spans[first:last] if span.end > start]

    def beginning(self, start: int, end: int) -> bool:
        """Whether any begins in a stretch."""
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)
