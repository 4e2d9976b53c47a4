"""A small program on the terminal layer, for tests that end it in every way there is.

Arguments: a file to write "safe" to when the study would be made safe, and what it does meanwhile.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from utsaga.tui.terminal.check import Terminal
from utsaga.tui.terminal.run import run_app

safe, meanwhile = Path(sys.argv[1]), sys.argv[2]


def make_app(terminal: Terminal) -> object:
    from textual.app import App, ComposeResult
    from textual.widgets import Input, Static

    class SmallApp(App[None]):
        turn = 0
        behind = 0

        def compose(self) -> ComposeResult:
            yield Static("utsaga is ready", id="text")
            yield Input(id="memo")

        def on_mount(self) -> None:
            if meanwhile == "paints":
                self.set_interval(0.001, self.paint)
            if meanwhile == "starts a child":
                code = "import signal; print(sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])))"
                from utsaga.tui.terminal.watchdog import unblock_in_child

                child = subprocess.run(
                    [sys.executable, "-c", code], capture_output=True, text=True, preexec_fn=unblock_in_child
                )
                own = sorted(signal.pthread_sigmask(signal.SIG_BLOCK, []))
                self.query_one(Static).update(f"child blocks {child.stdout.strip()} own {len(own)}")

        def paint(self) -> None:
            from textual.content import Content

            self.turn += 1
            line = "".join(chr(33 + (self.turn + n) % 90) for n in range(70))
            self.query_one(Static).update(Content("\n".join([line] * 15)))
            thread = self._driver._writer_thread
            queued = thread._queue.qsize() if thread is not None else 0
            self.behind = self.behind + 1 if queued else 0
            if self.behind > 50 or queued > 20:
                safe.with_suffix(".behind").touch()

        def on_input_changed(self) -> None:
            if meanwhile == "hangs":
                safe.with_suffix(".hanging").touch()
                signal.pause()

    return SmallApp(**terminal.app_options)


sys.exit(run_app(make_app, on_hangup=lambda: safe.write_text("safe")))
