"""Text of any length as lines of a list: broken at spaces, exact, with some of it marked."""

from __future__ import annotations

from collections.abc import Iterable

from utsaga.model.span import Span
from utsaga.text.safe import shown
from utsaga.text.wrap import Rows
from utsaga.tui.parts import Line, Part, marked

_NARROWEST = 20
"""Cells below which lines are not broken but cut: nobody reads a list so narrow."""


def wrapped(
    text: str, width: int, style: str = "", spans: Iterable[Span] = (), indent: int = 0
) -> list[Line]:
    """A text as lines of at most a width in cells, indented; ``spans`` (in order, apart) are marked."""
    rows = Rows(shown(text), max(width - indent, _NARROWEST))
    found = list(spans)
    lines: list[Line] = []
    for row in range(rows.count()):
        start, end = rows.drawn(row)
        here = [
            Span(max(span.start, start) - start, min(span.end, end) - start)
            for span in found
            if span.overlaps(Span(start, end))
        ]
        lines.append([Part(" " * indent), *marked(rows.text[start:end], here, style)])
    return lines
