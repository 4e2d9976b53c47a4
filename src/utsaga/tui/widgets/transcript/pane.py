"""The pane in which a transcript is read and coded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from utsaga.model.span import Span
from utsaga.text.cursor import Cursor
from utsaga.text.safe import shown_line
from utsaga.text.transcript import Transcript
from utsaga.tui.widgets.transcript.canvas import Canvas
from utsaga.tui.widgets.transcript.heading import reading_place
from utsaga.tui.widgets.transcript.looks import NOWHERE, Looks
from utsaga.tui.widgets.transcript.marks import Mark
from utsaga.tui.widgets.transcript.palette import COMPONENTS, DEFAULT_CSS
from utsaga.tui.widgets.transcript.spans import Spans
from utsaga.tui.widgets.transcript.strips import MARGIN

MEASURE = 90
"""Cells of text on a row at most, unless set otherwise: longer lines are hard to read."""

_OVERLAP = 2  # rows that stay in sight over a page move, so that the reader finds her place
_WHEEL_ROWS = 3


class TranscriptPane(Canvas, can_focus=True):
    """A transcript with its codings in the margin, search hits, signs, and the selection.

    The pane has no keys: a screen moves a `Cursor` and sets it here. Nothing that it shows is ever read as
    markup. A theme may give it a border or padding, but it then paints slower.
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

    def __init__(self, *, measure: int = MEASURE, id: str | None = None, classes: str | None = None) -> None:
        """``measure`` is how many cells of text a row has at most."""
        super().__init__(measure=measure, id=id, classes=classes)
        self._cursor: Cursor | None = None
        self._landing: int | None = None
        self._times = False

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
        self._cursor = None
        self._landing = None
        self._load(None if transcript is None else Looks(transcript, marks), shown_line(title))
        self.cursor = cursor

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
        view = self._fitted()
        for span in self._looks.select(NOWHERE if cursor is None else cursor.selection):
            self._repaint_span(span)
        self._set_place(reading_place(self._looks.transcript, cursor, times=self._times))
        self._held = NOWHERE if cursor is None else cursor.span
        if view is None or cursor is None or (before and cursor.span == before.span):
            return
        landed = landing is not None and cursor.span.start <= landing < cursor.span.end
        if not landed and view.reveal(cursor.selection if view.holds(cursor.selection) else cursor.span):
            self._repaint_all()

    @property
    def times(self) -> bool:
        """Whether the heading says when the words at the cursor were said."""
        return self._times

    @times.setter
    def times(self, times: bool) -> None:
        self._times = times
        self._set_place(reading_place(self.transcript, self._cursor, times=times))

    def add_marks(self, marks: Iterable[Mark]) -> None:
        """Draw more codings, in place of those with the same ids."""
        if self._looks:
            with self._repainting_marks():
                self._looks.add_marks(marks)

    def remove_marks(self, ids: Iterable[str]) -> None:
        """Stop drawing the codings with these ids; unknown ones are passed over."""
        gone = list(ids)
        if self._looks and gone:
            with self._repainting_marks():
                self._looks.remove_marks(gone)

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Draw these codings and no others."""
        if self._looks:
            self._looks.set_marks(marks)
            self._repaint_changed()

    def set_hits(self, spans: Iterable[tuple[int, int]], current: Span | None = None) -> None:
        """Highlight search hits, one of them stronger."""
        if self._looks:
            self._looks.hits = Spans(spans)
            self._looks.current_hit = current or NOWHERE
            self._repaint_changed()

    @property
    def current_hit(self) -> Span | None:
        """The search hit that is highlighted stronger than the others."""
        return self._looks.current_hit if self._looks and self._looks.current_hit != NOWHERE else None

    @current_hit.setter
    def current_hit(self, span: Span | None) -> None:
        if self._looks:
            before, self._looks.current_hit = self._looks.current_hit, span or NOWHERE
            for hit in (before, self._looks.current_hit):
                self._repaint_span(hit)

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

    @property
    def has_changed(self) -> bool:
        """Whether such a sign stands anywhere."""
        return self._looks is not None and bool(self._looks.changed)

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
