"""A list of any number of rows on the line API: only what is seen is drawn, only what changes repainted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from utsaga.tui.parts import Line
from utsaga.tui.widgets.row_foot import foot_lines
from utsaga.tui.widgets.rows import Rows
from utsaga.tui.wrapping import wrapped

T = TypeVar("T")

_WHEEL_ROWS = 3


class RowList(Rows, Generic[T], can_focus=True):
    """Items in rows, one of them under the cursor; it owns no keys.

    ``look`` gives an item's lines at a width; with ``height`` every item has that many lines, without
    it the lines are counted for all items whenever the items or the width change. ``key`` is an item's
    identity: the cursor stays on it when the items change. Lines may be longer than the width: those of
    the item under the cursor that are cut stand whole at the foot of the list.

    It scrolls by itself: with Textual's scrolling every change of length would lay out the whole screen.
    """

    TELLS_MOVES: ClassVar = True
    """Whether anybody wants to know that the cursor has moved."""

    class Moved(Message):
        """The cursor stands on another item (or on none)."""

    class Chosen(Message):
        """An item was clicked while the cursor stood on it."""

    def __init__(
        self,
        look: Callable[[T, int], Sequence[Line]],
        *,
        key: Callable[[T], str],
        height: int | None = 1,
        inked: int | None = None,
        empty: str = "",
        id: str | None = None,
    ) -> None:
        """Start without items; ``empty`` is what stands there then.

        ``inked`` is how many of its first lines the cursor covers, where the colours of the others say
        something; None for all of them.
        """
        super().__init__(id=id)
        self._look = look
        self._key = key
        self._height = height
        self._inked = inked
        self._empty = empty
        self._items: list[T] = []
        self._ends: list[int] = []  # for items of different heights: where each one ends
        self._cursor = 0
        self._seen = 0  # the first row in sight
        self._drawn: dict[tuple[str, bool], list[Strip]] = {}
        self._lines: list[Sequence[Line]] = []  # for items of different heights
        self._below: Strip | None = None
        self._foot: list[Line] = []

    # What it shows

    @property
    def items(self) -> Sequence[T]:
        """The items that are shown, in order."""
        return self._items

    @property
    def current(self) -> T | None:
        """The item under the cursor; None when there are none."""
        return self._items[self._cursor] if self._items else None

    @property
    def cursor(self) -> int:
        """Number of the item under the cursor, from 0."""
        return self._cursor

    @property
    def has_foot(self) -> bool:
        """Whether cut lines of the item under the cursor are shown whole at the foot."""
        return True

    def show(self, items: Iterable[T], *, empty: str | None = None) -> None:
        """Show other items; the cursor stays on its item, else near its place."""
        key = self._key(self._items[self._cursor]) if self._items else None
        self._items = list(items)
        if empty is not None:
            self._empty = empty
        place = next((n for n, item in enumerate(self._items) if self._key(item) == key), None)
        self._cursor = max(0, min(self._cursor, len(self._items) - 1)) if place is None else place
        self._arrange()
        if self.is_mounted and place is None:
            self._tell_move()

    def replace(self, item: T) -> None:
        """Show an item in place of the one with the same key, repainting its rows alone."""
        key = self._key(item)
        number = next((n for n, other in enumerate(self._items) if self._key(other) == key), None)
        if number is None:
            return
        self._items[number] = item
        if self._height is None:
            self._arrange()
            return
        self._drawn.pop((key, False), None)
        self._drawn.pop((key, True), None)
        self._repaint(number)
        self._lay_foot()

    # Moving

    def move(self, n: int) -> None:
        """Move the cursor n items down (up when negative)."""
        self.go_to(self._cursor + n)

    def page(self, pages: int) -> None:
        """Move the cursor by the height of the list, and what is seen with it."""
        if not self._items:
            return
        rows = max(1, self._room - 1) * pages
        seen = self._seen + rows
        self.go_to(self._item_at(self._top(self._cursor) + rows))
        self._bring_up(seen)
        self._show_cursor()

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows (up when negative), for a list that is read: the cursor goes with what is seen."""
        self._bring_up(self._seen + rows)
        if self._items:
            self._cursor = self._item_at(self._seen)

    def go_to(self, number: int) -> None:
        """Put the cursor on an item by its number; drawn into the list when it lies outside."""
        if not self._items:
            return
        before, self._cursor = self._cursor, max(0, min(number, len(self._items) - 1))
        if before != self._cursor:
            self._repaint(before)
            self._repaint(self._cursor)
            self._tell_move()
            self._lay_foot()
        self._show_cursor()

    def go_to_key(self, key: str) -> bool:
        """Put the cursor on the item with a key; whether it is shown."""
        number = next((n for n, item in enumerate(self._items) if self._key(item) == key), None)
        if number is not None:
            self.go_to(number)
        return number is not None

    # Drawing

    def row(self, y: int) -> Strip:
        """Draw one row of what is seen."""
        width = self._kept_size.width
        if not self._items:
            said = wrapped(self._empty, width - 1, "muted", indent=1)
            return self.drawn(said[y], width) if y < len(said) else self._blank(width)
        if y >= self._room:
            return self.drawn(self._foot[y - self._room], width)
        row = y + self._seen
        number = self._item_at(row)
        strips = self._strips(number, width) if row < self._ends_at(number) else []
        line = row - self._top(number)
        return strips[line] if line < len(strips) else self._blank(width)

    def _blank(self, width: int) -> Strip:
        """A row below the last item: the same one for all of them."""
        if self._below is None or self._below.cell_length != width:
            self._below = self.drawn((), width)
        return self._below

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._drawn.clear()
        self._below = None

    def on_resize(self) -> None:
        """Lay the items out anew, keeping the cursor in sight."""
        self._arrange()

    def on_focus(self) -> None:
        """Show that the keys go here."""
        self._repaint_cursor()
        self._lay_foot()
        self._show_cursor()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self._repaint_cursor()
        self._lay_foot()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse clicked; choose what it stands on."""
        if event.y >= self._room:
            return
        number = self._item_at(event.y + self._seen)
        if number == self._cursor and self._items:
            self.post_message(self.Chosen())
        self.go_to(number)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down; the cursor stays where it is."""
        event.stop()
        self._bring_up(self._seen + _WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up; the cursor stays where it is."""
        event.stop()
        self._bring_up(self._seen - _WHEEL_ROWS)

    # Inside

    def _arrange(self) -> None:
        """Count the rows, and show the items anew."""
        self._drawn.clear()
        if self._height is None:
            width = self.size.width
            self._lines = [self._look(item, width) for item in self._items]
            self._ends = list(accumulate(map(len, self._lines)))
        self._lay_foot()
        self._bring_up(self._seen)
        self._show_cursor()
        self.repaint_changed()

    def _top(self, number: int) -> int:
        if self._height is not None:
            return number * self._height
        return self._ends[number - 1] if number else 0

    def _ends_at(self, number: int) -> int:
        return (number + 1) * self._height if self._height is not None else self._ends[number]

    def _item_at(self, row: int) -> int:
        number = row // self._height if self._height is not None else bisect_right(self._ends, row)
        return max(0, min(number, len(self._items) - 1))

    def _lines_of(self, number: int, width: int) -> Sequence[Line]:
        return self._lines[number] if self._height is None else self._look(self._items[number], width)

    def _strips(self, number: int, width: int) -> list[Strip]:
        under_cursor = number == self._cursor
        drawn = (self._key(self._items[number]), under_cursor)
        if drawn not in self._drawn:
            if len(self._drawn) > 500:
                self._drawn.clear()
            # The cursor's own ink: not all colours of the parts can be read on its ground.
            over = ("cursor" if self.has_focus else "resting") if under_cursor else ""
            lines = self._lines_of(number, width)
            covered = len(lines) if self._inked is None else self._inked
            self._drawn[drawn] = [
                self.drawn(line, width, over if n < covered else "") for n, line in enumerate(lines)
            ]
        return self._drawn[drawn]

    def _tell_move(self) -> None:
        if self.TELLS_MOVES:
            self.post_message(self.Moved())

    def _repaint(self, number: int) -> None:
        if number >= len(self._items):
            return
        top, end = self._top(number), self._ends_at(number)
        self.refresh(Region(0, top - self._seen, self.size.width, end - top))

    def _repaint_cursor(self) -> None:
        if self._items:
            self._drawn.pop((self._key(self._items[self._cursor]), True), None)
            self._repaint(self._cursor)

    @property
    def _room(self) -> int:
        """How many rows the items have."""
        return self.size.height - len(self._foot)

    def _lay_foot(self) -> None:
        """Show at the foot what is cut of the item under the cursor."""
        width, height = self.size
        foot: list[Line] = []
        if self.has_foot and self._items and width:
            foot = foot_lines(self._lines_of(self._cursor, width), width, height // 3)
        if foot != self._foot:
            rows = max(len(foot), len(self._foot))
            self._foot = foot
            self.refresh(Region(0, height - rows, width, rows))

    def _show_cursor(self) -> None:
        """Scroll so that the item under the cursor is in sight."""
        height = self._room
        if height < 1:
            return
        top, end = (self._top(self._cursor), self._ends_at(self._cursor)) if self._items else (0, 0)
        seen = self._seen
        if top < seen or end - top > height:
            seen = top
        elif end > seen + height:
            seen = end - height
        # Rows that a foot has left empty below stay so: without them the list would jump at every change.
        if seen != self._seen:
            self._bring_up(seen)

    def _bring_up(self, row: int) -> None:
        rows = self._ends_at(len(self._items) - 1) if self._items else 0
        first = max(0, min(row, rows - self._room))
        if first != self._seen:
            self._seen = first
            self.repaint_changed()
