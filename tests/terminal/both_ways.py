"""Shows an app on two emulated terminals at once: as Textual draws it, and as the layer sends it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from textual._compositor import Compositor
from textual.app import App
from textual.driver import Driver
from textual.events import Resize
from textual.geometry import Size
from textual.pilot import Pilot

from emulator import Cell, Emulator
from utsaga.tui.terminal.output import install


class RecordingDriver(Driver):
    """A terminal of a given size that keeps what is written to it."""

    size_in_cells = (80, 24)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)

    def start_application_mode(self) -> None:
        size = Size(*self.size_in_cells)
        self.send_message(Resize(size, size))

    def disable_input(self) -> None:
        """There is no input."""

    def stop_application_mode(self) -> None:
        """There is nothing to restore."""


class BothWays:
    """An app under the layer; `compare` looks at both terminals."""

    def __init__(self, app: App[Any], size: tuple[int, int], colours: ColorSystem | None = None) -> None:
        self.app = app
        self.stock, self.ours = (Emulator(*size, width_of=get_character_cell_size) for _ in range(2))
        for emulator in (self.stock, self.ours):
            emulator.feed("\x1b[?7l")
        self.sent = b""
        app.driver_class = type("SizedDriver", (RecordingDriver,), {"size_in_cells": size})
        if colours is not None:
            app.console._color_system = colours
        self.output: Any = install(app, environ={"TERM": "xterm"})
        assert self.output.stock == ""
        self.output._pace.is_behind = lambda _now: False  # no frame waits for a clock
        self._layer = app._display
        app._display = self._display
        self._compose_as_before, self._as_textual = self.output.compose, None
        self.composed = 0
        self.output.compose = self._compose

    def _display(self, screen: Any, update: Any) -> None:
        if update is not None and not self.app._batch_count:
            as_textual = self._as_textual if isinstance(update, list) else update
            self.stock.feed(as_textual.render_segments(self.app.console))
        self._layer(screen, update)
        self.take()

    def _compose(self, compositor: Compositor) -> Any:
        """Draw a frame as Textual does too, after the layer, which must not need anything of that."""
        dirty = compositor._dirty_regions.copy()
        pieces = self._compose_as_before(compositor)
        self.composed += isinstance(pieces, list)
        compositor._dirty_regions.update(dirty)
        self._as_textual = Compositor.render_partial_update(compositor)
        return pieces

    def take(self) -> None:
        """Show what was written since the last time."""
        written = "".join(self.app._driver.written)
        self.app._driver.written.clear()
        self.ours.feed(written)
        self.sent += written.encode()

    def compare(self) -> None:
        """Every cell, its character and its colours, must be the same on both.

        A frame may have been written that no update of Textual was the cause of: after a redraw.
        """
        assert self.output.stock == ""
        self.take()
        for y in range(self.stock.screen.lines):
            expected, got = self.stock.row(y), self.ours.row(y)
            if got != expected:
                expected, got = ([cell.seen for cell in row] for row in (expected, got))
                assert got == expected, difference(y, expected, got)

    async def resize(self, pilot: Pilot[Any], width: int, height: int) -> None:
        """Another size; a terminal that is dragged keeps some of what it showed, which is now wrong."""
        for emulator in (self.stock, self.ours):
            emulator.resize(width, height)
        self.output.drop_shadow()
        size = Size(width, height)
        self.app.post_message(Resize(size, size))
        await settle(pilot)

    def run(self, script: Callable[[Pilot[Any]], Awaitable[None]]) -> Awaitable[Any]:
        """Run the app with somebody at the keys."""

        async def at_the_keys(pilot: Pilot[Any]) -> None:
            await settle(pilot)
            await script(pilot)
            self.app.exit()

        return self.app.run_async(auto_pilot=at_the_keys)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until the app has nothing more to do or to draw."""
    await pilot.pause()
    while pilot.app._resize_timer is not None or pilot.app.screen._dirty_widgets:
        await pilot.pause(0.005)
    await pilot.pause()


def difference(y: int, expected: list[Cell], got: list[Cell]) -> str:
    """The first cell of a row that is not as it should be."""
    x = next(x for x in range(len(expected)) if expected[x] != got[x])
    return f"row {y}, column {x}: {got[x]} instead of {expected[x]}"
