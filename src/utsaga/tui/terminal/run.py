"""Runs an app on the terminal: checked before, watched meanwhile, the exit code after."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from utsaga.tui.terminal.check import Terminal, UnfitTerminal, check_terminal

if TYPE_CHECKING:
    from textual.app import App


def run_app(
    make_app: Callable[[Terminal], App[Any]],
    *,
    mouse: bool = False,
    on_hangup: Callable[[], None],
    last_resort: Callable[[], None] | None = None,
) -> int:
    """Run an app until it leaves, and give the exit code for ``sys.exit``.

    ``make_app`` constructs the app, with the terminal's ``app_options`` among its arguments. It should
    import Textual only then, so that Textual finds the colours that were chosen.
    ``on_hangup`` runs in the app's loop when the line has dropped or the program is told to end: it makes
    the study safe. ``last_resort`` (else ``on_hangup`` again) runs in another thread when the loop does
    not answer, just before the process is ended: it must wait for nothing.

    Threads that run already, such as the study's, must have been started with `watchdog.HANG_UPS` blocked.

    The code is 2 and the reason on stderr where there is no fit terminal, 128 + signal after a hang-up.
    """
    try:
        terminal = check_terminal(sys.__stdin__, sys.__stderr__, os.environ)
    except UnfitTerminal as unfit:
        sys.stderr.write(f"{unfit}\n")
        return unfit.exit_code
    import asyncio

    from utsaga.tui.terminal.output import install
    from utsaga.tui.terminal.watchdog import Watchdog

    app = make_app(terminal)
    install(app)
    app.animation_level = "none"

    def leave() -> None:
        try:
            on_hangup()
        finally:
            app.exit(return_code=watchdog.code)

    async def session() -> None:
        watchdog.attach(asyncio.get_running_loop(), leave)
        await app.run_async(mouse=mouse)

    with Watchdog(0, last_resort or on_hangup) as watchdog:
        asyncio.run(session())
    return watchdog.code or app.return_code or 0
