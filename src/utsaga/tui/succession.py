"""From reading along to writing: told when whoever wrote has left, and done by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utsaga.commands import BY_ID
from utsaga.model.errors import ReadOnly, Refused
from utsaga.tui.keyed_screen import KeyedScreen
from utsaga.tui.ways import by_keys

if TYPE_CHECKING:
    from utsaga.store import Holder
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
            self._program.show_anew()
            screen.say(self._left(holder))
        self._vacant = vacant

    @property
    def key(self) -> str:
        """The key by which this session writes on."""
        return self._program.config.keymap.shown(BY_ID["app.write"])

    def refusal(self, error: ReadOnly) -> str:
        """Why a change was refused, as things are by now, and which key may help."""
        study = self._program.study
        if study.vacant:
            return self._left(study.store.holder)
        return f"{error}. {self.key} writes here when they have left." if study.store.holder else str(error)

    def _left(self, holder: Holder | None) -> str:
        return f"{holder.who if holder else 'Whoever wrote'} has left the study: {self.key} to write here."

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
        self._program.offer_drafts()
        return study.at_start(by_keys(self._program.config.keymap)) or "You can write here now."
