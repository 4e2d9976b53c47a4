"""Texts that editors change while the program runs, or did before: taken in, told, or left to a person."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from utsaga.commands import BY_ID
from utsaga.model.action import Action
from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.study.living.words import leaves_waiting
from utsaga.tui.command_screen import CommandScreen
from utsaga.tui.keyed_screen import KeyedScreen

if TYPE_CHECKING:
    from utsaga.tui.app import UtsagaApp


@dataclass
class _Batch:
    """What was noticed at one look, and has been taken in or refused so far."""

    done: list[Action] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class OutsideTexts:
    """Makes changed texts part of the study, each as a change of its own, and tells of them together.

    ``refused`` are those that only a person can settle, by source: they look like another text, or
    cannot be read. The review asks about them.
    """

    def __init__(self, program: UtsagaApp) -> None:
        """Begin with nothing noticed."""
        self._program = program
        self.refused: dict[str, UtsagaError] = {}

    def take_in(self, keys: Collection[str] | None = None) -> None:
        """Take in what was done to the texts of some sources, or of all; a session that only reads tells.

        Reading all texts, and keeping those that are not kept, is not for the screen to wait for.
        """
        self._program.run_worker(self._take_in(keys))

    async def _take_in(self, keys: Collection[str] | None) -> None:
        from utsaga.study.living import outside

        study = self._program.study
        found = await asyncio.to_thread(outside.changed, study, keys)
        self._make_changes(found, keys)
        if study.writable:
            try:
                await asyncio.to_thread(outside.keep, study, keys)
            except UtsagaError as error:
                self._screen.say_problem(error)
            await self._place(keys)
        elif keys is None and (said := await asyncio.to_thread(outside.not_looked_for, study)):
            self._screen.say(said)

    def place(self, keys: Collection[str]) -> None:
        """Place what others have brought that does not lie on its words, in some sources, or note it."""
        if keys:
            self._program.run_worker(self._place(keys))

    async def _place(self, keys: Collection[str] | None) -> None:
        from utsaga.study.living import astray, outside

        found = await asyncio.to_thread(astray.having, self._program.study, keys)
        screen, batch = self._screen, _Batch()
        for source in found:
            self._program.changes.make(
                partial(outside.place, self._program.study, source.id),
                screen,
                partial(self._taken, batch, screen, source.id),
                partial(self._not_placed, screen),
                aside=f"Passages in '{source.title}' do not lie on their words: they are looked for …",
            )

    @property
    def _screen(self) -> CommandScreen:
        """Where it is told."""
        screen = self._program.screen
        return screen if isinstance(screen, CommandScreen) else self._program.workspace

    def _make_changes(self, found: Sequence[Source], keys: Collection[str] | None) -> None:
        from utsaga.study.living import outside

        program, screen = self._program, self._screen
        if not program.study.writable:
            if found:
                screen.say(outside.unseen(found))
            return
        self._forget_settled(keys)
        batch = _Batch()
        for source in found:
            program.changes.make(
                partial(outside.take_in, program.study, source.id),
                screen,
                partial(self._taken, batch, screen, source.id),
                partial(self._refused, batch, screen, source.id),
                aside=f"'{source.title}' was changed outside: its passages are looked for …",
            )

    def _not_placed(self, screen: KeyedScreen, error: UtsagaError) -> None:
        from utsaga.study.living.astray import NoneAstray

        if not isinstance(error, NoneAstray):
            screen.say_problem(error)

    def still_refused(self) -> dict[str, UtsagaError]:
        """Why texts were not taken in, by source: those that are still as they were then."""
        from utsaga.study.living import outside

        study = self._program.study
        keys = {source.key for source in study.sources if source.id in self.refused}
        differ = {source.id for source in outside.changed(study, keys)} if keys else set()
        self.refused = {known: error for known, error in self.refused.items() if known in differ}
        return self.refused

    def _forget_settled(self, keys: Collection[str] | None) -> None:
        known = {source.id for source in self._program.study.sources if keys is None or source.key in keys}
        for source_id in known & set(self.refused):
            del self.refused[source_id]

    def _taken(self, batch: _Batch, screen: KeyedScreen, source_id: str, action: Action) -> None:
        self.refused.pop(source_id, None)
        batch.done.append(action)
        self._tell(batch, screen)

    def _refused(self, batch: _Batch, screen: KeyedScreen, source_id: str, error: UtsagaError) -> None:
        self.refused[source_id] = error
        batch.problems.append(str(error))
        self._tell(batch, screen)
        self._program.show_anew()

    def _tell(self, batch: _Batch, screen: KeyedScreen) -> None:
        from utsaga.study.living import outside

        told = [outside.told(self._program.study, batch.done)] if batch.done else []
        review = screen.keymap.shown(BY_ID["go.reviews"])
        if batch.problems:
            told.append(f"{review} settles it.")
        elif any(map(leaves_waiting, batch.done)):
            told.append(f"{review} places them.")
        undo = screen.keymap.shown(BY_ID["app.undo"])
        if lost := outside.turns_lost(self._program.study, batch.done, undo):
            told.append(f"{lost}.")
        screen.say(" ".join([*batch.problems, *told]))
