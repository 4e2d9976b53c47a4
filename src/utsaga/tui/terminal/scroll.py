"""Finds rows that have moved up or down the screen as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from utsaga.tui.terminal.cells import Row
from utsaga.tui.terminal.differences import differing_columns

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
        stood.setdefault(row.text, y)
    found = {y: stood.get(new[y].text, y) for y in changed}
    votes = Counter(was - y for y, was in found.items() if was != y and not new[y].text.isspace())
    if not votes:
        return None
    up, supporters = votes.most_common(1)[0]
    if supporters < _ENOUGH or supporters * 3 < len(changed):
        return None
    rows = [y for y, was in found.items() if was - y == up]
    first, last = rows[0], rows[-1]
    while _is_nearer(old, new, first - 1, up):
        first -= 1
    while _is_nearer(old, new, last + 1, up):
        last += 1
    return Scroll(first, last + 1 + up, up) if up > 0 else Scroll(first + up, last + 1, up)


def _is_nearer(old: Sequence[Row], new: Sequence[Row], y: int, up: int) -> bool:
    """Whether less of a row differs from the one that would move there than from the one that is there."""
    if not (0 <= y < len(new) and 0 <= y + up < len(old)):
        return False
    return len(differing_columns(old[y + up], new[y])) < len(differing_columns(old[y], new[y]))
