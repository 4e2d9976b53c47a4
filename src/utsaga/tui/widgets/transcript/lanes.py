"""Lanes: which stripe of the margin a coding gets, so that no two share a cell.

The lane of a coding depends on the codings, the text and the width alone, never on what was seen or done
before. To keep that cheap in a text of any length, rows are gathered in blocks, blocks in larger ones and
so on. A coding belongs to the smallest block that holds all of it; those of larger blocks choose first.
So a coding's lane depends on those that begin above it in its own block and in the blocks around it, and
a change in one place moves nothing far away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from utsaga.text.wrap import Rows
from utsaga.tui.widgets.transcript.marks import Mark, Marks

LANES = 5
"""How many lanes are drawn; what does not fit in them shows as a plus sign."""

BLOCK = 64
"""Rows in a smallest block."""

_SIZES = (BLOCK, BLOCK * 16, BLOCK * 16**2, BLOCK * 16**3)


class Place(NamedTuple):
    """A mark with its first and its last row."""

    mark: Mark
    first: int
    last: int


class Laned(NamedTuple):
    """A mark in its place and its lane: 0 is next to the text."""

    place: Place
    lane: int


def assign(places: Iterable[Place], taken: Sequence[Laned]) -> list[Laned]:
    """Give each mark the lowest lane that is free on all of its rows, in the order in which they begin.

    ``taken`` are the marks that have chosen before.
    """
    given: list[Laned] = []
    for place in sorted(places, key=lambda place: (place.mark.start, -place.mark.end, place.mark.id)):
        used = {
            lane
            for laned in (taken, given)
            for other, lane in laned
            if other.first <= place.last and place.first <= other.last
        }
        free = next(lane for lane in range(len(used) + 1) if lane not in used)
        given.append(Laned(place, free))
    return given


class Lanes:
    """The lanes of all marks over the rows of a text, worked out for a block when it is first asked about."""

    def __init__(self, rows: Rows, marks: Marks) -> None:
        self._rows = rows
        self._marks = marks
        self._blocks: dict[int, list[Laned]] = {}
        self._crossing: dict[int, list[Place]] = {}

    def forget(self, mark: Mark) -> None:
        """Work out anew what a mark that was added or taken away may have changed."""
        place = self._placed(mark) if mark.start < mark.end else None
        if place is None or place.first // BLOCK != place.last // BLOCK:
            self._blocks.clear()
            self._crossing.clear()
        else:
            self._blocks.pop(place.first // BLOCK, None)

    def on_row(self, row: int) -> list[Laned]:
        """The marks that stand on a row."""
        if not len(self._marks):
            return []
        block = self._blocks.get(row // BLOCK)
        if block is None:
            block = self._blocks[row // BLOCK] = self._work_out(row // BLOCK * BLOCK)
        return [laned for laned in block if laned.place.first <= row <= laned.place.last]

    def _work_out(self, first: int) -> list[Laned]:
        """Lanes of the marks in a smallest block and of those around it that matter there.

        A mark of a larger block chooses before one of a smaller, so it matters also when it begins further
        down, as far as the marks that have been found reach: each level is gathered to the last row of
        those below it. Within a level a mark's lane depends on those that begin above it alone.
        """
        reach = first + BLOCK
        self._rows.extend_to_row(reach)
        start, end = self._begin(first), self._begin(reach)
        inside = (
            mark for mark in self._marks.overlapping(start, end) if start <= mark.start and mark.end <= end
        )
        levels = [[self._placed(mark) for mark in inside]]
        for level in range(1, len(_SIZES) + 1):
            found = self._around(level, first, reach)
            reach = max([reach, *(place.last + 1 for place in found)])
            levels.append(found)
        laned: list[Laned] = []
        for places in reversed(levels):
            laned += assign(places, laned)
        return laned

    def _around(self, level: int, first: int, reach: int) -> list[Place]:
        """Marks that belong to the block of a level around a smallest one and begin before row ``reach``.

        Each of them crosses a border between two of the blocks that make up that block.
        """
        part = _SIZES[level - 1]
        size = _SIZES[level] if level < len(_SIZES) else None
        top = first // size * size if size else 0
        found: dict[str, Place] = {}
        for border in (*range(top + part, reach, part), reach):
            for place in self._across(border):
                inside = place.first >= top and (size is None or place.last < top + size)
                if inside and place.first // part != place.last // part:
                    found[place.mark.id] = place
        return list(found.values())

    def _across(self, row: int) -> list[Place]:
        """The marks that stand both above a row and on it."""
        places = self._crossing.get(row)
        if places is None:
            crossing = self._marks.crossing(self._begin(row))
            places = self._crossing[row] = [self._placed(mark) for mark in crossing]
        return places

    def _placed(self, mark: Mark) -> Place:
        return Place(mark, self._rows.row_at(mark.start), self._rows.row_at(mark.end - 1))

    def _begin(self, row: int) -> int:
        """Offset at which a row begins; the text's length for rows past its end."""
        return self._rows.span(row).start if row < self._rows.known else len(self._rows.text)
