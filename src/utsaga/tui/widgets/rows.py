"""A widget that is drawn in rows of parts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence

from rich.style import Style
from textual.strip import Strip

from utsaga.tui.parts import Line, draw
from utsaga.tui.widgets.kept_rows import KeptRows


class Rows(KeptRows):
    """Looks its styles up once for a theme; a subclass has ``row``.

    The styles are component classes of the screen (``parts.STYLES``): were they the widgets' own, Textual
    would work them out for each widget at the start and whenever the keys go to another one.
    """

    _looked_up: dict[str, Style] | None = None  # Textual restyles a widget while it is being made

    @abstractmethod
    def row(self, y: int) -> Strip:
        """One row, as wide as the widget."""

    def draw_rows(self, ys: Sequence[int]) -> Iterator[Strip]:
        """Draw these rows in the colours that there are."""
        filters, background = self.get_line_filters(), self.background_colors[1]
        for y in ys:
            strip = self.row(y)
            for colours in filters:
                strip = strip.apply_filter(colours, background)
            yield strip

    def style_of(self, name: str) -> Style:
        """What a component class adds to the plain style; for an empty name, the plain style itself."""
        if self._looked_up is None:
            self._looked_up = {}
        style = self._looked_up.get(name)
        if style is None:
            style = self.screen.get_component_rich_style(name, partial=True) if name else self.rich_style
            self._looked_up[name] = style
        return style

    def drawn(self, line: Line, width: int, over: str = "") -> Strip:
        """A line in cells; the ink of ``over`` lies over the colours of its parts."""
        if not over:
            return draw(line, width, self.style_of, self.style_of(""))
        ink = self.style_of(over)
        return draw(line, width, lambda name: self.style_of(name) + ink, self.style_of("") + ink)

    def notify_style_update(self) -> None:
        """Look the styles up anew."""
        super().notify_style_update()
        self._looked_up = None
