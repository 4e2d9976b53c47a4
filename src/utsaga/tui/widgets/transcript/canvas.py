"""How the pane paints: the text laid out for its size, drawn a row at a time, repainted where it changed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from textual.cache import LRUCache
from textual.events import Resize
from textual.geometry import Region, Size
from textual.strip import Strip

from utsaga.model.span import Span
from utsaga.tui.widgets.kept_rows import KeptRows
from utsaga.tui.widgets.transcript.heading import draw_heading
from utsaga.tui.widgets.transcript.lanes import Laned
from utsaga.tui.widgets.transcript.looks import NOWHERE, Looks
from utsaga.tui.widgets.transcript.palette import Palette
from utsaga.tui.widgets.transcript.strips import MARGIN, Look, draw
from utsaga.tui.widgets.transcript.view import View

_STRIPS_KEPT = 512
_SLICE_SECONDS = 0.004
_SLICE_CHARACTERS = 8192


class Canvas(KeptRows):
    """A widget that paints `Looks` through a `View`, under a heading if it has a title.

    ``held`` is the stretch that stays in sight when the size changes, if it was in sight before.
    """

    # Textual restyles and refreshes a widget while it is being made.
    _palette: Palette | None = None

    def __init__(self, *, measure: int, id: str | None = None, classes: str | None = None) -> None:
        """``measure`` is how many cells of text a row has at most."""
        super().__init__(id=id, classes=classes)
        self._measure = measure
        self._looks: Looks | None = None
        self._view: View | None = None
        self._held = NOWHERE
        self._title = ""
        self._place = ""
        self._strips: LRUCache[Look, Strip] = LRUCache(_STRIPS_KEPT)
        self._painted: dict[int, Look] = {}
        self._size_drawn = Size(0, 0)
        self._laying_out = False

    def _load(self, looks: Looks | None, title: str) -> None:
        """Start anew with another text."""
        self._looks = looks
        self._view = View(looks.transcript.shown) if looks else None
        self._held = NOWHERE
        self._title = title
        self._place = ""
        self._strips.clear()
        self._painted.clear()
        self.refresh()
        self._lay_out_rest()

    def draw_rows(self, ys: Sequence[int]) -> Iterator[Strip]:
        """Draw these rows; what looks as it has looked before is not drawn again."""
        palette, view, width = self._styles(), self._fitted(), self.size.width
        for y, look in zip(ys, self._looks_at(ys, view), strict=True):
            if look is None:
                yield draw_heading(self._title, self._place, width, palette.title)
                continue
            self._painted[y] = look
            strip = self._strips.get(look)
            if strip is None:
                rows = view.rows if view and look.row >= 0 else None
                strip = self._strips[look] = draw(look, rows, palette, width)
            yield strip

    def _looks_at(self, ys: Iterable[int], view: View | None) -> Iterator[Look | None]:
        """The looks of rows of the pane; None for the heading."""
        visible, thumb = (view.visible, view.thumb()) if view else (range(0), range(0))
        above = self._title_rows
        for y in ys:
            row = (view.top if view else 0) + y - above
            lit = (y - above in thumb) if thumb else None
            if y < above:
                yield None
            elif view is None or self._looks is None or row not in visible:
                yield Look(-1, thumb=lit)
            else:
                yield self._looks.of(row, view.rows, top=row == view.top, thumb=lit)

    def notify_style_update(self) -> None:
        """Read the styles anew."""
        super().notify_style_update()
        self._palette = None

    def _styles(self) -> Palette:
        if self._palette is None:
            self._palette = Palette(self)
            self._strips.clear()
        return self._palette

    @property
    def _title_rows(self) -> int:
        return 1 if self._title else 0

    def _set_place(self, place: str) -> None:
        """Say in the heading where the reader is."""
        if place != self._place:
            self._place = place
            if self._title_rows:
                self.refresh(Region(0, 0, self.size.width, 1))

    def _repaint_span(self, span: Span) -> None:
        view = self._fitted()
        if view and (rows := view.rows_of(span)):
            top = view.top - self._title_rows
            self.refresh(Region(0, rows[0] - top, self.size.width, len(rows)))

    def _repaint_changed(self) -> None:
        """Repaint the rows that no longer look as they were painted."""
        view = self._fitted()
        if view:
            width, height = self.size
            ys = range(self._title_rows, height)
            looks = zip(ys, self._looks_at(ys, view), strict=True)
            changed = [Region(0, y, width, 1) for y, look in looks if self._painted.get(y) != look]
            if changed:
                self.refresh(*changed)

    @contextmanager
    def _repainting_marks(self) -> Iterator[None]:
        """Repaint the rows on which other marks stand afterwards, or in other lanes."""
        before = self._standing_in_sight()
        yield
        ys = range(self._title_rows, self.size.height)
        standing = zip(ys, before, self._standing_in_sight(), strict=False)
        changed = [Region(0, y, self.size.width, 1) for y, was, now in standing if was != now]
        if changed:
            self.refresh(*changed)

    def _standing_in_sight(self) -> list[list[Laned]]:
        view, looks = self._fitted(), self._looks
        return [looks.standing(row, view.rows) for row in view.visible] if view and looks else []

    def _repaint_all(self) -> None:
        width, height = self.size
        self.refresh(Region(0, self._title_rows, width, height - self._title_rows))

    def _fitted(self) -> View | None:
        """The view, laid out for the pane's size; None without a text or before there is a size."""
        view, size = self._view, self.size
        if view is None or not size:
            return None
        if size != self._size_drawn:
            self._size_drawn = size
            self._strips.clear()
            self._painted.clear()
        width = min(self._measure, size.width - MARGIN - 1)
        height = size.height - self._title_rows
        if not view.fits(width, height):
            in_sight = not view.height or len(view.rows_of(self._held)) > 0
            view.fit(width, height)
            if in_sight and self._held != NOWHERE:
                view.reveal(self._held)
        return view

    def _lay_out_rest(self) -> None:
        """Lay out the rest of the text between keys, so that jumps far down need not wait for it."""
        if not self._laying_out:
            self._laying_out = True
            self.call_later(self._lay_out_slice)

    def _lay_out_slice(self) -> None:
        self._laying_out = False
        view = self._fitted()
        if view is None or view.rows.complete:
            return
        until = time.monotonic() + _SLICE_SECONDS
        while not view.rows.complete and time.monotonic() < until:
            view.rows.extend(view.rows.laid_out + _SLICE_CHARACTERS)
        if view.rows.complete:
            self._repaint_changed()
        else:
            self._lay_out_rest()

    def on_resize(self, event: Resize) -> None:
        """Lay the text out for the new size."""
        event.stop()
        self._lay_out_rest()
