"""Rows of a table in a text: which sign parts its cells."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from itertools import islice

SIGNS = (",", ";", "\t", "|")
"""What may part the cells of a row."""

_LOOKED_AT = 200
_LEAST_ALIKE = 0.8


def sign_of(text: str) -> str | None:
    """Return the sign that parts the cells of a table; None for a text that is none.

    It is the one that gives nearly all rows the same number of cells, and most of those.
    """
    best: tuple[float, int, str] | None = None
    for sign in SIGNS:
        try:
            widths = Counter(len(row) for row in islice(rows(text, sign), _LOOKED_AT))
        except csv.Error:
            continue
        if not widths:
            continue
        width, count = widths.most_common(1)[0]
        alike = count / widths.total()
        if width > 1 and alike >= _LEAST_ALIKE:
            best = max(best or (0.0, 0, ""), (round(alike, 1), width, sign))
    return best[2] if best else None


def rows(text: str, sign: str) -> Iterable[list[str]]:
    """Yield the rows that are not blank.

    Raises:
        csv.Error: a cell is longer than the module allows, mostly because a quotation mark is not closed.
    """
    read = csv.reader(text.split("\n"), delimiter=sign) if '"' not in text else _quoted(text, sign)
    return (row for row in read if any(cell.strip() for cell in row))


def _quoted(text: str, sign: str) -> Iterable[list[str]]:
    return csv.reader((line + "\n" for line in text.split("\n")), delimiter=sign)
