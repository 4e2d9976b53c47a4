"""A widget that draws its own rows, and keeps them until they are refreshed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Self

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class KeptRows(Widget):
    """Passes Textual's own cache of rows by, which costs more for a row than to draw it.

    Borders, padding and opacity are Textual's: a widget that has them is drawn in its way.
    """

    # Textual restyles and refreshes a widget while it is being made.
    _kept: dict[int, Strip]
    _kept_size = Size(0, 0)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Start without rows."""
        self._kept = {}
        super().__init__(id=id, classes=classes)

    @abstractmethod
    def draw_rows(self, ys: Sequence[int]) -> Iterable[Strip]:
        """Draw these rows, each as wide as the widget (``_kept_size``: Textual works ``size`` out anew)."""

    def render_line(self, y: int) -> Strip:
        """Draw one row, for Textual's own way of painting."""
        self._kept_size = self.size
        (strip,) = self.draw_rows([y])
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the rows that are asked for (Textual asks for all of them); draw those that are not kept."""
        if self.styles.gutter or self.opacity < 1:
            return super().render_lines(crop)
        kept, size = self._kept, self.size
        if size != self._kept_size:
            self._kept_size = size
            kept.clear()
        missing = [y for y in crop.line_range if y not in kept]
        if missing:
            self._kept |= zip(missing, self.draw_rows(missing), strict=True)
        strips = [kept[y] for y in crop.line_range]
        if crop.column_span != (0, size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def repaint_changed(self) -> None:
        """Draw all rows that are kept, and repaint those that look different now."""
        kept, size = dict(self._kept), self.size
        if not kept or size != self._kept_size:
            self.refresh()
            return
        changed: dict[int, Strip] = {}
        for y, strip in zip(kept, self.draw_rows(list(kept)), strict=True):
            if strip is not kept[y] and strip != kept[y]:
                changed[y] = strip
        if changed:
            self.refresh(*(Region(0, y, size.width, 1) for y in changed))
            self._kept |= changed

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw these regions anew, all without any."""
        if not regions:
            self._kept.clear()
        for region in regions:
            for y in region.line_range:
                self._kept.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Draw in other colours."""
        super().notify_style_update()
        self._kept.clear()
