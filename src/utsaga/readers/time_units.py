"""What the numbers in a column of times count: seconds, or milliseconds as Whisper writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

Unit = Literal["s", "ms"]
UNITS: tuple[Unit, ...] = get_args(Unit)
SECONDS: dict[Unit, float] = {"s": 1.0, "ms": 0.001}
"""How many seconds each unit is."""

WORDS: dict[Unit, str] = {"s": "seconds", "ms": "milliseconds"}

_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,9})?")
_WHOLE = re.compile(r"\d{1,12}")
_MILLISECONDS = re.compile(r"ms\b|milli", re.IGNORECASE)
_SECONDS = re.compile(r"(?<![a-z])s(?:ec|ek|econds?|ekunder)?\b", re.IGNORECASE)
_WHISPER = ["start", "end", "text"]
_SLOWEST = 1.0
"""Seconds a character from which nobody speaks: speech takes a fifteenth of one."""
_A_DAY = 86_400


def number(cell: str) -> float | None:
    """The number in a cell, with a decimal point or comma; None for another spelling of a time."""
    return float(cell.strip().replace(",", ".")) if _NUMBER.fullmatch(cell.strip()) else None


def unit_of(rows: Sequence[Sequence[str]], time: int, text: int) -> Unit:
    """Return what the numbers in a column count, given rows below headings, which are the first.

    The heading says so; else whole numbers are milliseconds where nobody speaks as slowly as they would say
    in seconds, in a table with Whisper's own columns or of more than a day.
    """
    head = [cell.strip().casefold() for cell in rows[0]]
    if _MILLISECONDS.search(head[time]):
        return "ms"
    if _SECONDS.search(head[time]):
        return "s"
    whisper = head == _WHISPER
    numbers: list[int] = []
    spoken = 0
    for row in rows[1:]:
        cells = [row[index].strip() for index in ((time, 1) if whisper else (time,)) if index < len(row)]
        if not all(_WHOLE.fullmatch(cell) for cell in cells if cell):
            return "s"
        numbers += [int(cell) for cell in cells if cell]
        spoken += len(row[text].strip()) if text < len(row) else 0
    span = max(numbers, default=0) - min(numbers, default=0)
    slow = span > max(spoken, 1) * _SLOWEST
    return "ms" if slow and (whisper or max(numbers) > _A_DAY) else "s"
