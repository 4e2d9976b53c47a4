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


class Laned(NamedTuple):
    """A mark with its first row, the offset at which that begins, and its lane: 0 is next to the text."""

    mark: Mark
    first: int
    row_start: int
    lane: int


def assign(marks: Iterable[tuple[Mark, int, int]], taken: Sequence[Laned]) -> list[Laned]:
    """Give each mark the lowest lane that is free on all of its rows.

    Marks come with their first row and the offset at which that row begins; ``taken`` are the marks of
    larger blocks. Two marks share a row when each begins, by its row, before the other ends.
    """
    given: list[Laned] = []
    for mark, first, row_start in sorted(marks, key=lambda item: (item[0].start, -item[0].end, item[0].id)):
        used = {
            other.lane
            for others in (taken, given)
            for other in others
            if other.mark.end > row_start and other.row_start < mark.end
        }
        free = next(lane for lane in range(len(used) + 1) if lane not in used)
        given.append(Laned(mark, first, row_start, free))
    return given


class Lanes:
    """The lanes of all marks over the rows of a text, worked out for a block when it is first asked about."""

    def __init__(self, rows: Rows, marks: Marks) -> None:
        self._rows = rows
        self._marks = marks
        self._blocks: dict[int, list[Laned]] = {}

    def on_row(self, row: int) -> list[Laned]:
        """The marks that stand on a row."""
        if not len(self._marks):
            return []
        block = self._blocks.get(row // BLOCK)
        if block is None:
            block = self._blocks[row // BLOCK] = self._work_out(row // BLOCK * BLOCK)
        start = self._rows.span(row).start
        return [laned for laned in block if laned.first <= row and laned.mark.end > start]

    def _work_out(self, first: int) -> list[Laned]:
        """Lanes of the marks in a smallest block and of those around it that begin above its end."""
        end = first + BLOCK
        self._rows.extend_to_row(end)
        found: list[Laned] = []
        for level in range(len(_SIZES), 0, -1):
            found += assign(self._around(level, first, end), found)
        start_offset, end_offset = self._begin(first), self._begin(end)
        own = [
            mark
            for mark in self._marks.overlapping(start_offset, end_offset)
            if start_offset <= mark.start and mark.end <= end_offset
        ]
        return found + assign(map(self._placed, own), found)

    def _around(self, level: int, first: int, end: int) -> list[tuple[Mark, int, int]]:
        """Marks that belong to the block of a level around a smallest one and begin above its end.

        Each of them crosses a border between two of the blocks that make up that block.
        """
        part = _SIZES[level - 1]
        size = _SIZES[level] if level < len(_SIZES) else None
        top = first // size * size if size else 0
        start_offset = self._begin(top)
        found: dict[str, tuple[Mark, int, int]] = {}
        for border in (*range(top + part, end, part), end):
            for mark in self._marks.crossing(self._begin(border)):
                if mark.id not in found and mark.start >= start_offset:
                    placed = self._placed(mark)
                    last = self._rows.row_at(mark.end - 1)
                    if placed[1] // part != last // part and (not size or last < top + size):
                        found[mark.id] = placed
        return list(found.values())

    def _placed(self, mark: Mark) -> tuple[Mark, int, int]:
        first = self._rows.row_at(mark.start)
        return mark, first, self._rows.span(first).start

    def _begin(self, row: int) -> int:
        """Offset at which a row begins; the text's length for rows past its end."""
        return self._rows.span(row).start if row < self._rows.known else len(self._rows.text)
