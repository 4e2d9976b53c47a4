"""Text of any length as lines of a list: broken at spaces, exact, with some of it marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise, zip_longest

from utsaga.model.span import Span
from utsaga.text.cells import columns_of
from utsaga.text.safe import shown, shown_line
from utsaga.text.wrap import Rows
from utsaga.tui.parts import Line, Part, marked

_NARROWEST = 20
"""Cells below which lines are not broken but cut: nobody reads a list so narrow."""


def wrapped_parts(parts: Sequence[Part], width: int) -> list[Line]:
    """Parts that follow on each other as one text: lines of at most a width in cells."""
    rows = Rows(shown("".join(part.text for part in parts)), max(width, _NARROWEST))
    edges = list(accumulate((len(part.text) for part in parts), initial=0))
    lines: list[Line] = []
    for row in range(rows.count()):
        start, end = rows.drawn(row)
        cut = (
            Part(rows.text[max(start, first) : min(end, last)], part.style)
            for part, (first, last) in zip(parts, pairwise(edges), strict=True)
            if first < end and start < last
        )
        lines.append([part for part in cut if part.text])
    return lines


def side_by_side(left: Sequence[Line], right: Sequence[Line], width: int) -> list[Line]:
    """Lines beside other lines, a rule between them; ``width`` is the left column's, in cells."""
    lines: list[Line] = []
    for one, other in zip_longest(left, right, fillvalue=()):
        used = sum(columns_of(shown_line(part.text)).width for part in one)
        lines.append([*one, Part(" " * max(0, width - used)), Part(" │ ", "edge"), *other])
    return lines


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
