"""Stripes: cells of one pen that stand upon one another, best written downwards.

Row by row, a stripe costs a change of colour there and back in every row that it passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from utsaga.tui.terminal.cells import Row
from utsaga.tui.terminal.pens import Pen

_LINES = re.compile("[\u2500-\u257f]")
_LEAST = 2
"""Cells below which nothing is gained."""


@dataclass(slots=True)
class Upright:
    """A run of cells in column ``x`` from row ``y`` downwards, one character each."""

    x: int
    y: int
    pen: Pen
    chars: str


def upright_runs(old: Sequence[Row], new: Sequence[Row], rows: Sequence[int]) -> list[Upright]:
    """The runs of vertical lines (with a letter on top, if any) among the cells that differ, pen by pen.

    ``rows`` ascend. Rows with clusters of several cells, or of disputed width, and the last column are left
    to be written along.
    """
    found: dict[Pen, list[Upright]] = {}
    runs: dict[int, Upright] = {}
    above = -2
    for y in rows:
        before, now = old[y], new[y]
        last = len(now.chars) - 1
        plain = before.agreed and now.agreed and len(now.text) == len(before.text) == last + 1
        going_on: dict[int, Upright] = {}
        for line in _LINES.finditer(now.text, 0, last) if plain else ():
            x = line.start()
            pen = now.pens[x]
            if not _differs(before, now, x):
                continue
            run = runs.get(x) if above == y - 1 else None
            if run is None or run.pen is not pen:
                run = Upright(x, y, pen, "")
                found.setdefault(pen, []).append(run)
                if above == y - 1 and x not in runs:
                    _put_letter_on_top(run, old[above], new[above])
            run.chars += line.group()
            going_on[x] = run
        runs, above = going_on, y if plain else -2
    return [run for of_pen in found.values() for run in of_pen if len(run.chars) >= _LEAST]


def without(rows: Sequence[Row], runs: Sequence[Upright]) -> list[Row]:
    """The rows after the runs have been written into them."""
    written = list(rows)
    touched: set[int] = set()
    for run in runs:
        for y, char in enumerate(run.chars, run.y):
            if y not in touched:
                touched.add(y)
                written[y] = written[y].copy()
            written[y].put(run.x, [char], [run.pen], agreed=True)
    return written


def _put_letter_on_top(run: Upright, before: Row, now: Row) -> None:
    letter = now.chars[run.x]
    if now.pens[run.x] is run.pen and letter != " " and _differs(before, now, run.x):
        run.y -= 1
        run.chars = letter


def _differs(before: Row, now: Row, x: int) -> bool:
    return before.chars[x] != now.chars[x] or before.pens[x] is not now.pens[x]
