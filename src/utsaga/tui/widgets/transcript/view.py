"""Which rows of a text are in sight, and how that moves."""

from __future__ import annotations

from utsaga.model.span import Span
from utsaga.text.cells import Unplain
from utsaga.text.wrap import Rows


class View:
    """A window over the rows of a text, which keeps its first visible character when it is resized.

    ``top`` is the first visible row, ``height`` the number of rows that fit. Moves lay out as much of
    the text as they need, and say whether the window moved.
    """

    def __init__(self, text: str) -> None:
        """Look at the top of a text that is safe to show."""
        self._text = text
        self._unplain = Unplain(text)
        self._anchor = 0
        self.rows = Rows(text, 1, self._unplain)
        self.top = 0
        self.height = 0

    def fits(self, width: int, height: int) -> bool:
        """Whether the text is laid out for this width in cells and height in rows."""
        return (max(width, 1), max(height, 1)) == (self.rows.width, self.height)

    def fit(self, width: int, height: int) -> None:
        """Lay the text out for a width in cells and a height in rows."""
        if max(width, 1) != self.rows.width:
            self.rows = Rows(self._text, width, self._unplain)
        self.height = max(height, 1)
        self.top = self._clamped(self.rows.row_at(self._anchor))

    @property
    def visible(self) -> range:
        """The rows in sight."""
        self.rows.extend_to_row(self.top + self.height)
        return range(self.top, min(self.top + self.height, self.rows.known))

    @property
    def span(self) -> Span:
        """The text in sight."""
        rows = self.visible
        return Span(self.rows.span(rows[0]).start, self.rows.span(rows[-1]).end)

    def rows_of(self, span: Span) -> range:
        """The rows in sight on which a stretch stands."""
        sight = self.span
        start, end = max(span.start, sight.start), min(span.end, sight.end)
        if start >= end:
            return range(0)
        return range(self.rows.row_at(start), self.rows.row_at(end - 1) + 1)

    def scroll_to(self, row: int) -> bool:
        """Put a row at the top, as far as the text reaches."""
        top = self._clamped(row)
        if top == self.top:
            return False
        self.top = top
        self._anchor = self.rows.span(top).start
        return True

    def reveal(self, span: Span) -> bool:
        """Bring a stretch in sight: by a third of a page when that does, else to a third from the top."""
        first, last = self._ends(span)
        if self.top <= first and last < self.top + self.height:
            return False
        third = max(self.height // 3, 1)
        near = self.top + (third if first >= self.top else -third)
        if near <= first and last < near + self.height:
            return self.scroll_to(near)
        return self.scroll_to(min(max(first - third, last - self.height + 1), first))

    def holds(self, span: Span) -> bool:
        """Whether a stretch can be in sight as a whole."""
        first, last = self._ends(span)
        return last - first < self.height

    def bring(self, span: Span, context: int) -> bool:
        """Bring a stretch in sight with rows of context above and below, where the text has them."""
        first, last = self._ends(span)
        context = min(context, max(self.height - 1, 0) // 2)
        if self.top <= max(first - context, 0) and last + context < self.top + self.height:
            return False
        return self.scroll_to(max(first - max(context, self.height // 3), 0))

    def thumb(self) -> range:
        """The rows of the window, from 0, that the scroll mark covers; none when all is in sight."""
        total = self.rows.likely
        if total <= self.height:
            return range(0)
        length = max(self.height * self.height // total, 1)
        start = round(self.top * (self.height - length) / (total - self.height))
        start = min(start, self.height - length)
        return range(start, start + length)

    def _ends(self, span: Span) -> tuple[int, int]:
        first = self.rows.row_at(span.start)
        return first, self.rows.row_at(max(span.end - 1, span.start))

    def _clamped(self, row: int) -> int:
        row = max(row, 0)
        self.rows.extend_to_row(row + self.height)
        return min(row, max(self.rows.known - self.height, 0)) if self.rows.complete else row
