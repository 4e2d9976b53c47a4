"""Work that only looks at something, away from the screen's thread: it is let go when nobody needs it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def away(work: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """Do work on a thread of its own, which the end of the program does not wait for.

    What it finds for somebody who waits no more is let go. So it must only look: a file that is being
    written when the program ends would be left half written.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def tell(outcome: Callable[[], None]) -> None:
        if not answer.done():
            outcome()

    def run() -> None:
        try:
            outcome: Callable[[], None] = partial(answer.set_result, work(*arguments, **options))
        except BaseException as error:  # noqa: BLE001  # it is raised where the answer is waited for
            outcome = partial(answer.set_exception, error)
        with suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(tell, outcome)

    _start(run)
    return await answer


def _start(run: Callable[[], None]) -> None:
    threading.Thread(target=run, name="away", daemon=True).start()


class Stop:
    """A wish to wait no longer for what is found away from the screen."""

    def __init__(self) -> None:
        """Nobody wishes it yet."""
        self.wanted = False
        self._waiting: asyncio.Future[Any] | None = None

    def now(self) -> None:
        """Wait no longer: neither for what is being looked for nor for anything after it."""
        self.wanted = True
        if self._waiting is not None:
            self._waiting.cancel()

    async def or_find(self, work: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T | None:
        """What work done ``away`` finds; None if it is stopped first."""
        if self.wanted:
            return None
        waiting = asyncio.ensure_future(away(work, *arguments, **options))
        self._waiting = waiting
        try:
            return await waiting
        except asyncio.CancelledError:
            if not self.wanted:  # whoever asked is stopped
                raise
            return None
