"""A list of any number of rows on the line API: only what is seen is drawn, only what changes repainted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import ClassVar, Generic, TypeVar

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from utsaga.search.fold import fold
from utsaga.tui.parts import STYLES, Line, Part, draw

T = TypeVar("T")


class RowList(ScrollView, Generic[T], can_focus=True, inherit_bindings=False):
    """Items in rows, one of them under the cursor; it owns no keys.

    ``look`` gives an item's lines at a width; with ``height`` every item has that many lines, without
    it the lines are counted for all items whenever the items or the width change. ``key`` is an item's
    identity: the cursor stays on it when the items change. ``words`` is what ``narrow`` looks in.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = set(STYLES)

    class Moved(Message):
        """The cursor stands on another item (or on none)."""

    class Chosen(Message):
        """An item was clicked while the cursor stood on it."""

    def __init__(
        self,
        look: Callable[[T, int], Sequence[Line]],
        *,
        key: Callable[[T], str],
        words: Callable[[T], str] | None = None,
        height: int | None = 1,
        empty: str = "",
        id: str | None = None,
    ) -> None:
        """Start without items; ``empty`` is what stands there then."""
        super().__init__(id=id)
        self._look = look
        self._key = key
        self._words = words
        self._height = height
        self._empty = empty
        self._all: list[T] = []
        self._items: list[T] = []
        self._ends: list[int] = []  # for items of different heights: where each one ends
        self._cursor = 0
        self._narrowed = ""
        self._drawn: dict[tuple[str, bool], list[Strip]] = {}

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

    def show(self, items: Iterable[T], *, empty: str | None = None) -> None:
        """Show other items; the cursor stays on its item, else near its place."""
        self._all = list(items)
        if empty is not None:
            self._empty = empty
        self._arrange()

    def replace(self, item: T) -> None:
        """Show an item in place of the one with the same key, repainting its rows alone."""
        key = self._key(item)
        for items in (self._all, self._items):
            for number, other in enumerate(items):
                if self._key(other) == key:
                    items[number] = item
        if self._height is None:
            self._arrange()
            return
        self._drawn.pop((key, False), None)
        self._drawn.pop((key, True), None)
        self._repaint(next((n for n, other in enumerate(self._items) if self._key(other) == key), None))

    def narrow(self, typed: str) -> None:
        """Show only items in whose words every word that was typed is found, without regard to accents."""
        self._narrowed = typed
        self._arrange()

    # Moving

    def move(self, n: int) -> None:
        """Move the cursor n items down (up when negative)."""
        self.go_to(self._cursor + n)

    def page(self, pages: int) -> None:
        """Move the cursor by the height of the list."""
        rows = max(1, self.scrollable_content_region.height - 1)
        self.go_to(self._item_at(self._top(self._cursor) + rows * pages))

    def go_to(self, number: int) -> None:
        """Put the cursor on an item by its number; drawn into the list when it lies outside."""
        if not self._items:
            return
        before, self._cursor = self._cursor, max(0, min(number, len(self._items) - 1))
        if before != self._cursor:
            self._repaint(before)
            self._repaint(self._cursor)
            self.post_message(self.Moved())
        self._show_cursor()

    def go_to_key(self, key: str) -> bool:
        """Put the cursor on the item with a key; whether it is shown."""
        number = next((n for n, item in enumerate(self._items) if self._key(item) == key), None)
        if number is not None:
            self.go_to(number)
        return number is not None

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one row of what is seen."""
        width = self.scrollable_content_region.width
        if not self._items:
            return self._draw([Part(self._empty, "muted")] if y == 0 else [], width, cursor=False)
        row = y + round(self.scroll_y)
        number = self._item_at(row)
        strips = self._strips(number, width) if row < self._ends_at(number) else []
        line = row - self._top(number)
        return strips[line] if line < len(strips) else Strip.blank(width, self.rich_style)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._drawn.clear()

    def on_resize(self) -> None:
        """Lay the items out anew, keeping the cursor in sight."""
        self._arrange()

    def on_focus(self) -> None:
        """Show that the keys go here."""
        self._repaint_cursor()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self._repaint_cursor()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse clicked; choose what it stands on."""
        number = self._item_at(event.y + round(self.scroll_y))
        if number == self._cursor and self._items:
            self.post_message(self.Chosen())
        self.go_to(number)

    # Inside

    def _arrange(self) -> None:
        key = self._key(self._items[self._cursor]) if self._items else None
        wanted = fold(self._narrowed).split()
        self._items = [item for item in self._all if self._has(item, wanted)] if wanted else list(self._all)
        self._drawn.clear()
        width = self.scrollable_content_region.width
        if self._height is None:
            self._ends = list(accumulate(len(self._look(item, width)) for item in self._items))
        place = next((n for n, item in enumerate(self._items) if self._key(item) == key), None)
        self._cursor = max(0, min(self._cursor, len(self._items) - 1)) if place is None else place
        rows = self._ends_at(len(self._items) - 1) if self._items else 1
        self.virtual_size = Size(width, rows)
        self._show_cursor()
        self.refresh()
        if self.is_mounted and place is None:
            self.post_message(self.Moved())

    def _has(self, item: T, wanted: Sequence[str]) -> bool:
        words = fold(self._words(item)) if self._words else ""
        return all(word in words for word in wanted)

    def _top(self, number: int) -> int:
        if self._height is not None:
            return number * self._height
        return self._ends[number - 1] if number else 0

    def _ends_at(self, number: int) -> int:
        return (number + 1) * self._height if self._height is not None else self._ends[number]

    def _item_at(self, row: int) -> int:
        number = row // self._height if self._height is not None else bisect_right(self._ends, row)
        return max(0, min(number, len(self._items) - 1))

    def _strips(self, number: int, width: int) -> list[Strip]:
        under_cursor = number == self._cursor
        drawn = (self._key(self._items[number]), under_cursor)
        if drawn not in self._drawn:
            if len(self._drawn) > 500:
                self._drawn.clear()
            lines = self._look(self._items[number], width)
            self._drawn[drawn] = [self._draw(line, width, cursor=under_cursor) for line in lines]
        return self._drawn[drawn]

    def _draw(self, line: Line, width: int, *, cursor: bool) -> Strip:
        over = Style.null()
        if cursor:
            name = "cursor" if self.has_focus else "resting"
            over = self.get_component_rich_style(name, partial=True)
        base = self.rich_style + over
        # The cursor's own ink lies over the colours of the parts: not all of them can be read on its ground.
        return draw(line, width, lambda name: self.get_component_rich_style(name, partial=True) + over, base)

    def _repaint(self, number: int | None) -> None:
        if number is None or number >= len(self._items):
            return
        width = self.scrollable_content_region.width
        top = self._top(number) - round(self.scroll_y)
        self.refresh(Region(0, top, width, self._ends_at(number) - self._top(number)))

    def _repaint_cursor(self) -> None:
        if self._items:
            self._drawn.pop((self._key(self._items[self._cursor]), True), None)
            self._repaint(self._cursor)

    def _show_cursor(self) -> None:
        height = self.scrollable_content_region.height
        if not self._items or height < 1:
            return
        top, end, seen = self._top(self._cursor), self._ends_at(self._cursor), round(self.scroll_y)
        if top < seen or end - top > height:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        elif end > seen + height:
            self.scroll_to(y=end - height, animate=False, force=True, immediate=True)
