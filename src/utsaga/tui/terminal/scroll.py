"""Finds rows that have moved up or down the screen as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from utsaga.tui.terminal.cells import Row

_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Scroll:
    """Rows ``top`` up to, not including, ``bottom`` move up by ``up`` rows (down where it is negative)."""

    top: int
    bottom: int
    up: int

    def apply(self, rows: Sequence[Row]) -> list[Row]:
        """The screen after the terminal has done it: the rows that came free are plain."""
        blank = [Row.blank(len(rows[0].chars)) for _ in range(abs(self.up))]
        region = list(rows[self.top : self.bottom])
        region = region[self.up :] + blank if self.up > 0 else blank + region[: self.up]
        return [*rows[: self.top], *region, *rows[self.bottom :]]


def find_scroll(old: Sequence[Row], new: Sequence[Row], changed: Sequence[int]) -> Scroll | None:
    """The move by whole rows that explains most of what changed, or None.

    Only text that stands on the full width counts, so a pane beside others is never scrolled.
    """
    if len(changed) < _ENOUGH:
        return None
    stood: dict[str, int] = {}
    for y, row in enumerate(old):
        stood.setdefault("".join(row.chars), y)
    found = {y: stood.get("".join(new[y].chars), y) for y in changed}
    votes = Counter(was - y for y, was in found.items() if was != y and not _is_blank(new[y]))
    if not votes:
        return None
    up, supporters = votes.most_common(1)[0]
    if supporters < _ENOUGH or supporters * 3 < len(changed):
        return None
    rows = [y for y, was in found.items() if was - y == up]
    top, bottom = rows[0], rows[-1] + 1
    return Scroll(top, bottom + up, up) if up > 0 else Scroll(top + up, bottom, up)


def _is_blank(row: Row) -> bool:
    return row.chars.count(" ") == len(row.chars)
