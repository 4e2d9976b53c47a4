"""The program on a screen of a test: keys in, rows of text out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from utsaga.config import Config
from utsaga.study import Study
from utsaga.tui.app import UtsagaApp
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.widgets.row_list import RowList
from utsaga.tui.widgets.status_line import StatusLine

_PATIENCE = 60.0
"""Seconds for which a test waits for something that should come at once."""

_MOMENT = 0.005
"""Seconds after which it looks again whether it has come."""


class Session:
    """The program with a study open."""

    def __init__(self, app: UtsagaApp, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other and wait until all has been done that they began."""
        for key in keys:
            await self._pilot.press(key)
            await self.settle()

    async def answer(self, text: str) -> None:
        """Write a text into the line that has the keys, and press Enter."""
        line = self.screen.query_one(AnsweredLine)
        line.value = text
        line.cursor_position = len(text)
        await self.press("enter")

    async def settle(self) -> None:
        """Wait until nothing is going on."""
        await self._pilot.pause()
        while self.app.workers:
            await self.app.workers.wait_for_complete()
            await self._pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; give up when that takes absurdly long."""
        async with asyncio.timeout(_PATIENCE):
            while not holds():
                await self._pilot.pause(_MOMENT)

    @property
    def screen(self) -> Screen[Any]:
        """The uppermost screen."""
        return self.app.screen

    @property
    def rows(self) -> RowList[Any]:
        """The list of the screen."""
        return self.screen.query_one(RowList)

    @property
    def message(self) -> str:
        """What was said last."""
        return self.screen.query_one(StatusLine).message

    @property
    def lines(self) -> list[str]:
        """What is on the screen, row by row."""
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.lines)


@asynccontextmanager
async def open_program(study: Study, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Session]:
    """Run the program on a study."""
    app = UtsagaApp(study, Config(coder=study.coder))
    async with app.run_test(size=size) as pilot:
        session = Session(app, pilot)
        await session.settle()
        yield session
