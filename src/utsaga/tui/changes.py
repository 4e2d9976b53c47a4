"""Changes as the screen makes them: through the door, told where they were asked for, shown everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from utsaga.commands import BY_ID
from utsaga.model.action import Action
from utsaga.model.errors import UtsagaError
from utsaga.study.living.words import leaves_waiting
from utsaga.tui.door import Door
from utsaga.tui.keyed_screen import KeyedScreen

if TYPE_CHECKING:
    from utsaga.tui.app import UtsagaApp

T = TypeVar("T")

_SLOW_DISK = 0.5
"""Seconds after which a change that is being written is spoken of."""


class Changes:
    """All changes to the study of a program, one after the other."""

    def __init__(self, program: UtsagaApp) -> None:
        """Stand before the program's study."""
        self._program = program
        self._door = Door(program.study)

    def make(
        self,
        plan: Callable[[], Action],
        screen: KeyedScreen,
        then: Callable[[Action], None] | None = None,
        refused: Callable[[UtsagaError], None] | None = None,
        aside: str = "",
    ) -> None:
        """Make a change for a screen, say there what was done, and let every screen repaint.

        ``then`` is called unless the screen has been left meanwhile; ``refused`` where the change could not
        be made, which the screen else says. ``aside`` is for a plan that may take long and looks at nothing
        but the study: it is made away from the screen, which goes on and says these words meanwhile.
        """
        self._program.run_worker(self.made(plan, screen, then, refused, aside))

    async def look(self, work: Callable[[], T]) -> T:
        """Do what only looks at the study, away from the screen, while nobody changes it."""
        return await self._door.look(work)

    async def made(
        self,
        plan: Callable[[], Action],
        screen: KeyedScreen,
        then: Callable[[Action], None] | None = None,
        refused: Callable[[UtsagaError], None] | None = None,
        aside: str = "",
    ) -> Action | None:
        """As ``make``, and wait until it is made; None when it could not be, which has been said."""
        made = False

        def done(action: Action) -> None:
            nonlocal made
            made = True
            try:
                self._program.show_anew(action)
                self.where(screen).say(self.tell(action))
            finally:  # whatever a screen cannot show now, what has waited for the change goes on
                if then is not None and self.where(screen) is screen:
                    then(action)

        waiting = self._program.set_timer(_SLOW_DISK, lambda: self.where(screen).say(aside or "Saving …"))
        try:
            return await self._door.make(plan, done, aside=bool(aside))
        except UtsagaError as error:
            if refused is None or made or self.where(screen) is not screen:
                self.where(screen).say_problem(error)
            else:
                refused(error)
            return None
        finally:
            waiting.stop()

    def tell(self, action: Action) -> str:
        """What a change has done, in words, and with which keys to go on."""
        keys = self._program.config.keymap
        said = self._program.study.tell(action, keys.shown(BY_ID["app.undo"]))
        return f"{said} {keys.shown(BY_ID['go.reviews'])} places them." if leaves_waiting(action) else said

    async def settled(self) -> None:
        """Wait until no change is being made."""
        await self._door.settled()

    def close(self) -> None:
        """Let a change that is being written reach the disk; further changes are not taken."""
        self._door.close()

    def where(self, screen: KeyedScreen) -> KeyedScreen:
        """A screen where words can be said: this one, or the uppermost if it has been left meanwhile."""
        if screen in self._program.screen_stack and screen.is_mounted:
            return screen
        there = [s for s in self._program.screen_stack if isinstance(s, KeyedScreen) and s.is_mounted]
        return there[-1] if there else self._program.workspace

    @property
    def busy(self) -> bool:
        """Whether a change is being made."""
        return self._door.busy
