"""Transcripts that were noticed together, by one look: what becomes of them is one change and one undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.source import Source
from utsaga.study.guide.asked import noted_in
from utsaga.study.living.words import loses_turns
from utsaga.study.study import Study

HEAVIEST = 32 << 20
"""Bytes in the journal from which a change is made as it is, and the rest comes as another one.

About 30,000 passages that have moved: an act is written, read and undone as one line in memory.
"""


class Settled(Refused):
    """Nothing is to be done any more: not told, for nothing is wrong."""


class _Planned(NamedTuple):
    """What becomes of a source, and what the plan was made from."""

    source_id: str
    action: Action
    made_from: object


class Noticed:
    """Sources that are looked through one after the other, and the change that this comes to.

    Between two looks others may work; what they have touched meanwhile is looked through again.
    ``refused`` are the sources that are left as they are, by id, each with the reason; ``lost_turns`` the
    titles of those in the changes so far whose turns are fewer, because labels came into mid-line.
    """

    def __init__(self, study: Study, sources: Iterable[Source], plan: Callable[[Study, str], Action]) -> None:
        """Begin with nothing looked through; ``plan`` makes the change to one source by its id."""
        self.refused: dict[str, UtsagaError] = {}
        self.lost_turns: list[str] = []
        self._study = study
        self._plan = plan
        self._sources = [source.id for source in sources]
        self.done = 0
        """How many have been looked through."""
        self._planned: list[_Planned] = []
        self._weight = 0

    @property
    def number(self) -> int:
        """How many sources were noticed."""
        return len(self._sources)

    @property
    def title(self) -> str:
        """The title of the source that is looked through, or was last; there must be one."""
        return self._study.source_title(self._sources[min(self.done, self.number - 1)])

    @property
    def looking(self) -> bool:
        """Whether another source is looked through before what was found is made a change."""
        return self.done < self.number and self._weight < HEAVIEST

    @property
    def pending(self) -> bool:
        """Whether there is more to look through or to make a change of."""
        return self.done < self.number or bool(self._planned)

    def add(self, sources: Iterable[Source]) -> bool:
        """Look through more sources, but none a second time; whether there are any."""
        new = [source.id for source in sources if source.id not in self._sources]
        self._sources += new
        return bool(new)

    def look(self) -> None:
        """Look through the next source. From any thread, as long as nobody changes the study meanwhile."""
        self._look_through(self._sources[self.done])
        self.done += 1

    def action(self) -> Action:
        """What was found since the last one, as one change.

        Raises:
            Settled: nothing was found, or nothing is left of it.
        """
        planned, self._planned, self._weight = self._planned, [], 0
        for one in planned:
            if _state(self._study, one.source_id) == one.made_from and self._has_its_text(one):
                self._planned.append(one)
            else:
                self._look_through(one.source_id)
        found, self._planned, self._weight = self._planned, [], 0
        if not found:
            raise Settled("Nothing is left to be done.")
        losing = [one.source_id for one in found if loses_turns(one.action)]
        self.lost_turns += map(self._study.source_title, losing)
        return as_one([one.action for one in found])

    def _look_through(self, source_id: str) -> None:
        made_from = _state(self._study, source_id)
        try:
            action = self._plan(self._study, source_id)
        except Settled:
            return
        except UtsagaError as error:
            self.refused[source_id] = error
            return
        self._planned.append(_Planned(source_id, action, made_from))
        self._weight += self._study.store.weight(action)

    def _has_its_text(self, planned: _Planned) -> bool:
        """Whether the files hold the texts that a plan was made for."""
        try:
            return all(self._study.store.text_sha256(t.key) == t.after for t in planned.action.texts)
        except UtsagaError:
            return False


def as_one(actions: Sequence[Action]) -> Action:
    """Acts of one name on several sources, one each, as one act; a single one as it is."""
    if len(actions) == 1:
        return actions[0]
    counts: Counter[str] = Counter()
    for action in actions:
        counts.update(action.counts)
    return Action(
        actions[0].name,
        actions[0].who,
        tuple(change for action in actions for change in action.changes),
        tuple(text for action in actions for text in action.texts),
        counts=counts,
    )


def _state(study: Study, source_id: str) -> object:
    """All that a plan for a source is made from, but its text."""
    try:
        source = study.held.source(source_id)
    except UtsagaError:  # it has been removed
        return None
    held = study.held
    return (
        source,
        tuple(held.codings(source_id)),
        tuple(held.source_memos(source_id)),
        tuple(held.reviews(source_id)),
        tuple(noted_in(study, source)),
    )
