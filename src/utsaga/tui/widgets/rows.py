"""A widget that is drawn in rows of parts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from utsaga.tui.parts import Line, draw
from utsaga.tui.widgets.kept_rows import KeptRows


class Rows(KeptRows):
    """Looks its styles up once for a theme; a subclass has ``row``.

    The styles are component classes of the screen (``parts.STYLES``): were they the widgets' own, Textual
    would work them out for each widget at the start and whenever the keys go to another one.
    """

    # Textual restyles a widget while it is being made.
    _looked_up: dict[str, Style] | None = None
    _worn: dict[tuple[str, str], Style] | None = None

    @abstractmethod
    def row(self, y: int) -> Strip:
        """One row, as wide as the widget."""

    def draw_rows(self, ys: Sequence[int]) -> Iterator[Strip]:
        """Draw these rows."""
        return map(self.row, ys)

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
        return draw(line, width, lambda name: self._sealed(name, over))

    def _sealed(self, name: str, over: str) -> Style:
        """A style with all that lies under and over it, through the app's filters."""
        if self._worn is None:
            self._worn = {}
        style = self._worn.get((name, over))
        if style is None:
            style = self.style_of("") + (self.style_of(name) if name else Style.null())
            segments = [Segment(" ", style + self.style_of(over) if over else style)]
            for colours in self.get_line_filters():
                segments = colours.apply(segments, self.background_colors[1])
            style = self._worn[name, over] = segments[0].style or Style.null()
        return style

    def notify_style_update(self) -> None:
        """Look the styles up anew."""
        super().notify_style_update()
        self._looked_up = None
        self._worn = None
