"""Waiting until a program on a test's screen has done all that it can do by itself, as soon as that is so.

Textual's own Pilot looks at the clock: it sleeps for 20 ms at a time until the process used little CPU in
one of them, three times for a key. That is most of the time that a test of a screen takes, and on a busy
machine a process that was not given the processor looks idle. This asks the event loop instead.
"""

from __future__ import annotations

import asyncio

import pytest
from textual import app, pilot
from textual._context import active_app
from textual.screen import Screen

_MOMENT = 0.002
"""Seconds after which it is looked again at what ends by the clock."""


def let_pilot_look(patch: pytest.MonkeyPatch) -> None:
    """Let every Pilot wait by ``until_quiet``."""
    for module in (app, pilot):
        patch.setattr(module, "wait_for_idle", until_quiet)


async def until_quiet(*_: float) -> None:
    """Wait until nothing can run: no callback is ready and nothing waits to be painted.

    Threads, and clocks that have not struck yet, are not waited for, but for those by which a resize and an
    animation end: what a test expects of them, it waits for by name.
    """
    program = active_app.get()
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    while program.is_running:
        if ready:
            await asyncio.sleep(0)
        elif program._resize_timer is not None or program.animator._animations or program.animator._scheduled:
            await asyncio.sleep(_MOMENT)
        elif program.screen_stack and _waits_to_be_painted(program.screen):
            program.screen._on_timer_update()
        else:
            return


def _waits_to_be_painted(screen: Screen[object]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
