"""From the screen that the terminal shows to the one it should show, in the fewest bytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import is_not, ne, or_

from utsaga.tui.terminal.cells import Row, agreed
from utsaga.tui.terminal.pens import PLAIN, Pen, change, for_blanks
from utsaga.tui.terminal.scroll import Scroll, find_scroll

Rows = Sequence[Row]
_LONG_BLANK = re.compile(" {12,}")
_WORTH_ERASING = 4


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
        elif self.y is not None and x == 0 and y == self.y + 1:
            ways.append("\r\n")
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

    def row(self, y: int, old: Row, new: Row) -> None:
        """Write what differs between the old and the new row."""
        differing = _differing(old, new)
        if not differing:
            return
        disputed = _first_disputed(differing, old, new)
        if disputed is not None:
            # It may cover more cells than it should, so all that follows on the row is written again.
            differing = [x for x in differing if x < disputed] + list(range(disputed, self._right))
        tail = self._blank_tail(new)
        erased = [x for x in differing if x >= tail]
        if len(erased) >= _WORTH_ERASING:
            differing = differing[: -len(erased)]
        for start, end in _spans(differing, new):
            self._draw(y, start, end, new)
        if len(erased) >= _WORTH_ERASING:
            self.move(y, erased[0])
            self._use_ground(new.pens[-1].ground)
            self._out.append("\x1b[K")

    def _blank_tail(self, row: Row) -> int:
        """The column from which the row is blank and of one ground that can be erased to."""
        x = len(row.chars)
        ground = row.pens[-1].ground
        if self._erasable(ground):
            while x and row.chars[x - 1] == " " and row.pens[x - 1].ground is ground:
                x -= 1
        return x

    def _erasable(self, ground: Pen) -> bool:
        return not ground.attributes and (self._erases_with_background or not ground.background)

    def _draw(self, y: int, start: int, end: int, row: Row) -> None:
        pens = row.pens
        while start < end:
            pen = pens[start]
            stop = start + 1
            while stop < end and pens[stop] is pen:
                stop += 1
            text = "".join(row.chars[start:stop])
            self.move(y, start)
            if not text.strip(" "):
                following = pens[stop] if stop < end else None
                self._use_ground(pen.ground, following)
            else:
                self._use(pen)
            self._write(y, start, row.chars[start:stop], text)
            start = stop

    def _write(self, y: int, x: int, chars: list[str], text: str) -> None:
        """Write cells of one pen, which is set."""
        if not agreed(text):
            self._write_each(y, x, chars)
        elif (
            len(text) == len(chars)
            and "            " in text
            and self.pen
            and self._erasable(self.pen.ground)
        ):
            self._write_erasing(y, x, text)
        else:
            self._out.append(text)
            self.x = x + len(chars)
        if self.x is not None and self.x >= self._right:
            self.x = None

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
    for y in rows:
        plain.row(y, old[y], new[y])
    scroll = find_scroll(old, new, rows)
    if scroll is None:
        return plain.text, plain.pen
    scrolling = Encoder(width, pen, erases_with_background=erases_with_background)
    scrolling.scroll(scroll, len(new))
    moved = scroll.apply(old)
    for y, (before, after) in enumerate(zip(moved, new, strict=True)):
        scrolling.row(y, before, after)
    best = min(scrolling, plain, key=lambda encoder: len(encoder.text))
    return best.text, best.pen


def _commonest_ground(rows: Rows) -> Pen:
    grounds = Counter(pen.ground for row in rows for pen in row.pens if not pen.attributes)
    ground = grounds.most_common(1)[0][0] if grounds else PLAIN
    return PLAIN if ground.attributes else ground


def _differing(old: Row, new: Row) -> list[int]:
    """The columns whose cells do not look the same."""
    if old.chars == new.chars and old.pens == new.pens:
        return []
    other_text = map(ne, old.chars, new.chars)
    other_pen = map(is_not, old.pens, new.pens)
    candidates = compress(range(len(new.chars)), map(or_, other_text, other_pen))
    return [
        x
        for x in candidates
        if new.chars[x] != " " or old.chars[x] != " " or old.pens[x].ground is not new.pens[x].ground
    ]


def _first_disputed(differing: list[int], old: Row, new: Row) -> int | None:
    """The first differing column whose cluster, old or new, takes more or fewer cells on some terminals."""
    start = differing[0]
    if agreed("".join(old.chars[start:])) and agreed("".join(new.chars[start:])):
        return None
    return next((x for x in differing if not (agreed(old.chars[x]) and agreed(new.chars[x]))), None)


def _spans(differing: list[int], row: Row) -> Iterator[tuple[int, int]]:
    """Runs of columns to write, those joined between which it is cheaper to write than to move."""
    if not differing:
        return
    start, end = differing[0], differing[0] + 1
    for x in differing[1:]:
        if x == end:
            end += 1
            continue
        end = _end_of_cluster(row, end)
        if x < end:
            continue
        if x - end > 4 or not _joinable(row, end, x):
            yield start, end
            start = x
        end = x + 1
    yield start, _end_of_cluster(row, end)


def _end_of_cluster(row: Row, end: int) -> int:
    """The column where the cluster ends of which the cell before ``end`` is one."""
    while end < len(row.chars) and row.chars[end] == "":
        end += 1
    return end


def _joinable(row: Row, start: int, end: int) -> bool:
    """Whether the cells between two runs can be written with the pen of the run before, in 4 bytes."""
    pen = row.pens[start - 1]
    if any(other is not pen for other in row.pens[start:end]):
        return False
    text = "".join(row.chars[start:end])
    return len(text.encode()) <= 4 and agreed(text)
