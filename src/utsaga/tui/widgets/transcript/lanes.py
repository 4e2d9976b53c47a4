"""Lanes: which stripe of the margin a coding gets, so that no two share a cell.

The lane of a coding depends on the codings, the text and the width alone, never on what was seen or done
before. To keep that cheap in a text of any length, rows are gathered in blocks, blocks in larger ones and
so on. A coding belongs to the smallest block that holds all of it; those of larger blocks choose first.
So a coding's lane depends on those that begin above it in its own block and in the blocks around it, and
a change in one place moves nothing far away.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter
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
    """A mark in its place and its lane: 0 is next to the text, `LANES` means that there was none left."""

    place: Place
    lane: int


def assign(places: Iterable[Place], taken: Iterable[Laned]) -> list[Laned]:
    """Give each mark the lowest lane that is free on all of its rows, in the order in which they begin.

    ``taken`` are the marks that have chosen before.
    """
    before: list[list[tuple[int, int]]] = [[] for _ in range(LANES)]
    for (_, first, last), lane in taken:
        if lane < LANES:
            before[lane].append((first, last))
    for spans in before:
        spans.sort()
    busy_to = [-1] * LANES
    given: list[Laned] = []
    for place in sorted(places, key=lambda place: (place.mark.start, -place.mark.end, place.mark.id)):
        for lane in range(LANES):
            if busy_to[lane] < place.first and _is_free(before[lane], place):
                busy_to[lane] = place.last
                break
        else:
            lane = LANES
        given.append(Laned(place, lane))
    return given


def _is_free(spans: list[tuple[int, int]], place: Place) -> bool:
    """Whether a mark shares no row with the rows of a lane, which are in order and apart."""
    at = bisect_right(spans, place.last, key=itemgetter(0))
    return at == 0 or spans[at - 1][1] < place.first


class Lanes:
    """The lanes of all marks over the rows of a text, worked out for a block when it is first asked about."""

    def __init__(self, rows: Rows, marks: Marks) -> None:
        self.rows = rows
        self._marks = marks
        self._standing: dict[int, list[list[Laned]]] = {}
        self._around: dict[int, list[Laned]] = {}
        self._crossing: dict[int, list[Place]] = {}

    def forget(self, mark: Mark) -> None:
        """Work out anew what a mark that was added or taken away may have changed."""
        if mark.start >= mark.end:
            return
        place = self._placed(mark)
        if place.first // BLOCK == place.last // BLOCK:
            self._standing.pop(place.first // BLOCK, None)
        else:
            self._standing.clear()
            self._around.clear()
            self._crossing.clear()

    def on_row(self, row: int) -> list[Laned]:
        """The marks that stand on a row."""
        if not len(self._marks):
            return []
        block, below = divmod(row, BLOCK)
        standing = self._standing.get(block)
        if standing is None:
            standing = self._standing[block] = [[] for _ in range(BLOCK)]
            top = block * BLOCK
            for laned in self._in_block(block):
                for on in range(max(laned.place.first - top, 0), min(laned.place.last - top + 1, BLOCK)):
                    standing[on].append(laned)
        return standing[below]

    def _in_block(self, block: int) -> list[Laned]:
        """All marks that stand in a smallest block."""
        first = block * BLOCK
        start, end = self._begin(first), self._begin(first + BLOCK)
        own = [
            self._placed(mark)
            for mark in self._marks.overlapping(start, end)
            if start <= mark.start and mark.end <= end
        ]
        around = self._around.get(block)
        if around is None:
            around = self._around[block] = [
                laned
                for laned in self._in_larger_blocks(first)
                if laned.place.first < first + BLOCK and first <= laned.place.last
            ]
        return around + assign(own, around)

    def _in_larger_blocks(self, first: int) -> list[Laned]:
        """Marks of the blocks around a smallest one, as far as they matter there.

        A mark of a larger block chooses before one of a smaller, so it matters also when it begins further
        down, as far as the marks that have been found reach: each level is gathered to the last row of
        those below it. Within a level a mark's lane depends on those that begin above it alone.
        """
        reach = first + BLOCK
        levels = []
        for level in range(1, len(_SIZES) + 1):
            found = self._in_level(level, first, reach)
            reach = max([reach, *(place.last + 1 for place in found)])
            levels.append(found)
        laned: list[Laned] = []
        for places in reversed(levels):
            laned += assign(places, laned)
        return laned

    def _in_level(self, level: int, first: int, reach: int) -> list[Place]:
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
        return Place(mark, self.rows.row_at(mark.start), self.rows.row_at(mark.end - 1))

    def _begin(self, row: int) -> int:
        """Offset at which a row begins; the text's length for rows past its end."""
        self.rows.extend_to_row(row)
        return self.rows.span(row).start if row < self.rows.known else len(self.rows.text)
