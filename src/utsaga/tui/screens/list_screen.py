"""What screens with one long list share: a heading, rows that come in steps, lines that are kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import partial
from time import monotonic
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.worker import Worker

from utsaga.commands import BY_ID, Command
from utsaga.model.errors import Refused, UtsagaError
from utsaga.tui.command_screen import CommandScreen
from utsaga.tui.parts import Line, Part
from utsaga.tui.widgets.list_commands import ListCommands
from utsaga.tui.widgets.one_row import OneRow
from utsaga.tui.widgets.row_list import RowList

T = TypeVar("T")

_SAID_EVERY = 20
"""Transcripts after which it is said how far a change over many of them has come."""

_HELD = 1.0
"""For how many seconds at most keys wait for the first row: then Esc must leave a list that takes long."""

_SLICE = 0.03
"""For how many seconds rows are gathered before the screen gets a chance to take keys."""


class Looks(Generic[T]):
    """The lines of items at one width, kept, so that a list can be laid out anew at no cost."""

    def __init__(self, look: Callable[[T, int], Sequence[Line]], key: Callable[[T], str]) -> None:
        """Keep what ``look`` gives."""
        self._look = look
        self._key = key
        self._width = 0
        self._kept: dict[str, tuple[T, Sequence[Line]]] = {}

    def __call__(self, item: T, width: int) -> Sequence[Line]:
        """An item's lines."""
        if width != self._width:
            self._width = width
            self._kept.clear()
        key = self._key(item)
        kept = self._kept.get(key)
        if kept is None or kept[0] is not item:
            kept = self._kept[key] = (item, self._look(item, width))
        return kept[1]

    def forget(self) -> None:
        """Let all lines go."""
        self._kept.clear()


class ListScreen(ListCommands, CommandScreen, Generic[T]):
    """A heading over a list of items of any number.

    A subclass says what an item looks like, how it is told from others, where the items come from
    (``gather``, a step at a time, each step short) and what the heading says.
    """

    EMPTY = ""
    """What stands in the list when it is complete and has no item."""

    HEIGHT: int | None = None
    """How many lines each item has; None when they differ."""

    INKED: int | None = None
    """How many of an item's first lines the cursor covers; None for all of them."""

    def __init__(self) -> None:
        """Start without items."""
        super().__init__()
        self.looks: Looks[T] = Looks(self.look, self.key_of)
        self.complete = False
        self._wanted: str | None = None
        self._holding = False  # whether keys wait for the first row
        self._broken = False  # whether items are missing because something could not be read

    # What a subclass says

    def look(self, item: T, width: int) -> Sequence[Line]:
        """An item's lines at a width."""
        raise NotImplementedError

    def key_of(self, item: T) -> str:
        """An item's identity."""
        raise NotImplementedError

    def gather(self) -> Iterable[Sequence[T]]:
        """The items, a step at a time."""
        raise NotImplementedError

    def in_order(self, items: Sequence[T]) -> Sequence[T]:
        """The items in their order, when all of them are there."""
        return items

    def heading(self) -> Line:
        """What stands over the list, by what is in it now."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What stands in the empty list, when it is complete."""
        return self.EMPTY

    # The screen

    def compose_body(self) -> ComposeResult:
        """The heading and the list."""
        yield OneRow()
        yield RowList(self.looks, key=self.key_of, height=self.HEIGHT, inked=self.INKED)

    def on_mount(self) -> None:
        """Begin; what the base does when it is mounted, Textual calls by itself."""
        self.give_keys(self.rows)
        self.begin()

    def opened(self) -> None:
        """Keep the keys that were typed meanwhile until there is a row that they can be meant for."""
        if self.complete or self.rows.items or self.focused is not self.rows or not self.is_current:
            super().opened()
        else:
            self._holding = True
            self.program.hold_keys(self.rows)
            self.set_timer(_HELD, self._let_keys_flow)

    def _let_keys_flow(self) -> None:
        if self._holding:
            self._holding = False
            self.program.keys_can_flow(self.rows)

    def begin(self) -> None:
        """Fill the list."""
        self.fill()

    def fill(self) -> None:
        """Gather the items anew; those shown stay until the new ones are all there."""
        if self.rows.size.width:
            self._start_filling()
        else:
            self.call_after_refresh(self._start_filling)  # how wide the lines are is not known yet

    def _start_filling(self) -> None:
        self.beside(self._fill, "fill")

    def start_anew(self) -> None:
        """Show something else: the items shown go at once."""
        self.complete = False
        self.looks.forget()
        self.show_items(())
        self.fill()

    async def _fill(self) -> None:
        first = not self.complete
        broken = False
        items: list[T] = []
        since = monotonic()
        try:
            for group in self.gather():
                items.extend(group)
                self.lay_out(group)
                if monotonic() - since > _SLICE:
                    if first:
                        self.show_items(items)
                    await asyncio.sleep(0)
                    since = monotonic()
        except UtsagaError as error:
            self.say_problem(error)
            broken = True
        self.complete, self._broken = True, broken
        if first and self.rows.cursor == 0:
            self.rows.show(())  # what stood there while the list filled may stand in the middle by now
        self.show_items(self.in_order(items))
        if self._wanted is not None:
            self.rows.go_to_key(self._wanted)
            self._wanted = None

    def lay_out(self, items: Sequence[T]) -> None:
        """Break the lines of items already now, so that showing all of them takes no time."""
        if self.HEIGHT is None:
            width = self.rows.scrollable_content_region.width
            for item in items:
                self.looks(item, width)

    def go_to_when_shown(self, key: str) -> None:
        """Put the cursor on an item that is about to come into the list."""
        self._wanted = key
        self.fill()

    def on_row_list_chosen(self) -> None:
        """What was clicked twice is meant as with Enter."""
        meaning = self.keymap.look_up(("enter",), self.scopes)
        if isinstance(meaning, Command):
            self.run_command(meaning)

    def leave_line(self, key: str, *, for_list: bool) -> bool:
        """Take a key that leaves a line above the list; whether it was one.

        Down and Esc go to the list, where there is something in it to go to; else Esc leaves the screen.
        """
        if for_list and key in ("escape", "down"):
            self.give_keys(self.rows)
        elif key == "escape":
            self.program.leave()
        else:
            return False
        return True

    def show_items(self, items: Sequence[T]) -> None:
        """Show items and say in the heading how many."""
        self.rows.show(items, empty=f" {self.nothing() if self.complete else '…'}")
        self.show_heading()
        if items or self.complete:
            self._let_keys_flow()

    def show_heading(self) -> None:
        """Say anew what stands over the list."""
        broken = [Part("  not complete", "warning")] if self._broken else []
        self.query(OneRow).first(OneRow).show([Part(" "), *self.heading(), *broken])

    @property
    def current(self) -> T:
        """The item under the cursor.

        Raises:
            Refused: the list is empty.
        """
        item: T | None = self.rows.current
        if item is None:
            raise Refused("There is nothing in this list.")
        return item

    def refuse_waiting(self, source_id: str, passage_id: str) -> None:
        """Refuse to go to a passage of which nobody has said yet where it is.

        Raises:
            Refused: it waits to be placed.
        """
        if self.study.held.review(source_id, passage_id) is not None:
            key = self.keymap.shown(BY_ID["go.reviews"])
            raise Refused(f"The transcript has changed, and these words wait to be placed: {key}.")

    def beside(self, work: Callable[[], Coroutine[None, None, None]], group: str) -> None:
        """Do work beside the screen; what is still going on in the same group is no longer wanted.

        A refusal (any UtsagaError) is said in words. What must not end with the screen is an errand.
        """
        # What is not begun yet when it is no longer wanted is never called: it leaves no coroutine behind.
        _: Worker[None] = self.run_worker(partial(self._while_here, work), group=group, exclusive=True)

    def progress(self, doing: str) -> Callable[[int, int], None]:
        """What says here, told from any thread, how many transcripts are done and how many there are."""
        loop = asyncio.get_running_loop()

        def say(done: int, of: int) -> None:
            if self.program.screen is self:
                self.say(f"{doing}: transcript {done:,} of {of:,} …")

        def tell(done: int, of: int) -> None:
            if done and done % _SAID_EVERY == 0:
                loop.call_soon_threadsafe(say, done, of)

        return tell

    async def _while_here(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Work until the screen is left: its list goes before its work is stopped."""
        try:
            try:
                await work()
            except UtsagaError as error:
                self.say_problem(error)
        except NoMatches:
            if self in self.app.screen_stack:
                raise
