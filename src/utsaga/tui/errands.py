"""What goes on when the screen where it was asked for is left: files being written, texts brought in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import Worker

from utsaga.commands import BY_ID
from utsaga.model.errors import Refused, UtsagaError
from utsaga.tui.keyed_screen import KeyedScreen

if TYPE_CHECKING:
    from utsaga.tui.app import UtsagaApp


class Errands:
    """One at a time. Its outcome is said wherever one is by then; leaving the program asks to wait for it."""

    def __init__(self, program: UtsagaApp) -> None:
        """Nothing goes on."""
        self._program = program
        self._doing = ""
        self._warned = False

    def begin(self, doing: str, work: Callable[[], Coroutine[None, None, None]], screen: KeyedScreen) -> None:
        """Let work go on whatever becomes of the screen; ``doing`` is what goes on, as a sentence.

        Raises:
            Refused: something goes on already.
        """
        if self._doing:
            raise Refused(f"{self._doing}: wait for that first.")
        self._doing, self._warned = doing, False
        _: Worker[None] = self._program.run_worker(partial(self._done, work, screen))

    def may_leave(self) -> bool:
        """Whether the program may be left now; once it is said what goes on, leaving again leaves."""
        if not self._doing or self._warned:
            return True
        self._warned = True
        leave = self._program.config.keymap.shown(BY_ID["app.leave"])
        self._program.workspace.say(f"{self._doing}: wait for that, or {leave} again leaves without it.")
        return False

    async def _done(self, work: Callable[[], Coroutine[None, None, None]], screen: KeyedScreen) -> None:
        try:
            await work()
        except UtsagaError as error:
            self._program.changes.where(screen).say_problem(error)
        finally:
            self._doing = ""
