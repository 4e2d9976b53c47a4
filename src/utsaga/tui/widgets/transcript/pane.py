"""The pane in which a transcript is read and coded."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import ClassVar

from textual.cache import LRUCache
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from utsaga.model.span import Span
from utsaga.text.cursor import Cursor
from utsaga.text.safe import shown_line
from utsaga.text.transcript import Transcript
from utsaga.tui.widgets.transcript.heading import draw_heading, reading_place
from utsaga.tui.widgets.transcript.looks import NOWHERE, Looks
from utsaga.tui.widgets.transcript.marks import Mark
from utsaga.tui.widgets.transcript.palette import COMPONENTS, DEFAULT_CSS, Palette
from utsaga.tui.widgets.transcript.spans import Spans
from utsaga.tui.widgets.transcript.strips import MARGIN, Look, draw
from utsaga.tui.widgets.transcript.view import View

MEASURE = 90
"""Cells of text on a row at most, unless set otherwise: longer lines are hard to read."""

_STRIPS_KEPT = 512
_SLICE_SECONDS = 0.004
_SLICE_CHARACTERS = 8192
_OVERLAP = 2  # rows that stay in sight over a page move, so that the reader finds her place
_WHEEL_ROWS = 3


class TranscriptPane(Widget, can_focus=True):
    """A transcript with its codings in the margin, search hits, signs, and the selection.

    The pane has no keys: a screen moves a `Cursor` and sets it here. It takes no border or padding from
    a theme gladly (it then paints slower), and nothing that it shows is ever read as markup.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)
    DEFAULT_CSS = DEFAULT_CSS

    class Clicked(Message):
        """The mouse was clicked on the text; the screen decides what that means."""

        def __init__(self, pane: TranscriptPane, offset: int) -> None:
            """``offset`` is the code point under the mouse."""
            super().__init__()
            self.pane = pane
            self.offset = offset

        @property
        def control(self) -> TranscriptPane:
            """The pane that was clicked."""
            return self.pane

    # Textual restyles a widget while it is being made.
    _palette: Palette | None = None

    def __init__(self, *, measure: int = MEASURE, id: str | None = None, classes: str | None = None) -> None:
        """``measure`` is how many cells of text a row has at most."""
        super().__init__(id=id, classes=classes)
        self._measure = measure
        self._looks: Looks | None = None
        self._view: View | None = None
        self._cursor: Cursor | None = None
        self._title = ""
        self._place = ""
        self._landing: int | None = None
        self._strips: LRUCache[Look, Strip] = LRUCache(_STRIPS_KEPT)
        self._painted: dict[int, Look] = {}
        self._size_drawn = Size(0, 0)

    # What is shown

    def show(
        self,
        transcript: Transcript | None,
        marks: Iterable[Mark] = (),
        *,
        cursor: Cursor | None = None,
        title: str = "",
    ) -> None:
        """Show a transcript from its top, or at the cursor; None empties the pane.

        ``title`` (made safe here) stands on a row of its own at the top; without one there is no such row.
        """
        self._looks = None if transcript is None else Looks(transcript, marks)
        self._view = None if transcript is None else View(transcript.shown)
        self._cursor = None
        self._title = shown_line(title)
        self._place = ""
        self._landing = None
        self._strips.clear()
        self._painted.clear()
        self.cursor = cursor
        self.refresh()
        self.call_later(self._lay_out_more)

    @property
    def transcript(self) -> Transcript | None:
        """The transcript that is shown."""
        return self._looks.transcript if self._looks else None

    @property
    def cursor(self) -> Cursor | None:
        """The cursor; setting it highlights its selection and brings its unit in sight."""
        return self._cursor

    @cursor.setter
    def cursor(self, cursor: Cursor | None) -> None:
        before, self._cursor = self._cursor, cursor
        landing, self._landing = self._landing, None
        if self._looks is None:
            return
        selection = NOWHERE if cursor is None else cursor.selection
        changed = _difference(self._looks.selection, selection)
        self._looks.selection = selection
        view = self._fitted()
        if view is None:
            return
        for span in changed:
            self._repaint_span(span)
        if cursor is not None and (before is None or cursor.span != before.span):
            landed = landing is not None and cursor.span.start <= landing < cursor.span.end
            if not landed and view.reveal(cursor.span):
                self._repaint_all()
        self._update_heading()

    def add_marks(self, marks: Iterable[Mark]) -> None:
        """Draw more codings, in place of those with the same ids."""
        if self._looks:
            self._looks.add_marks(marks)
            self._repaint_changed()

    def remove_marks(self, ids: Iterable[str]) -> None:
        """Stop drawing the codings with these ids; unknown ones are passed over."""
        if self._looks:
            self._looks.remove_marks(ids)
            self._repaint_changed()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Draw these codings and no others."""
        if self._looks:
            self._looks.set_marks(marks)
            self._repaint_changed()

    def set_hits(self, spans: Iterable[tuple[int, int]], current: Span | None = None) -> None:
        """Highlight search hits, one of them stronger."""
        if self._looks:
            self._looks.hits = Spans(spans)
            self.current_hit = current

    @property
    def current_hit(self) -> Span | None:
        """The search hit that is highlighted stronger than the others."""
        return self._looks.current_hit if self._looks and self._looks.current_hit != NOWHERE else None

    @current_hit.setter
    def current_hit(self, span: Span | None) -> None:
        if self._looks:
            self._looks.current_hit = span or NOWHERE
            self._repaint_changed()

    def set_notes(self, spans: Iterable[tuple[int, int]]) -> None:
        """Put a sign beside the rows where passages that carry a memo begin."""
        if self._looks:
            self._looks.notes = Spans(spans)
            self._repaint_changed()

    def set_changed(self, spans: Iterable[tuple[int, int]]) -> None:
        """Put a sign beside passages whose words have changed in the file."""
        if self._looks:
            self._looks.changed = Spans(spans)
            self._repaint_changed()

    def set_dimmed(self, spans: Iterable[tuple[int, int]]) -> None:
        """Draw passages fainter, back-channels for instance."""
        if self._looks:
            self._looks.dimmed = Spans(spans)
            self._repaint_changed()

    # What is in sight

    @property
    def measure(self) -> int:
        """How many cells of text a row has at most."""
        return self._measure

    @measure.setter
    def measure(self, measure: int) -> None:
        self._measure = measure
        self._strips.clear()
        self.refresh()

    @property
    def visible_span(self) -> Span:
        """The text in sight; empty while nothing is shown."""
        view = self._fitted()
        return view.span if view else NOWHERE

    def scroll_to_offset(self, offset: int, *, context: int = 2) -> None:
        """Bring a place in sight with rows of context around it; the cursor stays where it is."""
        view = self._fitted()
        if view and view.bring(Span(offset, offset + 1), context):
            self._repaint_all()

    def scroll_rows(self, rows: int) -> bool:
        """Scroll by rows, up when negative; whether anything moved. The cursor stays where it is."""
        view = self._fitted()
        if view is None or not view.scroll_to(view.top + rows):
            return False
        self._repaint_all()
        return True

    def page(self, pages: float) -> int:
        """Scroll by pages, up when negative; return the place to which the cursor should then be moved.

        That is as far from the top as the cursor was, or the end of the text when nothing could move.
        """
        view = self._fitted()
        if view is None:
            return 0
        rows = round(abs(pages) * max(view.height - _OVERLAP, 1)) or 1
        held = self._cursor.span.start if self._cursor else 0
        sight = view.span
        below = view.rows.row_at(held) - view.top if sight.start <= held < sight.end else 0
        if self.scroll_rows(rows if pages > 0 else -rows):
            row = min(view.top + below, view.visible[-1])
            self._landing = view.rows.span(row).start
            return self._landing
        return len(view.rows.text) if pages > 0 else 0

    def offset_at(self, x: int, y: int) -> int | None:
        """The code point drawn at a cell of the pane, the nearest one on its row; None off the text."""
        view = self._fitted()
        row = (view.top + y - self._title_rows) if view else -1
        if view is None or y < self._title_rows or row not in view.visible:
            return None
        start, end = view.rows.span(row)
        return min(start + view.rows.columns(row).index(x - MARGIN), max(end - 1, start))

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows, past Textual's own cache, which costs more than this one."""
        if self.styles.gutter or self.opacity < 1:
            return super().render_lines(crop)
        palette, view, width = self._styles(), self._fitted(), self.size.width
        strips = [self._strip(y, view, palette, width) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, palette.background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw one row, for Textual's own way of painting."""
        return self._strip(y, self._fitted(), self._styles(), self.size.width)

    def _strip(self, y: int, view: View | None, palette: Palette, width: int) -> Strip:
        if y < self._title_rows:
            return draw_heading(self._title, self._place, width, palette.title)
        look = self._painted[y] = self._look(y, view)
        strip = self._strips.get(look)
        if strip is None:
            rows = view.rows if view and look.row >= 0 else None
            strip = self._strips[look] = draw(look, rows, palette, width)
        return strip

    def notify_style_update(self) -> None:
        """Read the styles anew."""
        super().notify_style_update()
        self._palette = None

    def _styles(self) -> Palette:
        if self._palette is None:
            self._palette = Palette(self, colourless=self.app.no_color)
            self._strips.clear()
        return self._palette

    def _look(self, y: int, view: View | None) -> Look:
        if view is None or self._looks is None:
            return Look(-1)
        covered = view.thumb()
        thumb = (y - self._title_rows in covered) if covered else None
        row = view.top + y - self._title_rows
        if row not in view.visible:
            return Look(-1, thumb=thumb)
        return self._looks.of(row, view.rows, top=row == view.top, thumb=thumb)

    @property
    def _title_rows(self) -> int:
        return 1 if self._title else 0

    def _update_heading(self) -> None:
        place = reading_place(self.transcript, self._cursor)
        if place != self._place:
            self._place = place
            if self._title_rows:
                self.refresh(Region(0, 0, self.size.width, 1))

    def _repaint_span(self, span: Span) -> None:
        if self._view and (rows := self._view.rows_of(span)):
            top = self._view.top - self._title_rows
            self.refresh(Region(0, rows[0] - top, self.size.width, len(rows)))

    def _repaint_changed(self) -> None:
        """Repaint the rows that no longer look as they were painted."""
        view = self._fitted()
        if view:
            for y in range(self._title_rows, self.size.height):
                if self._painted.get(y) != self._look(y, view):
                    self.refresh(Region(0, y, self.size.width, 1))

    def _repaint_all(self) -> None:
        width, height = self.size
        self.refresh(Region(0, self._title_rows, width, height - self._title_rows))

    # Layout

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
            held = self._cursor.span if self._cursor else NOWHERE
            in_sight = not view.height or bool(view.rows_of(held))
            view.fit(width, height)
            if self._cursor and in_sight:
                view.reveal(held)
        return view

    def _lay_out_more(self) -> None:
        """Lay out the rest of the text in small slices, between keys."""
        view = self._fitted()
        if view is None or view.rows.complete:
            return
        until = time.monotonic() + _SLICE_SECONDS
        while not view.rows.complete and time.monotonic() < until:
            view.rows.extend(view.rows.laid_out + _SLICE_CHARACTERS)
        if view.rows.complete:
            self._repaint_changed()
        else:
            self.call_later(self._lay_out_more)

    def on_resize(self, event: Resize) -> None:
        """Lay the text out for the new size."""
        event.stop()
        self._lay_out_more()

    # The mouse

    def on_click(self, event: Click) -> None:
        """Say which place was clicked."""
        offset = self.offset_at(event.x, event.y)
        if offset is not None:
            self.post_message(self.Clicked(self, offset))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.scroll_rows(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.scroll_rows(-_WHEEL_ROWS)


def _difference(before: Span, after: Span) -> list[Span]:
    """The stretches that are in one selection and not in the other."""
    if not before.overlaps(after):
        return [span for span in (before, after) if span.start < span.end]
    edges = (sorted((before.start, after.start)), sorted((before.end, after.end)))
    return [Span(start, end) for start, end in edges if start < end]
