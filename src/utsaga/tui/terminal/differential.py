"""Differential output: a layer between Textual and its driver that sends only what changed.

Textual paints whole widgets: a cursor that moves by a word sends 10 KB, a terminal that gains focus 39 KB.
This layer keeps what the terminal shows (its shadow) beside what it should show, and sends the difference
in one write. While the line is behind, frames are left out, never queued: the newest state is what is sent
next. It stands on private parts of Textual, which `utsaga.tui.terminal.output` checks before it imports
this module. When anything goes wrong here, Textual's own output is used and the reason is kept.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any

from rich.color import ColorSystem
from rich.style import Style
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.events import AppBlur, AppFocus
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput
from textual.strip import Strip

from utsaga.tui.terminal.cells import Row, agreed, cells_of, cut, one_cell_each
from utsaga.tui.terminal.compositing import Piece, pieces_to_draw
from utsaga.tui.terminal.encoder import encode
from utsaga.tui.terminal.output import Output
from utsaga.tui.terminal.pace import Pace
from utsaga.tui.terminal.pens import PLAIN, Pen, pen_of

NO_FOCUS_REPORTS = "\x1b[?1004l"
LEAST_TO_SYNCHRONIZE = 200
"""Bytes below which a frame is in one packet and drawn at once without being marked as one."""
RETRY_SECONDS = 0.01
SETTLE_SECONDS = 0.1


class DifferentialOutput(Output):
    """The layer under one app; `attach` puts it there."""

    def __init__(self, app: App[Any], *, erases_with_background: bool) -> None:
        super().__init__(app, stock="")
        self._erases_with_background = erases_with_background
        self._wanted: list[Row] = []
        self._shown: list[Row] | None = None
        self._dirty: set[int] = set()
        self._pen: Pen | None = None
        self._cursor = (0, 0)
        self._shadow_holds = False
        self._pace = Pace()
        self._retry: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self) -> None:
        """Take the place of Textual's output, before the app runs."""
        self._app._display = self.display  # type: ignore[assignment, method-assign]
        self._app.driver_class = _watched(self._app.driver_class, self)

    def redraw(self) -> None:
        if self.stock:
            super().redraw()
            return
        self.drop_shadow()
        self._flush()

    def drop_shadow(self) -> None:
        """Forget what the terminal shows: the next frame is sent whole."""
        self._shadow_holds = False

    def display(self, screen: Any, update: Any) -> None:
        """Takes the place of ``App._display``: put what the compositor made on the terminal."""
        app = self._app
        try:
            self._attach_to(screen._compositor)
            ready = app._running and not app._closed and not app.is_headless and app._driver is not None
            if update is not None and ready and not app._batch_count:
                self._take(update)
                self._flush()
        except Exception as error:  # noqa: BLE001 - whatever failed here, the person must see the screen
            self._give_up(error)
        finally:
            app.post_display_hook()

    def _attach_to(self, compositor: Compositor) -> None:
        if "render_partial_update" not in vars(compositor):
            compositor.render_partial_update = lambda: self.compose(compositor)  # type: ignore[assignment, method-assign, return-value]

    def compose(self, compositor: Compositor) -> list[Piece] | ChopsUpdate | None:
        """Takes the place of ``Compositor.render_partial_update``: draw what has changed on a screen."""
        if not self.stock:
            try:
                return pieces_to_draw(compositor) or None
            except Exception as error:  # noqa: BLE001 - as in display
                self._give_up(error)
        return Compositor.render_partial_update(compositor)

    def _take(self, update: LayoutUpdate | ChopsUpdate | list[Piece]) -> None:
        """Write an update into the wanted screen."""
        width, height = self._app.size
        if len(self._wanted) != height or (height and len(self._wanted[0].chars) != width):
            self._wanted = [Row.blank(width) for _ in range(height)]
            self.drop_shadow()
        color_system = self._app.console._color_system or ColorSystem.TRUECOLOR
        for y, x, strip in _pieces(update):
            if 0 <= y < height:
                _put(self._wanted[y], x, strip, color_system)
                self._dirty.add(y)

    def _flush(self) -> None:
        """Send what differs, or try again soon where the terminal is behind."""
        driver = self._app._driver
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None
        if driver is None or self.stock or not self._wanted or not self._app._running:
            return
        now = time.monotonic()
        if self._pace.is_behind(now) or _is_behind(driver):
            self._retry = asyncio.get_running_loop().call_later(RETRY_SECONDS, self._flush_later)
            return
        frame = self._frame()
        if frame:
            answers = self._app._sync_available
            if answers and len(frame) >= LEAST_TO_SYNCHRONIZE:
                frame = f"{SYNC_START}{frame}{SYNC_END}"
            driver.write(frame + self._pace.sent(len(frame.encode()), now, answers=answers))
            driver.flush()

    def _flush_later(self) -> None:
        try:
            self._flush()
        except Exception as error:  # noqa: BLE001 - as in display
            self._give_up(error)

    def _frame(self) -> str:
        if not self._shadow_holds:
            self._shown, self._pen, self._dirty = None, None, set(range(len(self._wanted)))
            self._shadow_holds = True
        rows = sorted(self._dirty)
        text, self._pen = encode(
            self._shown,
            self._wanted,
            rows,
            self._pen,
            erases_with_background=self._erases_with_background,
        )
        shown = self._shown or [Row([], [])] * len(self._wanted)
        for y in rows:
            shown[y] = self._wanted[y].copy()
        self._shown = shown
        self._dirty.clear()
        return text + self._cursor_move(text)

    def _cursor_move(self, frame: str) -> str:
        """Put the cursor where the app wants it, for input methods; (0, 0) means that it wants nothing."""
        x, y = self._app.screen.outer_size.clamp_offset(self._app.cursor_position)
        if (x, y) == (0, 0) or (not frame and (x, y) == self._cursor):
            return ""
        self._cursor = (x, y)
        return f"\x1b[{y + 1};{x + 1}H"

    def _give_up(self, error: Exception) -> None:
        """Leave the output to Textual from now on."""
        self.stock = f"a frame could not be made ({type(error).__name__})"
        del self._app.__dict__["_display"]
        driver = self._app._driver
        if driver is not None:
            driver.write("\x1b[m\x1b[2J")
        self._app.screen.refresh()

    def started(self) -> None:
        """The driver has taken the terminal, at the start or after it was suspended."""
        self._loop = asyncio.get_running_loop()
        self.drop_shadow()
        self._pace.forget()
        before = signal.getsignal(signal.SIGWINCH)
        if not callable(before):
            return
        loop = asyncio.get_running_loop()

        def resized(number: int, _: FrameType | None) -> None:
            self.drop_shadow()
            # Not here: a second signal in the middle of it would tell the new size before this one the old.
            loop.call_soon_threadsafe(before, number, None)
            # A size that has come back to what it was makes Textual draw nothing.
            loop.call_soon_threadsafe(loop.call_later, SETTLE_SECONDS, self._flush_later)

        signal.signal(signal.SIGWINCH, resized)

    def confirmed(self) -> bool:
        """The terminal has answered; whether it was a question of ours. Called from the input thread."""
        known = self._pace.confirmed()
        if known and self._retry is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(self._flush_later)
        return known

    def stopping(self, driver: Driver) -> None:
        """The driver is about to give the terminal back: no colour must stay set in it."""
        if not self.stock:
            driver.write("\x1b[m")


def _watched(driver_class: type[Driver], output: DifferentialOutput) -> type[Driver]:
    """The driver, telling the output when it takes the terminal and when it gives it back.

    It does not ask the terminal to report its focus: Textual would take the focus off the pane that has
    it and paint everything anew whenever the person looks at another window.
    """

    class WatchedDriver(driver_class):  # type: ignore[misc, valid-type]
        def start_application_mode(self) -> None:
            super().start_application_mode()
            self.write(NO_FOCUS_REPORTS)
            output.started()

        def stop_application_mode(self) -> None:
            output.stopping(self)
            super().stop_application_mode()

        def process_message(self, message: Message) -> None:
            if isinstance(message, TerminalSupportsSynchronizedOutput) and output.confirmed():
                return
            if not isinstance(message, AppFocus | AppBlur):
                super().process_message(message)

    return WatchedDriver


def _is_behind(driver: Driver) -> bool:
    """Whether an earlier write still waits for the line."""
    writer = getattr(driver, "_writer_thread", None)
    queue = getattr(writer, "_queue", None)
    return queue is not None and queue.qsize() > 0


def _pieces(update: LayoutUpdate | ChopsUpdate | list[Piece]) -> Iterator[tuple[int, int, Strip]]:
    """What an update writes where: row, column, strip."""
    if isinstance(update, list):
        yield from update
        return
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield y, x, strip
                x += strip.cell_length
        return
    for y, left, right in update.spans:
        for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if chop is not None and x < right and end > left:
                yield y, x, chop if end <= right else chop.crop(0, right - x)


def _put(row: Row, x: int, strip: Strip, color_system: ColorSystem) -> None:
    """Write a strip into a row, as many cells as Textual counts in it."""
    chars: list[str] = []
    pens: list[Pen] = []
    all_agreed = True
    for text, style, _ in strip:
        if one_cell_each(text):
            chars.extend(text)
        else:
            chars.extend(cells_of(text))
            all_agreed = all_agreed and agreed(text)
        pen = PLAIN if style is None else _pen(style, color_system)
        pens.extend([pen] * (len(chars) - len(pens)))
    missing = strip.cell_length - len(chars)
    if missing < 0:
        chars, pens = cut(chars, strip.cell_length), pens[:missing]
    elif missing:
        chars.extend(" " * missing)
        pens.extend([pens[-1] if pens else PLAIN] * missing)
    row.put(x, chars, pens, agreed=all_agreed)


def _pen(style: Style, color_system: ColorSystem) -> Pen:
    """The pen that Textual's own output would draw with. Links are left out: a screen has no need of them."""
    sgr = style._ansi
    return pen_of(Strip.render_ansi(style, color_system) if sgr is None else sgr)
