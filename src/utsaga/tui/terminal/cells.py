"""The screen as cells: a character or cluster each, and the pen that draws it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rich.cells import split_graphemes

from utsaga.tui.terminal.pens import PLAIN, Pen

_NARROW = (
    r"\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u0482\u048a-\u058f\u05d0-\u05ea\u0620-\u064a"
    r"\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u218b\u2190-\u22ff\u2400-\u2426"
    r"\u2500-\u25fc\u2800-\u28ff\ufffd"
)
_WIDE = (
    r"\u3001-\u3003\u3005-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    + r"\uac00-\ud7a3\uff01-\uff60"
)
_MARKED = r"[A-Za-z\xc0-\u024f\u0370-\u0377\u037a-\u0482\u048a-\u052f\u1e00-\u1fff][\u0300-\u036f]+"

_one_cell_each = re.compile(f"[{_NARROW}]*").fullmatch

_CONTROLS = (
    range(0x20),
    range(0x7F, 0xA0),
    range(0x202A, 0x202F),
    range(0x2066, 0x206A),
    range(0xD800, 0xE000),
)
_MARKERS = (0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF)
_UNSAFE = dict.fromkeys([*_MARKERS, *(number for numbers in _CONTROLS for number in numbers)])
_JOINED_TO_NEXT = re.compile("[\U0001f1e6-\U0001f1ff]")
_SKIN_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")


@dataclass(slots=True)
class Row:
    """A row of the screen, a character and a pen a cell.

    A cluster that is wider than a cell stands in its first cell; the others hold "". ``agreed`` is
    False where there may be clusters about whose width terminals disagree.
    """

    chars: list[str]
    pens: list[Pen]
    agreed: bool = True
    _text: str | None = None

    @classmethod
    def blank(cls, width: int, drawn: Pen = PLAIN) -> Row:
        """A row of spaces."""
        return cls([" "] * width, [drawn] * width)

    @property
    def text(self) -> str:
        """The row's characters."""
        if self._text is None:
            self._text = "".join(self.chars)
        return self._text

    def copy(self) -> Row:
        """A row that can be changed by itself."""
        return Row(self.chars[:], self.pens[:], self.agreed, self.text)

    def put(self, x: int, chars: list[str], pens: list[Pen], *, agreed: bool) -> None:
        """Write cells from column x on. Half a wide character that is left over becomes a space."""
        width = len(self.chars)
        if x >= width or not chars:
            return
        if x + len(chars) > width:
            chars, pens = cut(chars, width - x), pens[: width - x]
        end = x + len(chars)
        if self.chars[x] == "":
            _break(self.chars, x)
        after = end
        while after < width and self.chars[after] == "":
            self.chars[after] = " "
            after += 1
        self.chars[x:end] = chars
        self.pens[x:end] = pens
        self.agreed = agreed and (self.agreed or len(chars) == width)
        self._text = None


def cut(chars: list[str], length: int) -> list[str]:
    """The first cells; spaces where a wide cluster has only a part of its cells among them."""
    kept = chars[:length]
    if length < len(chars) and chars[length] == "":
        _break(kept, length)
    return kept


def _break(chars: list[str], end: int) -> None:
    """Make spaces of the part before ``end`` of the wide cluster that ``end`` cuts."""
    head = end - 1
    while head > 0 and chars[head] == "":
        head -= 1
    chars[head:end] = [" "] * (end - head)


def one_cell_each(text: str) -> bool:
    """Whether every character takes one cell, on all terminals."""
    return text.isprintable() and (text.isascii() or _one_cell_each(text) is not None)


@lru_cache(4096)
def cells_of(text: str) -> tuple[str, ...]:
    """The text as cells: clusters, each followed by "" for every further cell that it takes.

    Widths are Rich's, as Textual lays out by them. Control characters are dropped here, whatever
    came before: nothing that stands in a cell can command the terminal.
    """
    if one_cell_each(text):
        return tuple(text)
    cells: list[str] = []
    head = -1
    for start, end, width in split_graphemes(text)[0]:
        cluster = text[start:end].translate(_UNSAFE)
        before = cells[head] if head >= 0 else ""
        if not width or (cluster and _belongs(before, cluster)):
            if head >= 0:
                cells[head] += cluster
            cells.extend([""] * width)
        else:
            head = len(cells)
            cells.extend([cluster or " ", *[""] * (width - 1)])
    return tuple(cells)


def agreed(text: str) -> bool:
    """Whether all terminals give the text the same width: no emoji, no joiners, no combining vowels."""
    return text.isascii() or one_cell_each(text) or _agreed().fullmatch(text) is not None


@cache
def _agreed() -> re.Pattern[str]:
    """Compiled when the first character is seen that is not one cell everywhere: it takes 2 ms."""
    return re.compile(f"(?:{_MARKED}|[{_NARROW}{_WIDE}])*")


def _belongs(before: str, cluster: str) -> bool:
    """Whether terminals may draw the cluster as part of the one before it: flags and skin tones."""
    if len(before) == 1 and _JOINED_TO_NEXT.match(before):
        return _JOINED_TO_NEXT.match(cluster) is not None
    return before > "\u2600" and _SKIN_TONE.match(cluster) is not None
