"""Rows of a table in a text: which sign parts its cells, and cells that it parted by mistake."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from utsaga.readers.columns import are_names, headings

SIGNS = (",", ";", "\t", "|")
"""What may part the cells of a row."""

_LOOKED_AT = 200
_LEAST_ALIKE = 0.8


def sign_of(text: str) -> str | None:
    """Return the sign that parts the cells of a table; None for a text that is none.

    It is the one that parts headings of speech; else the one that gives nearly all rows the same number of
    cells, and most of those; else, for words that were not put in quotation marks, the one that parts who
    speaks from what is said in every row.
    """
    beginnings = {sign: _beginning(text, sign) for sign in SIGNS}
    tables = {sign: first for sign, first in beginnings.items() if first}
    headed = (sign for sign, first in tables.items() if headings(first[0]))
    best: tuple[float, int, str] | None = None
    for sign, first in tables.items():
        width, alike = _commonest(first)
        if width > 1 and alike >= _LEAST_ALIKE:
            best = max(best or (0.0, 0, ""), (round(alike, 1), width, sign))
    named = (sign for sign, first in tables.items() if _names_open(first))
    return next(headed, None) or (best[2] if best else next(named, None))


def width_of(table: Sequence[Sequence[str]], *, headed: bool) -> int:
    """Return how many cells rows should have: as many as the headings, else as nearly all or else as all."""
    if headed:
        return max(2, len(filled(table[0])))
    first = table[:_LOOKED_AT]
    width, alike = _commonest(first)
    return width if alike >= _LEAST_ALIKE else max(2, min(map(len, first)))


def made_whole(row: Sequence[str], width: int, text: int, sign: str) -> list[str]:
    """Return a row in which the words (column ``text``) have got back what a sign in them has parted."""
    row = filled(row)
    surplus = len(row) - width
    if surplus <= 0 or text >= width:
        return row
    return [*row[:text], sign.join(row[text : text + surplus + 1]), *row[text + surplus + 1 :]]


def _beginning(text: str, sign: str) -> list[list[str]]:
    try:
        return list(islice(rows(text, sign), _LOOKED_AT))
    except csv.Error:
        return []


def _commonest(table: Sequence[Sequence[str]]) -> tuple[int, float]:
    """The commonest number of cells, and which share of the rows has it."""
    width, count = Counter(map(len, table)).most_common(1)[0]
    return width, count / len(table)


def _names_open(table: Sequence[Sequence[str]]) -> bool:
    """Whether every row opens with a cell that could be who speaks, and has another."""
    return len(table) > 2 and min(map(len, table)) > 1 and are_names([row[0].strip() for row in table])


def filled(row: Sequence[str]) -> list[str]:
    """A row without the empty cells at its end, which spreadsheets add."""
    return list(row[: next((index for index in range(len(row), 0, -1) if row[index - 1].strip()), 0)])


class NumberedRow(NamedTuple):
    """A row by the number, from 1, of the line that it begins on."""

    line: int
    cells: list[str]


def rows(text: str, sign: str) -> Iterator[list[str]]:
    """Yield the rows that are not blank; raises as ``numbered_rows``."""
    return (row.cells for row in numbered_rows(text, sign))


def numbered_rows(text: str, sign: str) -> Iterator[NumberedRow]:
    """Yield the rows that are not blank, with where they stand.

    Raises:
        csv.Error: a cell is longer than the module allows, mostly because a quotation mark is not closed.
    """
    lines = text.split("\n")
    # Without quotation marks a row is a line, and the reader needs no line ends.
    read = csv.reader(lines if '"' not in text else (line + "\n" for line in lines), delimiter=sign)
    line = 1
    for row in read:
        if any(cell.strip() for cell in row):
            yield NumberedRow(line, row)
        line = read.line_num + 1
