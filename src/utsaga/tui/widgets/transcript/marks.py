"""The codings that a pane draws, found by place however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A coded passage as the margin shows it.

    ``start`` and ``end`` are code points, half open. ``glyph`` is one cell wide and safe to show;
    ``style`` the code's colour, 1..8; ``mine`` says whether this coder coded it.
    """

    id: str
    start: int
    end: int
    glyph: str
    style: int
    mine: bool = True


_SHIFTS = (10, 13, 16, 19, 22, 25, 64)
"""Sizes of the grid's cells as powers of two, from 1,024 characters to everything."""

_Cell = tuple[int, int]


class Marks:
    """Marks on a grid over the text: each stands in the smallest cell that holds all of it.

    Adding, removing and finding cost the same whatever the length of the text and the number of marks,
    because a cell holds few: those that lie in a stretch, and those that cross the border between two.
    """

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._by_id: dict[str, Mark] = {}
        self._cells: dict[_Cell, list[Mark]] = {}
        for mark in marks:
            self.add(mark)

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, mark_id: object) -> bool:
        return mark_id in self._by_id

    def add(self, mark: Mark) -> Mark | None:
        """Add a mark, in place of the one with its id, which is returned. An empty one is never found."""
        before = self.remove(mark.id) if mark.id in self._by_id else None
        self._by_id[mark.id] = mark
        if mark.start < mark.end:
            self._cells.setdefault(_cell(mark), []).append(mark)
        return before

    def remove(self, mark_id: str) -> Mark | None:
        """Take a mark away and return it; None when there was none with that id."""
        mark = self._by_id.pop(mark_id, None)
        if mark is not None and mark.start < mark.end:
            cell = _cell(mark)
            self._cells[cell].remove(mark)
            if not self._cells[cell]:
                del self._cells[cell]
        return mark

    def overlapping(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that share at least a character with a stretch, in no particular order."""
        if start >= end or not self._cells:
            return
        for shift in _SHIFTS:
            for number in range(start >> shift, ((end - 1) >> shift) + 1):
                for mark in self._cells.get((shift, number), ()):
                    if mark.start < end and start < mark.end:
                        yield mark

    def crossing(self, offset: int) -> list[Mark]:
        """The marks that begin before an offset and end after it, in no particular order."""
        cells = self._cells
        return [
            mark
            for shift in _SHIFTS
            for mark in cells.get((shift, offset >> shift), ())
            if mark.start < offset < mark.end
        ]


def _cell(mark: Mark) -> _Cell:
    last = mark.end - 1
    shift = next(shift for shift in _SHIFTS if mark.start >> shift == last >> shift)
    return shift, mark.start >> shift
