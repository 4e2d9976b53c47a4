"""From reading along to writing: told when whoever wrote has left, and done by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utsaga.commands import BY_ID
from utsaga.model.errors import Refused
from utsaga.tui.keyed_screen import KeyedScreen

if TYPE_CHECKING:
    from utsaga.tui.app import UtsagaApp


class Succession:
    """Who writes after the one who has left."""

    def __init__(self, program: UtsagaApp) -> None:
        """Nobody is known to have left."""
        self._program = program
        self._vacant = False

    def look(self) -> None:
        """Say once that whoever wrote has left, and how to write now."""
        study, screen = self._program.study, self._program.screen
        vacant, holder = study.vacant, study.store.holder
        if vacant and not self._vacant:
            if not isinstance(screen, KeyedScreen):
                return  # a question is open: it is said when that is answered
            who = holder.who if holder else "Whoever wrote"
            screen.say(f"{who} has left the study: {screen.keymap.shown(BY_ID['app.write'])} to write here.")
        self._vacant = vacant

    def take_over(self) -> str:
        """Write from here on; returns the words to say.

        Raises:
            Refused: this session writes already, or somebody else still does.
            UtsagaError: what was left behind cannot be read.
        """
        study = self._program.study
        if study.writable:
            raise Refused("You can write here already.")
        study.take_over()
        self._program.lookout.look_again()
        return study.at_start or "You can write here now."
