"""Which cells of a row differ, and in which runs they are best written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress
from operator import is_not, ne, or_

from utsaga.tui.terminal.cells import Row, agreed

_DENSE = 0.85
"""Share of differing cells from which a stretch is written whole: to look closer costs more than it saves."""
_CHEAPER_THAN_A_MOVE = 4


def differing_columns(old: Row, new: Row) -> list[int]:
    """The columns to write, ascending: those that do not look the same.

    Where most of a row differs, some that do may be among them. After a cluster of disputed width,
    old or new, it is the rest of the row: the cluster may cover more cells than it should.
    """
    same_text = old.chars == new.chars
    if same_text and old.pens == new.pens:
        return []
    other_text = map(ne, old.chars, new.chars)
    other_pen = map(is_not, old.pens, new.pens)
    columns = list(compress(range(len(new.chars)), map(or_, other_text, other_pen)))
    if same_text or not _is_dense(columns):
        columns = [
            x
            for x in columns
            if new.chars[x] != " " or old.chars[x] != " " or old.pens[x].ground is not new.pens[x].ground
        ]
    if old.agreed and new.agreed:
        return columns
    disputed = (x for x in columns if not (agreed(old.chars[x]) and agreed(new.chars[x])))
    first = next(disputed, len(new.chars))
    return [x for x in columns if x < first] + list(range(first, len(new.chars)))


def spans(columns: list[int], row: Row) -> Iterator[tuple[int, int]]:
    """Runs of columns to write, those joined between which it is cheaper to write than to move."""
    if not columns:
        return
    start, end = columns[0], columns[0] + 1
    if len(columns) == columns[-1] + 1 - start:
        yield start, _end_of_cluster(row, columns[-1] + 1)
        return
    for x in columns[1:]:
        if x == end:
            end += 1
            continue
        end = _end_of_cluster(row, end)
        if x < end:
            continue
        if x - end > _CHEAPER_THAN_A_MOVE or not _is_joinable(row, end, x):
            yield start, end
            start = x
        end = x + 1
    yield start, _end_of_cluster(row, end)


def _is_dense(columns: list[int]) -> bool:
    return bool(columns) and len(columns) >= _DENSE * (columns[-1] - columns[0] + 1)


def _end_of_cluster(row: Row, end: int) -> int:
    """The column where the cluster ends of which the cell before ``end`` is one."""
    while end < len(row.chars) and row.chars[end] == "":
        end += 1
    return end


def _is_joinable(row: Row, start: int, end: int) -> bool:
    """Whether the cells between two runs can be written with the pen of the run before, in a few bytes."""
    pen = row.pens[start - 1]
    if any(other is not pen for other in row.pens[start:end]):
        return False
    text = "".join(row.chars[start:end])
    return len(text.encode()) <= _CHEAPER_THAN_A_MOVE and (row.agreed or agreed(text))
