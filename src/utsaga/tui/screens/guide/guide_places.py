"""Where guide questions were perhaps asked: looked for beside the screen, and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from utsaga.analysis.answers import Answer, answers_in
from utsaga.analysis.asked import Proposal, places_of
from utsaga.model.action import Action
from utsaga.model.errors import UtsagaError
from utsaga.model.guide import GuideItem
from utsaga.model.source import Source, Speaker
from utsaga.study import Study
from utsaga.study.guide.versions import guide_of
from utsaga.tui.away import away

_Looked = tuple[str, tuple[Speaker, ...], int, tuple[GuideItem, ...]]
"""What places depend on: the text by its hash, who speaks, where it begins, and the guide."""


class GuidePlaces:
    """Finds places and answers of a study; a transcript that has not changed is not looked through again."""

    def __init__(self, study: Study) -> None:
        """Start before any transcript has been looked through."""
        self._study = study
        self._known: dict[str, tuple[_Looked, list[Proposal]]] = {}
        self._found: dict[str, list[Answer]] = {}

    def follow(self, action: Action | None) -> None:
        """Find answers anew where a change touches them: in its transcripts, or everywhere."""
        keys = {change.table.source_key for change in action.changes} if action else {None}
        if None in keys:
            self._found.clear()
            return
        keys |= {change.key for change in action.texts} if action else set()
        for source in self._study.sources:
            if source.key in keys:
                self._found.pop(source.id, None)

    async def answers(
        self, *, told: Callable[[int, int], None], problem: Callable[[UtsagaError], None]
    ) -> dict[str, list[Answer]]:
        """How it went with every question, by the id of each transcript that has a guide.

        ``told`` hears how many transcripts have been looked through, and of how many; ``problem`` of a
        transcript that cannot be read.
        """
        found: dict[str, list[Answer]] = {}
        sources = list(self._study.sources)
        for number, source in enumerate(sources):
            told(number, len(sources))
            try:
                if source.id not in self._found:
                    await self._look_through(source)
                if source.id in self._found:
                    found[source.id] = self._found[source.id]
            except UtsagaError as error:
                problem(error)
        return found

    async def _look_through(self, source: Source) -> None:
        guide = guide_of(self._study, source)
        if guide is None:
            self._known.pop(source.id, None)
            return
        transcript = self._study.transcript(source.id)
        looked: _Looked = (transcript.sha256, source.speakers, source.body, guide.items)
        known = self._known.get(source.id)
        if known is None or known[0] != looked:
            places = await away(places_of, transcript, guide)
            self._known[source.id] = (looked, places)
        self._found[source.id] = answers_in(self._study, source, self._known[source.id][1])
        await asyncio.sleep(0)
