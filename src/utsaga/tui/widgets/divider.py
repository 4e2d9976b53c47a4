"""The line between two panes."""

from __future__ import annotations

from textual.strip import Strip

from utsaga.tui.parts import Part
from utsaga.tui.widgets.rows import Rows


class Divider(Rows):
    """A column that parts two panes."""

    def row(self, y: int) -> Strip:  # noqa: ARG002  # the same on every row
        """Draw the line."""
        return self.drawn((Part("│", "edge"),), self._kept_size.width)
