"""A small program on the terminal layer, for tests that run and end it in every way there is.

Arguments: a file to write "safe" to when the study would be made safe, and what it does meanwhile.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from utsaga.tui.terminal.check import Terminal
from utsaga.tui.terminal.run import run_app
from utsaga.tui.terminal.watchdog import HANG_UPS

if TYPE_CHECKING:
    from textual.app import App

SAFE, MEANWHILE = Path(sys.argv[1]), sys.argv[2]
LAST_TURN = 400


def tell(what: str) -> None:
    """Let the test know how far it has come."""
    SAFE.with_suffix(f".{what}").touch()


def make_app(terminal: Terminal) -> App[Any]:
    from textual.app import App, ComposeResult
    from textual.containers import Vertical
    from textual.content import Content
    from textual.widgets import Input, Static

    from utsaga.tui.terminal.output import install
    from utsaga.tui.terminal.watchdog import unblock_in_child

    class SmallApp(App[None]):
        BINDINGS: ClassVar = [("f5", "outside"), ("f6", "say"), ("ctrl+l", "redraw")]
        turn = 0
        behind = 0

        def compose(self) -> ComposeResult:
            with Vertical():
                yield Static("utsaga is ready", id="text")
                yield Static("memo below")
                yield Input(id="memo")

        def on_mount(self) -> None:
            self.query_one(Input).cursor_blink = False
            if MEANWHILE.startswith("paints"):
                self.painter = self.set_interval(0.001, self.paint)

        def action_redraw(self) -> None:
            install(self).redraw()

        def action_say(self) -> None:
            self.query_one("#text", Static).update("utsaga has changed")

        def action_outside(self) -> None:
            code = "import signal; print('child blocks', *signal.pthread_sigmask(signal.SIG_BLOCK, []))"
            with self.suspend():
                subprocess.run([sys.executable, "-c", code], check=True, preexec_fn=unblock_in_child)

        def paint(self) -> None:
            """Another screenful; tells when the line has been behind for a while."""
            if MEANWHILE == "paints a while" and self.turn == LAST_TURN:
                self.painter.stop()
                tell("painted")
                return
            self.turn += 1
            line = "".join(chr(33 + (self.turn * 7 + n) % 90) for n in range(70))
            self.query_one("#text", Static).update(Content("\n".join([f"turn {self.turn}", *[line] * 14])))
            thread = self._driver._writer_thread
            queued = thread._queue.qsize() if thread is not None else 0
            self.behind = self.behind + 1 if queued else 0
            if self.behind > 50 or queued > 20:
                tell("behind")

        def on_input_changed(self) -> None:
            if MEANWHILE == "hangs":
                tell("hanging")
                signal.pause()

    return SmallApp(**terminal.app_options)


def main() -> int:
    """With a thread beside it, as the study has one."""
    signal.pthread_sigmask(signal.SIG_BLOCK, HANG_UPS)
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    return run_app(make_app, on_hangup=lambda: SAFE.write_text("safe") and None)


sys.exit(main())
