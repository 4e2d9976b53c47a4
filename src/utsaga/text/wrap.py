"""Rows: a text laid out for a width, by where each row begins.

Rows break at the last space that fits, else where the width ends; never inside a grapheme cluster. They
cover the text without a gap: the space or line break at which a row ends belongs to it and is not drawn.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right

from utsaga.model.span import Span
from utsaga.text.cells import Columns, Unplain, cluster_width, columns_of, graphemes

_MARKS_PER_CELL = 16  # so many characters are read for a cell at most: an endless pile of accents is cut


class Rows:
    """The rows of a text at a width, laid out from the top as far as somebody has asked.

    What has been laid out never changes, so that a text of any length shows its first rows at once.
    Rows are numbered from 0; every text has at least one. Offsets are code points.
    """

    def __init__(self, text: str, width: int, unplain: Unplain | None = None) -> None:
        """Prepare the rows of a text that is safe to show, at most ``width`` (at least 1) cells wide.

        ``unplain`` carries over what is known about the text from its rows at another width.
        """
        self.text = text
        self.width = max(width, 1)
        self.unplain = unplain or Unplain(text)
        self._starts = array("L", (0,))
        self._end = 0

    @property
    def laid_out(self) -> int:
        """Up to which offset there are rows."""
        return self._end

    @property
    def complete(self) -> bool:
        """Whether all of the text has been laid out."""
        return self._end >= len(self.text)

    @property
    def known(self) -> int:
        """How many rows have been laid out."""
        return len(self._starts) - 1 if self.text else 1

    @property
    def likely(self) -> int:
        """How many rows the whole text has: exact when complete, else by proportion."""
        if self.complete or not self._end:
            return max(self.known, 1)
        return max(self.known * len(self.text) // self._end, self.known)

    def extend(self, offset: int) -> None:
        """Lay out at least as far as an offset."""
        stop = min(offset + 1, len(self.text))
        while self._end < stop:
            self._end = self._lay_out(self._end, stop)

    def extend_to_row(self, row: int) -> None:
        """Lay out at least as far as a row, or all of the text when it has fewer."""
        while self.known <= row and not self.complete:
            self.extend(self._end + max((row + 1 - self.known) * self.width, self.width))

    def count(self) -> int:
        """How many rows the text has; lays out all of it."""
        self.extend(len(self.text))
        return self.known

    def span(self, row: int) -> Span:
        """What a row that has been laid out holds, with the space or line break that ends it.

        Raises:
            IndexError: no such row.
        """
        if not self.text and row == 0:
            return Span(0, 0)
        return Span(self._starts[row], self._starts[row + 1])

    def drawn(self, row: int) -> Span:
        """What of a row is drawn: without its line break, and without a space that would not fit."""
        start, end = self.span(row)
        last = self.text[start:end][-1:]
        hidden = last == "\n" or (last == " " and self.columns(row).width > self.width)
        return Span(start, end - hidden)

    def columns(self, row: int) -> Columns:
        """Columns of a row, the space that is not drawn among them; offsets count from the row's start."""
        start, end = self.span(row)
        return columns_of(self.text[start:end])

    def row_at(self, offset: int) -> int:
        """The row that holds an offset; the last one for the end of the text. Lays out as far as that."""
        self.extend(offset)
        return max(min(bisect_right(self._starts, max(offset, 0)), self.known) - 1, 0)

    def _lay_out(self, position: int, stop: int) -> int:
        """Add rows from a position until past ``stop``, or until a row has characters that are not plain."""
        reach = self.width + 1
        unplain = self.unplain.at_or_after(position, stop + reach + 1)
        # The character after a row must be plain too: an accent there belongs to the blank before it.
        plain_stop = min(stop, unplain - reach - 1)
        if position <= plain_stop:
            position = self._plain_rows(position, plain_stop)
        if position >= stop:
            return position
        if unplain == len(self.text) and len(self.text) - position <= reach:
            return self._last_rows(position)
        return self._cluster_row(position)

    def _plain_rows(self, position: int, stop: int) -> int:
        """Add rows until one ends past ``stop``; a row's reach past there must be plain and in the text."""
        find, rfind, add = self.text.find, self.text.rfind, self._starts.append
        reach = self.width + 1
        while position <= stop:
            ahead = position + reach
            cut = find("\n", position, ahead)
            if cut < 0:
                cut = rfind(" ", position, ahead)
                if cut < 0:
                    cut = ahead - 2
            position = cut + 1
            add(position)
        return position

    def _last_rows(self, position: int) -> int:
        """Add the rows of the plain end of the text, which is at most one longer than a row."""
        while position < len(self.text):
            cut = self.text.find("\n", position)
            if cut < 0 and len(self.text) - position > self.width:
                cut = self.text.rfind(" ", position)
                cut = cut if cut >= 0 else position + self.width - 1
            position = cut + 1 if cut >= 0 else len(self.text)
            self._starts.append(position)
        return position

    def _cluster_row(self, position: int) -> int:
        """Add one row, cluster by cluster."""
        limit = min(position + (self.width + 1) * _MARKS_PER_CELL, len(self.text))
        cells, at, after_space = 0, position, -1
        for cluster in graphemes(self.text, position, limit):
            if cluster == "\n":
                at += 1
                break
            if cluster == " ":
                after_space = at + 1
            cells += cluster_width(cluster)
            if cells > self.width:
                if after_space > position:
                    at = after_space
                break
            at += len(cluster)
        if at == position:
            at += self._forced_cut(self.text[position:limit])
        self._starts.append(at)
        return at

    def _forced_cut(self, rest: str) -> int:
        """How much fits of a cluster that is wider than a row; at least a character."""
        lengths = range(1, len(next(graphemes(rest))))
        return max(bisect_right(lengths, self.width, key=lambda length: cluster_width(rest[:length])), 1)
