"""A widget of one row, drawn from parts."""

from __future__ import annotations

from typing import ClassVar

from textual.strip import Strip
from textual.widget import Widget

from utsaga.tui.parts import STYLES, Line, draw


class OneRow(Widget):
    """A row of parts; repainted only when they change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(STYLES)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._line: Line = ()

    def show(self, line: Line) -> None:
        """Show other parts."""
        if tuple(line) != tuple(self._line):
            self._line = tuple(line)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        return draw(
            self._line,
            self.size.width,
            lambda name: self.get_component_rich_style(name, partial=True),
            self.rich_style,
        )
