"""Which columns of a table hold who speaks, what is said and when: by headings, else by what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from utsaga.readers.time_units import SECONDS, Unit, number, unit_of
from utsaga.text.times import TIME, seconds
from utsaga.text.wordlist import wordlist

Row = Sequence[str]

_SPEAKERS = wordlist(
    """
    deltagare hablante label locutor name namn participant person roll role sprecher speaker speakername
    talare vem who
    """
)
_WORDS = wordlist(
    """
    content message replik sentence speech said sagt tal text texto transcript transcription transkript
    utsaga utterance words yttrande
    """
)
_TIMES = wordlist(
    "begin begintime from in start startms startsec starttid starttime tid time timecode timestamp"
)
_LETTERS = re.compile(r"[\W\d_]+")
_TIME = re.compile(rf"\s*(?:{TIME}|\d+(?:[.,]\d+)?)\s*")
MOST_COLUMNS = 100
"""Beyond so many columns none is looked for, nor offered to choose from."""

_LOOKED_AT = 500
_LONGEST_NAME = 60
_LEAST_LIKE_TIMES = 0.8
_CLEARLY_LONGER = 2.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Indices of columns from 0; None for one that the table lacks. ``headed``: the first row is headings.

    ``unit`` is what numbers in the column of times count.
    """

    text: int
    speaker: int | None = None
    time: int | None = None
    headed: bool = False
    unit: Unit = "s"

    def time_of(self, row: Row) -> float | None:
        """When a row is said, in seconds."""
        cell = row[self.time].strip() if self.time is not None and self.time < len(row) else ""
        found = number(cell)
        return seconds(cell) if found is None else round(found * SECONDS[self.unit], 3)

    def cell(self, row: Row, index: int | None) -> str:
        """What stands in a column of a row, empty where the row ends before it."""
        return row[index].strip() if index is not None and index < len(row) else ""


def headings(row: Row) -> bool:
    """Whether a row is the headings of a table of speech: it names the speakers and the words."""
    return _named(row, _SPEAKERS) is not None and _named(row, _WORDS) is not None


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the columns of a table; None when it does not show what is said."""
    head, body = rows[0], rows[1 : _LOOKED_AT + 1]
    text = _named(head, _WORDS)
    if text is not None:
        time = _named(head, _TIMES)
        return Columns(text, _named(head, _SPEAKERS), time, True, unit_in(rows, time, text))
    looked_at = rows[:_LOOKED_AT]
    width = min(max(map(len, looked_at)), MOST_COLUMNS)
    lengths = [mean(map(len, _cells(looked_at, index))) for index in range(width)]
    text = max(range(width), key=lambda index: lengths[index])
    others = [index for index in range(width) if index != text]
    if any(lengths[index] * _CLEARLY_LONGER > lengths[text] for index in others):
        return None
    time = next((index for index in others if _are_times(list(_cells(looked_at, index)))), None)
    names = (index for index in others if are_names(list(_cells(body or looked_at, index))))
    return Columns(text, next(names, None), time)


def unit_in(rows: Sequence[Row], time: int | None, text: int) -> Unit:
    """Return what numbers in a column of times count (``time_units.unit_of``); seconds without a column."""
    return "s" if time is None else unit_of(rows[: _LOOKED_AT + 1], time, text)


def find_column(rows: Sequence[Row], wanted: str) -> int | None:
    """Return the column by its heading or its number from 1; None when there is no such column."""
    folded = [cell.strip().casefold() for cell in rows[0]]
    if wanted.strip().casefold() in folded:
        return folded.index(wanted.strip().casefold())
    width = max(map(len, rows))
    return int(wanted) - 1 if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= width else None


def _named(row: Row, names: frozenset[str]) -> int | None:
    """The column whose heading is one of the names: ``Start (ms)`` is ``startms``."""
    folded = [_LETTERS.sub("", cell.casefold()) for cell in row]
    return next((index for index, cell in enumerate(folded) if cell in names), None)


def _cells(rows: Sequence[Row], index: int) -> Iterator[str]:
    return (row[index].strip() if index < len(row) else "" for row in rows)


def _are_times(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    like = sum(1 for cell in filled if _TIME.fullmatch(cell))
    return bool(filled) and like >= len(filled) * _LEAST_LIKE_TIMES


def are_names(cells: Sequence[str]) -> bool:
    """Whether cells are short, no numbers, and mostly recur."""
    filled = [cell for cell in cells if cell]
    if not filled or _are_times(filled) or max(map(len, filled)) > _LONGEST_NAME:
        return False
    return len(set(filled)) <= max(2, len(filled) // 2) and any(cell[0].isalpha() for cell in filled)
