"""A widget of one row, drawn from parts."""

from __future__ import annotations

from textual.strip import Strip

from utsaga.tui.parts import Line
from utsaga.tui.widgets.rows import Rows


class OneRow(Rows):
    """A row of parts; repainted only when they change."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._line: Line = ()

    def show(self, line: Line) -> None:
        """Show other parts."""
        if tuple(line) != tuple(self._line):
            self._line = tuple(line)
            self.refresh()

    def row(self, y: int) -> Strip:
        """Draw the row."""
        return self.drawn(self._line if y == 0 else (), self._kept_size.width)
