"""From the screen that the terminal shows to the one it should show, in the fewest bytes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from utsaga.tui.terminal.cells import Row, agreed
from utsaga.tui.terminal.differences import differing_columns, spans
from utsaga.tui.terminal.pens import PLAIN, Pen, change, for_blanks
from utsaga.tui.terminal.scroll import Scroll, find_scroll
from utsaga.tui.terminal.upright import Upright, upright_runs, without

Rows = Sequence[Row]
_LONGEST_BLANK = " " * 12
"""What is still written rather than erased, which takes up to 10 bytes with the move after it."""
_LONG_BLANK = re.compile(f"{_LONGEST_BLANK}+")
_NEXT_LINE = "\x1bE"
"""NEL: as CR LF, of which the terminal driver would make CR CR LF."""
_DOWN = "\v"
"""A line feed that keeps the column; the terminal driver leaves it alone."""
_FEW_STEPS = 6
_WORTH_ERASING = 4
_LEAST_FOR_A_ROW = 8
"""Bytes below which no row that changed can be written where nothing has scrolled."""


class Encoder:
    """Writes one frame. Knows the pen that is set, and the cursor's place as far as it is certain.

    ``erases_with_background``: whether the terminal fills what it erases with the current background.
    ``y`` or ``x`` is None where the place is not certain: at the start, and after a cluster whose width
    terminals do not agree about; the next move is then an absolute one.
    """

    def __init__(self, width: int, pen: Pen | None, *, erases_with_background: bool = True) -> None:
        self.pen = pen
        self.y: int | None = None
        self.x: int | None = None
        self._right = width
        self._erases_with_background = erases_with_background
        self._out: list[str] = []

    @property
    def text(self) -> str:
        """The frame so far."""
        return "".join(self._out)

    def move(self, y: int, x: int) -> None:
        """Put the cursor on a cell."""
        if self.y == y and self.x == x:
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"]
        if self.y == y:
            ways.append(f"\x1b[{x + 1}G" if x else "\r")
            if self.x is not None:
                steps = abs(x - self.x)
                ways.append(f"\x1b[{steps if steps > 1 else ''}{'C' if x > self.x else 'D'}")
                if x < self.x:
                    ways.append("\b" * steps)
        elif y == (self.y or 0) + 1 and self.y is not None:
            ways.append(f"{_NEXT_LINE}\x1b[{x}C" if x else _NEXT_LINE)
            if self.x is not None and 0 <= self.x - x <= _FEW_STEPS:
                ways.append(_DOWN + "\b" * (self.x - x))
        elif self.y is not None and x == self.x:
            steps = abs(y - self.y)
            ways.append(f"\x1b[{steps if steps > 1 else ''}{'B' if y > self.y else 'A'}")
        self._out.append(min(ways, key=len))
        self.y, self.x = y, x

    def clear(self, ground: Pen) -> None:
        """Erase the whole screen to this ground."""
        self._use(ground)
        self._out.append("\x1b[2J")

    def scroll(self, scroll: Scroll, height: int) -> None:
        """Let the terminal move whole rows itself; the rows that come free are plain."""
        self._use(for_blanks(self.pen, PLAIN))
        within = scroll.bottom < height
        if within:
            self._out.append(f"\x1b[{scroll.top + 1};{scroll.bottom}r")
            self.y = self.x = None  # home on most terminals, but not on all
        self.move(scroll.top, 0)
        steps = abs(scroll.up)
        self._out.append(f"\x1b[{steps if steps > 1 else ''}{'M' if scroll.up > 0 else 'L'}")
        if within:
            self._out.append("\x1b[r")
            self.y = self.x = None

    def upright(self, run: Upright) -> None:
        """Write cells that stand upon one another."""
        self.move(run.y, run.x)
        self._use(run.pen)
        self._out.append(f"\b{_DOWN}".join(run.chars))
        self.y, self.x = run.y + len(run.chars) - 1, run.x + 1

    def row(self, y: int, old: Row, new: Row) -> None:
        """Write what differs between the old and the new row."""
        differing = differing_columns(old, new)
        if not differing:
            return
        drawn = bisect_left(differing, self._blank_tail(new))
        if len(differing) - drawn < _WORTH_ERASING:
            drawn = len(differing)
        for start, end in spans(differing[:drawn], new):
            self._draw(y, start, end, new)
        if drawn < len(differing):
            self.move(y, differing[drawn])
            self._use_ground(new.pens[-1].ground)
            self._out.append("\x1b[K")

    def _blank_tail(self, row: Row) -> int:
        """The column from which the row is blank and of one ground that can be erased to."""
        width = len(row.chars)
        ground = row.pens[-1].ground
        if not self._erasable(ground):
            return width
        start = width - len(row.text) + len(row.text.rstrip(" "))
        tail = row.pens[start:]
        if tail.count(row.pens[-1]) < len(tail):
            while tail and tail.pop().ground is ground:
                width -= 1
            return width
        return start

    def _erasable(self, ground: Pen) -> bool:
        return not ground.attributes and (self._erases_with_background or not ground.background)

    def _draw(self, y: int, start: int, end: int, row: Row) -> None:
        self.move(y, start)
        for pen, cells in groupby(row.pens[start:end]):
            stop = start + len(list(cells))
            chars = row.chars[start:stop]
            text = "".join(chars)
            if self.x != start:
                self.move(y, start)
            if text.isspace() and not text.strip(" "):
                self._use_ground(pen.ground, row.pens[stop] if stop < end else None)
            else:
                self._use(pen)
            if not row.agreed and not agreed(text):
                self._write_each(y, start, chars)
            elif _LONGEST_BLANK in text and len(text) == len(chars) and self._erasable(pen.ground):
                self._write_erasing(y, start, text)
            else:
                self._out.append(text)
                self.x = stop
            if stop >= self._right:
                self.x = None
            start = stop

    def _write_erasing(self, y: int, x: int, text: str) -> None:
        """Write text of one cell a character, erasing its long blanks."""
        at = 0
        for blank in _LONG_BLANK.finditer(text):
            if blank.start() > at:
                self.move(y, x + at)
                self._out.append(text[at : blank.start()])
                self.x = x + blank.start()
            self.move(y, x + blank.start())
            self._out.append(f"\x1b[{len(blank.group())}X")
            at = blank.end()
        if at < len(text):
            self.move(y, x + at)
            self._out.append(text[at:])
            self.x = x + len(text)

    def _write_each(self, y: int, x: int, chars: list[str]) -> None:
        """Write cluster by cluster, finding the column again after those of disputed width."""
        for offset, cluster in enumerate(chars):
            if not cluster:
                continue
            self.move(y, x + offset)
            cells = 1
            while offset + cells < len(chars) and not chars[offset + cells]:
                cells += 1
            if agreed(cluster):
                self._out.append(cluster)
                self.x = x + offset + cells
            else:
                # A terminal that thinks it narrower would leave what stood there before.
                self._out.append(" " * cells)
                self.x = x + offset + cells if x + offset + cells < self._right else None
                self.move(y, x + offset)
                self._out.append(cluster)
                self.x = None

    def _use(self, pen: Pen) -> None:
        if pen is not self.pen:
            self._out.append(change(self.pen, pen))
            self.pen = pen

    def _use_ground(self, ground: Pen, following: Pen | None = None) -> None:
        """Set a pen whose spaces look like this ground: the current one, the next one, or the nearest."""
        if self.pen is None or self.pen.ground is not ground:
            fits = following is not None and following.ground is ground
            self._use(following if following and fits else for_blanks(self.pen, ground))


def encode(
    old: Rows | None, new: Rows, rows: Sequence[int], pen: Pen | None, *, erases_with_background: bool = True
) -> tuple[str, Pen | None]:
    """The bytes (as text) that turn the old screen into the new one, and the pen that is set after them.

    ``rows`` are the numbers of those that may differ, ascending. Without an old screen the terminal's
    content is unknown: it is cleared and everything is written. Where the screen has moved by whole rows
    and it takes fewer bytes, the terminal scrolls.
    """
    width = len(new[0].chars)
    plain = Encoder(width, pen, erases_with_background=erases_with_background)
    if old is None:
        ground = _commonest_ground(new) if erases_with_background else PLAIN
        plain.pen = None
        plain.clear(ground)
        old, rows = [Row.blank(width, ground)] * len(new), range(len(new))
    scroll = find_scroll(old, new, rows)
    if scroll is not None:
        scrolling = Encoder(width, pen, erases_with_background=erases_with_background)
        scrolling.scroll(scroll, len(new))
        for y, (before, after) in enumerate(zip(scroll.apply(old), new, strict=True)):
            scrolling.row(y, before, after)
        if len(scrolling.text) < _LEAST_FOR_A_ROW * len(rows):
            return scrolling.text, scrolling.pen
    runs = upright_runs(old, new, rows)
    for run in runs:
        plain.upright(run)
    old = without(old, runs) if runs else old
    for y in rows:
        plain.row(y, old[y], new[y])
    if scroll is not None and len(scrolling.text) < len(plain.text):
        return scrolling.text, scrolling.pen
    return plain.text, plain.pen


def _commonest_ground(rows: Rows) -> Pen:
    grounds = Counter(pen.ground for row in rows for pen in row.pens if not pen.attributes)
    ground = grounds.most_common(1)[0][0] if grounds else PLAIN
    return PLAIN if ground.attributes else ground
