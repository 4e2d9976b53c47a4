"""How wide text is on a terminal: cells, grapheme clusters, and columns within a row.

A *cluster* is what a reader takes for one character (a letter with its accents, a family emoji): it is
never split, and everything that is highlighted or counted snaps to its edges. Widths agree with those of
the screen's compositor (Rich), so that no row is longer on the screen than it was counted to be.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

# Characters that are one cell wide and a cluster of their own wherever they stand. Everything else goes
# the slow way, so that the list only has to hold what interviews in European languages are made of.
_PLAIN = (
    "\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2100-\u2189\u2190-\u2319\u2400-\u2426\u2500-\u25fc"
)
_SEARCH_UNPLAIN = re.compile(f"[^{_PLAIN}]").search
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_REGIONAL = range(0x1F1E6, 0x1F200)
_BLOCK = 1 << 16
_ORDINARY = 16  # clusters longer than this are somebody's joke and not worth remembering


def graphemes(text: str, start: int = 0, end: int | None = None) -> Iterator[str]:
    """The grapheme clusters of a stretch of text."""
    # The tables take a sixth of Textual's own time to import, and most interviews never need them.
    from wcwidth import iter_graphemes

    return iter_graphemes(text, start, end)


def is_plain(text: str) -> bool:
    """Whether every character is one cell wide and a cluster of its own."""
    return text.isascii() or _SEARCH_UNPLAIN(text) is None


def shortened(text: str, cells: int) -> str:
    """A text, or its beginning and an ellipsis, in at most some cells."""
    columns = columns_of(text)
    if columns.width <= cells:
        return text
    kept = text[: columns.index(max(cells - 1, 0))]
    return f"{kept.rstrip()}…" if cells > 0 else ""


def shortened_inside(text: str, cells: int) -> str:
    """A text, or its two ends with an ellipsis between them, in at most some cells.

    Names of files and paths of codes often differ at their ends alone.

    >>> shortened_inside("Regler / Egna / tänja på reglerna", 20)
    'Regler / Eg…reglerna'
    """
    columns = columns_of(text)
    if columns.width <= cells:
        return text
    begin = text[: columns.index(max(cells - 1, 0) * 3 // 5)].rstrip()
    last = max(cells - 1 - columns_of(begin).width, 0)
    rest = text[columns.index(columns.width - last) :] if last else ""
    while columns_of(rest).width > last:  # a wide character stands astride the edge
        rest = rest[1:]
    return f"{begin}…{rest}" if cells > 0 else ""


class Unplain:
    """Finds characters of a text that are not plain; remembers what was searched, a block at a time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain_blocks: set[int] = set()

    def at_or_after(self, start: int, stop: int) -> int:
        """Offset of the first such character from ``start`` on; where none is found, some offset from
        ``stop`` on before which there is none (at most the length of the text)."""
        length = len(self._text)
        while start < min(stop, length):
            block = start // _BLOCK
            block_end = min((block + 1) * _BLOCK, length)
            if block not in self._plain_blocks:
                found = _SEARCH_UNPLAIN(self._text, start, block_end)
                if found:
                    return found.start()
                if start == block * _BLOCK:
                    self._plain_blocks.add(block)
            start = block_end
        return min(start, length)


def cluster_width(cluster: str) -> int:
    """Cells that a grapheme cluster takes."""
    return _known_width(cluster) if len(cluster) <= _ORDINARY else _cluster_width(cluster)


def _cluster_width(cluster: str) -> int:
    from wcwidth import wcwidth, width

    total = 0
    joined = False
    base = ""
    for character in cluster:
        if joined:
            joined = False
        elif character == _JOINER:
            joined = True
        elif character == _EMOJI_STYLE:
            total += bool(base) and width(base + _EMOJI_STYLE) > max(wcwidth(base), 0)
            base = ""
        elif cells := _lone_width(character, wcwidth(character)):
            total += cells
            base = character
    return total


_known_width = lru_cache(maxsize=8192)(_cluster_width)


def _lone_width(character: str, cells: int) -> int:
    """Cells of a character that is no part of a sequence, by the cells that it has by the tables."""
    code = ord(character)
    if code in _REGIONAL:
        return 1
    return 0 if code in _SKIN_TONES else max(cells, 0)


class Columns:
    """Where the characters of one row stand: indices into the row against columns, both from 0.

    This one is for rows in which every character takes one cell; `columns_of` picks the right kind.
    """

    __slots__ = ("length",)

    def __init__(self, length: int) -> None:
        self.length = length

    @property
    def width(self) -> int:
        """Cells that the row takes."""
        return self.length

    def column(self, index: int) -> int:
        """Column at which the cluster that holds a character begins; the row's width from its end on."""
        return min(max(index, 0), self.length)

    def index(self, column: int) -> int:
        """Index of the first character of the cluster that covers a column; the row's length past its end."""
        return min(max(column, 0), self.length)

    def snap(self, start: int, end: int) -> tuple[int, int]:
        """The smallest run of whole clusters that holds the characters ``start`` to ``end``."""
        return start, end


class ClusterColumns(Columns):
    """Columns of a row with wide characters, accents of their own, or emoji."""

    __slots__ = ("_columns", "_starts")

    def __init__(self, row: str) -> None:
        super().__init__(len(row))
        self._starts = starts = [0]
        self._columns = columns = [0]
        for cluster in graphemes(row):
            starts.append(starts[-1] + len(cluster))
            columns.append(columns[-1] + cluster_width(cluster))

    @property
    def width(self) -> int:
        """Cells that the row takes."""
        return self._columns[-1]

    def column(self, index: int) -> int:
        """Column at which the cluster that holds a character begins; the row's width from its end on."""
        return self._columns[bisect_right(self._starts, max(index, 0)) - 1]

    def index(self, column: int) -> int:
        """Index of the first character of the cluster that covers a column; the row's length past its end."""
        return self._starts[bisect_right(self._columns, max(column, 0)) - 1]

    def snap(self, start: int, end: int) -> tuple[int, int]:
        """The smallest run of whole clusters that holds the characters ``start`` to ``end``."""
        first = self._starts[bisect_right(self._starts, max(start, 0)) - 1]
        if end <= start:
            return first, first
        last = bisect_right(self._starts, end - 1)
        return first, self._starts[min(last, len(self._starts) - 1)]


def columns_of(row: str) -> Columns:
    """Columns of a row of text: at once for plain text, remembered for the rest."""
    return Columns(len(row)) if is_plain(row) else _cluster_columns(row)


@lru_cache(maxsize=1024)
def _cluster_columns(row: str) -> ClusterColumns:
    return ClusterColumns(row)
