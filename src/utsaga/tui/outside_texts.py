"""Texts that editors change while the program runs, or did before: taken in, told, or left to a person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from utsaga.commands import BY_ID
from utsaga.model.action import Action
from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.study.living.words import leaves_waiting
from utsaga.study.phrases import counted
from utsaga.tui.away import away
from utsaga.tui.command_screen import CommandScreen

if TYPE_CHECKING:
    from utsaga.study.living.noticed import Noticed
    from utsaga.tui.app import UtsagaApp

_SAVING = "Saving …"
_TOLD = 3
"""How many texts are told of that could not be taken in, at most; the review has them all."""

_SAID_EVERY = 1.0
"""Seconds after which is said anew how far the look through several transcripts is."""


class OutsideTexts:
    """Makes changed texts part of the study, those that were noticed together as one change, and tells.

    ``refused`` are those that only a person can settle, by source: they look like another text, or
    cannot be read. The review asks about them.
    """

    def __init__(self, program: UtsagaApp) -> None:
        """Begin with nothing noticed."""
        self._program = program
        self._looking = asyncio.Lock()
        self._ended = False
        self.refused: dict[str, UtsagaError] = {}

    def take_in(self, keys: Collection[str] | None = None) -> None:
        """Take in what was done to the texts of some sources, or of all; a session that only reads tells.

        Reading all texts, and keeping those that are not kept, is not for the screen to wait for.
        """
        self._program.run_worker(self._take_in(keys))

    def place(self, keys: Collection[str]) -> None:
        """Place what others have brought that does not lie on its words, in some sources, or note it."""
        if keys:
            self._program.run_worker(self._place_alone(keys))

    def end(self) -> None:
        """Look through no more: the program is being left, and the next start begins anew."""
        self._ended = True

    async def _take_in(self, keys: Collection[str] | None) -> None:
        from utsaga.study.living import outside

        async with self._looking:
            study = self._program.study
            found = await away(outside.changed, study, keys)
            if not study.writable:
                await self._tell_reader(found, everything=keys is None)
                return
            self._forget_settled(keys)
            await self._take_in_found(found)
            try:
                await asyncio.to_thread(outside.keep, study, keys)
            except UtsagaError as error:
                self._screen.say_problem(error)
            await self._place(keys)

    async def _tell_reader(self, found: Sequence[Source], *, everything: bool) -> None:
        from utsaga.study.living import outside

        if found:
            self._screen.say(outside.unseen(found))
        if everything and (said := await away(outside.not_looked_for, self._program.study)):
            self._screen.say(said)

    async def _take_in_found(self, found: Sequence[Source]) -> None:
        from utsaga.study.living import outside
        from utsaga.study.living.noticed import Noticed

        noticed = Noticed(self._program.study, found, outside.take_in)

        def more() -> Sequence[Source]:
            """What was changed since: ``sed`` may have been half through when it was noticed."""
            return [s for s in outside.changed(self._program.study) if s.id not in self.refused]

        done = await self._made(
            noticed, "'{}' was changed outside: its passages are looked for …", "changed outside", more
        )
        self.refused |= noticed.refused
        if noticed.refused:
            self._program.show_anew()
        if done or noticed.refused:
            self._tell(noticed, done)

    async def _place_alone(self, keys: Collection[str]) -> None:
        async with self._looking:
            await self._place(keys)

    async def _place(self, keys: Collection[str] | None) -> None:
        from utsaga.study.living import astray, outside
        from utsaga.study.living.noticed import Noticed

        found = await away(astray.having, self._program.study, keys)
        noticed = Noticed(self._program.study, found, outside.placing(self._program.study))
        done = await self._made(
            noticed,
            "Passages in '{}' do not lie on their words: they are looked for …",
            "with passages off their words",
        )
        if done or noticed.refused:
            self._tell(noticed, done)

    async def _made(
        self, noticed: Noticed, one: str, several: str, more: Callable[[], Sequence[Source]] = list
    ) -> list[Action]:
        """Look through what was noticed, between other work, and make the changes that it comes to.

        ``one`` is what is said of a title meanwhile, ``several`` what so many transcripts are; ``more``
        looks for what has to be looked through with them.
        """

        def say() -> None:
            if noticed.number == 1:
                self._screen.say(one.format(noticed.title))
            elif noticed.looking:
                what = f"{counted(noticed.number, 'transcript')} {several}"
                self._screen.say(f"{what}: passages are looked for, {noticed.done + 1:,} of them so far …")

        done: list[Action] = []
        changes = self._program.changes
        saying = self._program.set_interval(_SAID_EVERY, say)
        try:
            while noticed.pending and not self._ended:
                if noticed.looking:
                    await changes.look(noticed.look)
                elif not noticed.add(await asyncio.to_thread(more)):
                    made = await changes.made(
                        noticed.action, self._screen, refused=self._not_made, aside=_SAVING
                    )
                    done += filter(None, [made])
        finally:
            saying.stop()
        return done

    def _not_made(self, error: UtsagaError) -> None:
        from utsaga.study.living.noticed import Settled

        if not isinstance(error, Settled):
            self._screen.say_problem(error)

    @property
    def _screen(self) -> CommandScreen:
        """Where it is told."""
        screen = self._program.screen
        return screen if isinstance(screen, CommandScreen) else self._program.workspace

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

    def _tell(self, noticed: Noticed, done: Sequence[Action]) -> None:
        """What was refused, what was made of the others, and the keys that lead on."""
        from utsaga.study.living import outside

        keymap = self._screen.keymap
        told = [outside.told(self._program.study, done)] if done else []
        review = keymap.shown(BY_ID["go.reviews"])
        if noticed.refused:
            told.append(f"{review} settles it.")
        elif any(map(leaves_waiting, done)):
            told.append(f"{review} places them.")
        if lost := outside.turns_lost(noticed.lost_turns, done, keymap.shown(BY_ID["app.undo"])):
            told.append(f"{lost}.")
        self._screen.say(" ".join([*_problems(noticed), *told]))


def _problems(noticed: Noticed) -> list[str]:
    """Why texts were left as they are: the first of them, and how many more there are."""
    said = [str(error) for error in noticed.refused.values()]
    more = len(said) - _TOLD
    return [*said[:_TOLD], f"{more:,} more were not taken in."] if more > 0 else said
