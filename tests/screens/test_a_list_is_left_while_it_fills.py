"""A list may be left at any moment: what was still being gathered for it is nobody's any more."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from session import open_program

from studies import interviews
from utsaga.commands import Scope
from utsaga.tui.parts import Line, Part
from utsaga.tui.screens.list_screen import ListScreen


class Slow(ListScreen[str]):
    """A list whose rows come when they are told to, whatever has become of the screen."""

    SCOPES = (Scope.LIST, Scope.EVERYWHERE)

    def __init__(self) -> None:
        super().__init__()
        self.go_on = asyncio.Event()
        self.ended = asyncio.Event()

    def look(self, item: str, _width: int) -> Sequence[Line]:
        return [[Part(item)]]

    def key_of(self, item: str) -> str:
        return item

    def gather(self) -> Iterable[Sequence[str]]:
        yield ()

    def heading(self) -> Line:
        return [Part("Slow")]

    async def show_late(self) -> None:
        """Show rows after the screen has gone, as work does that nobody could stop in time."""
        try:
            await asyncio.shield(self.go_on.wait())
        except asyncio.CancelledError:
            await self.go_on.wait()
        try:
            self.lay_out(["late"])
            self.show_items(["late"])
        finally:
            self.ended.set()


async def test_rows_that_come_when_their_list_has_been_left_are_let_go(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            screen = Slow()
            await session.app.push_screen(screen)
            screen.beside(screen.show_late, "late")
            await session._pilot.pause()
            await session._pilot.press("q")
            await session.until(lambda: screen not in session.app.screen_stack and not screen.children)
            screen.go_on.set()
            await session.until(screen.ended.is_set)
            await session.settle()
            assert session.screen is session.app.workspace


class NewestFirst(Slow):
    """A list whose newest item is found last."""

    def gather(self) -> Iterable[Sequence[str]]:
        yield from ([name] for name in "abc")

    def in_order(self, items: Sequence[str]) -> Sequence[str]:
        return list(reversed(items))


async def test_a_list_that_took_its_time_is_seen_from_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found first, and stood at the top meanwhile, does not take the cursor along to its place."""
    monkeypatch.setattr("utsaga.tui.screens.list_screen._SLICE", 0)
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            screen = NewestFirst()
            await session.app.push_screen(screen)
            await session.until(lambda: screen.complete)
            assert (screen.current, screen.rows.cursor) == ("c", 0)
