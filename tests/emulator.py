"""A terminal emulator for tests: what a person would see after the program wrote these bytes.

pyte does the work. It is extended where a real terminal knows more: erasing with a background colour,
scrolling by SU and SD, dim, concealed and overlined text, zero-width characters, the alternate screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pyte
from pyte.screens import Cursor
from wcwidth import wcwidth

WRAP = 7 << 5
BLANK_SHOWS = ("underscore", "strikethrough", "reverse")
MORE_ON = {2: "dim", 8: "conceal", 21: "double", 51: "frame", 52: "encircle", 53: "overline"}
MORE_OFF = {22: {"dim"}, 28: {"conceal"}, 24: {"double"}, 54: {"frame", "encircle"}, 55: {"overline"}}
UNKNOWN_TO_PYTE = re.compile(r"\x1b\[[<>=][\d;]*[A-Za-z]|\x1b_[^\x1b]*\x1b\\")
UNFINISHED = re.compile(r"\x1b(?:\[[\d;?<>=$]*|_[^\x1b]*|\][^\x07\x1b]*)?$")


class Cell(NamedTuple):
    """A cell of the screen: its character (empty right of a wide one), its colours, its attributes."""

    data: str
    fg: str = "default"
    bg: str = "default"
    bold: bool = False
    italics: bool = False
    underscore: bool = False
    strikethrough: bool = False
    reverse: bool = False
    blink: bool = False
    more: frozenset[str] = frozenset()

    @property
    def seen(self) -> Cell:
        """The cell as the eye has it: on a blank, the letters' colour and weight cannot be seen."""
        lines = self.more - {"dim", "conceal"}
        if self.data == " " and not lines and not any(getattr(self, name) for name in BLANK_SHOWS):
            return Cell(" ", bg=self.bg)
        return self


class EmulatedScreen(pyte.Screen):
    """pyte's screen with what it lacks. ``width_of`` gives a character's cells: terminals disagree."""

    width_of: Callable[[str], int] = staticmethod(wcwidth)

    @property
    def default_char(self) -> Cell:
        return Cell(" ")

    def reset(self) -> None:
        super().reset()
        self.cursor = Cursor(0, 0, self.default_char)

    def draw(self, data: str) -> None:
        for char in data:
            width = self.width_of(char)
            line = self.buffer[self.cursor.y]
            if width <= 0:
                self._join(line, char)
                continue
            if self.cursor.x + width > self.columns:
                if WRAP in self.mode:
                    self.carriage_return()
                    self.linefeed()
                    line = self.buffer[self.cursor.y]
                else:
                    self.cursor.x = self.columns - width
            self._break_wide(line, self.cursor.x, width)
            line[self.cursor.x] = self.cursor.attrs._replace(data=char)
            if width == 2:
                line[self.cursor.x + 1] = self.cursor.attrs._replace(data="")
            self.cursor.x += width

    def _join(self, line: Any, char: str) -> None:
        x = self.cursor.x - 1
        if x >= 1 and line[x].data == "":
            x -= 1
        if x >= 0:
            line[x] = line[x]._replace(data=line[x].data + char)

    def _break_wide(self, line: Any, start: int, width: int) -> None:
        if start and line[start].data == "":
            line[start - 1] = line[start - 1]._replace(data=" ")
        end = start + width
        if end < self.columns and line[end].data == "":
            line[end] = line[end]._replace(data=" ")

    def select_graphic_rendition(self, *attrs: int) -> None:
        more = set(self.cursor.attrs.more)
        super().select_graphic_rendition(*attrs)
        numbers = iter(attrs or (0,))
        for number in numbers:
            if number in (38, 48):
                for _ in range(1 if next(numbers) == 5 else 3):
                    next(numbers)
            elif number == 0:
                more.clear()
            elif number in MORE_ON:
                more.add(MORE_ON[number])
            else:
                more -= MORE_OFF.get(number, set())
        self.cursor.attrs = self.cursor.attrs._replace(more=frozenset(more))

    def erase_in_display(self, how: int = 0, *_: Any, **__: Any) -> None:
        rows = {0: range(self.cursor.y + 1, self.lines), 1: range(self.cursor.y)}.get(how, range(self.lines))
        for y in rows:
            for x in range(self.columns):
                self.buffer[y][x] = self.cursor.attrs
        if how in (0, 1):
            self.erase_in_line(how)

    def next_line(self) -> None:
        self.carriage_return()
        self.linefeed()

    def scroll_up(self, count: int = 1) -> None:
        self._scroll(self.delete_lines, count)

    def scroll_down(self, count: int = 1) -> None:
        self._scroll(self.insert_lines, count)

    def delete_lines(self, count: int | None = None) -> None:
        for y in range(self.lines):
            self.buffer[
                y
            ]  # pyte leaves a row as it was where the one that should come has never been touched
        super().delete_lines(count)

    def _scroll(self, move: Callable[[int], None], count: int) -> None:
        place = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        move(count or 1)
        self.cursor.x, self.cursor.y = place

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        super().set_mode(*modes, **kwargs)
        if kwargs.get("private") and 1049 in modes:
            self.buffer.clear()

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        super().reset_mode(*modes, **kwargs)
        if kwargs.get("private") and 1049 in modes:
            self.buffer.clear()


class EmulatedStream(pyte.Stream):
    """pyte's parser, which also knows SU and SD, and that NEL goes to the first column."""

    escape = pyte.Stream.escape | {"E": "next_line"}
    csi = pyte.Stream.csi | {"S": "scroll_up", "T": "scroll_down"}
    events = pyte.Stream.events | {"scroll_up", "scroll_down", "next_line"}


class Emulator:
    """Feed it what a program wrote; ask it for what is on the screen."""

    def __init__(self, columns: int, rows: int, width_of: Callable[[str], int] = wcwidth) -> None:
        self.screen = EmulatedScreen(columns, rows)
        self.screen.width_of = width_of
        self._stream = EmulatedStream(self.screen)
        self._held = b""
        self._held_text = ""

    def feed(self, data: bytes | str) -> None:
        """Take what the program wrote next; a character or sequence may be cut anywhere."""
        text = self._held_text + (data if isinstance(data, str) else self._decoded(data))
        cut = UNFINISHED.search(text)
        text, self._held_text = (text[: cut.start()], cut.group()) if cut else (text, "")
        self._stream.feed(UNKNOWN_TO_PYTE.sub("", text))

    def _decoded(self, data: bytes) -> str:
        data = self._held + data
        for keep in range(min(4, len(data) + 1)):
            try:
                text = data[: len(data) - keep].decode()
            except UnicodeDecodeError:
                continue
            self._held = data[len(data) - keep :]
            return text
        self._held = b""
        return data.decode(errors="replace")

    def resize(self, columns: int, rows: int) -> None:
        """Become another size, as when the person drags the window's corner."""
        self.screen.resize(rows, columns)

    def rows(self) -> list[str]:
        """The screen's rows as text, blanks at the end taken off."""
        return ["".join(cell.data for cell in self.row(y)).rstrip() for y in range(self.screen.lines)]

    def text(self) -> str:
        """The whole screen as text."""
        return "\n".join(self.rows())

    def row(self, y: int) -> list[Cell]:
        """A row's cells as the terminal has them."""
        return [self.screen.buffer[y][x] for x in range(self.screen.columns)]

    def cells(self) -> list[list[Cell]]:
        """Every cell as the eye has it, row by row."""
        return [[cell.seen for cell in self.row(y)] for y in range(self.screen.lines)]

    def find(self, text: str) -> tuple[int, int] | None:
        """(row, column) of the first place where the text stands, or None."""
        for y, row in enumerate(self.rows()):
            if text in row:
                return y, row.index(text)
        return None

    @property
    def modes(self) -> set[int]:
        """The private modes that are set, by number (1049 is the alternate screen)."""
        return {mode >> 5 for mode in self.screen.mode if mode >= 32}
