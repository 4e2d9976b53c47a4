"""Keys in the order in which they were typed, also while a screen is still opening.

Over a slow line several keys come in one packet: ``c``, a few letters, Enter. The letters belong to the
palette that ``c`` opens, although it is not there yet when they come.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable

from textual import events


class TypeAhead:
    """Keys that wait until the screen that they are meant for can take them."""

    def __init__(self, take: Callable[[events.Key], Awaitable[None]], ready: Callable[[], bool]) -> None:
        """Hand keys to ``take``, one after the other, whenever ``ready``."""
        self._take = take
        self._ready = ready
        self._waiting: deque[events.Key] = deque()
        self._flowing = False

    async def add(self, event: events.Key) -> None:
        """Queue a key and hand over what can be handed over."""
        self._waiting.append(event)
        await self.flow()

    def forget(self) -> None:
        """Let go of the keys that wait."""
        self._waiting.clear()

    async def flow(self) -> None:
        """Hand over keys as long as they can be taken."""
        if self._flowing:
            return
        self._flowing = True
        try:
            while self._waiting and self._ready():
                await self._take(self._waiting.popleft())
        finally:
            self._flowing = False
