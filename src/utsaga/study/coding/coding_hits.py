"""Giving many found places a code at once: the passage around each, those left out that have it already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from utsaga.model.action import Action, Change
from utsaga.model.errors import Refused
from utsaga.model.span import Span
from utsaga.study.coding.codings import creation, new_coding, with_new
from utsaga.study.coding.paths import plan_path
from utsaga.study.phrases import counted
from utsaga.study.study import Study
from utsaga.text.transcript import Transcript, Unit

UNITS = (Unit.SENTENCE, Unit.WORD, Unit.TURN)
"""How much around a place can be coded; as a word, the found words alone."""


class Place(NamedTuple):
    """Where something was found, and the words there, by which one sees that they still stand there."""

    source: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What coding places would do: ``action`` is None when there is nothing left to code.

    ``coded`` passages get the code, ``had`` have it already; ``labels`` places are the label of a
    speaker, or words that nobody says (front matter), and stay as they are.
    """

    action: Action | None
    code: str
    coded: int
    had: int
    labels: int

    def in_words(self, *, done: bool) -> str:
        """What was done, or would be."""
        verb = "Coded" if done else "Would code"
        said = [f"{verb} {counted(self.coded, 'passage')} with '{self.code}'"]
        if self.had:
            said.append(f"{self.had:,} had it already")
        if self.labels:
            said.append(f"{self.labels:,} outside what is said left as they are")
        return f"{', '.join(said)}."


class Planner:
    """Plans the coding of places, transcript by transcript, as one action."""

    def __init__(self, study: Study, path: str, unit: Unit, *, code_id: str | None = None) -> None:
        """Give the code with an id, or the one at a path; what is missing of it is created with it.

        Raises:
            Refused: the path has no name in it, or the code is gone.
        """
        if code_id is not None and code_id not in study.codes:
            raise Refused("This code is no longer in the codebook.")
        self._study = study
        self._unit = unit
        self._creating, self._code = plan_path(study, path) if code_id is None else ((), study.codes[code_id])
        self._changes: list[Change] = []
        self._had = self._labels = 0

    def take(self, source_id: str, places: Sequence[Place]) -> None:
        """Plan the places in one transcript.

        Raises:
            Refused: its text has changed since they were found.
            UtsagaError: it cannot be read.
        """
        transcript = self._study.transcript(source_id)
        if any(transcript.text[slice(*place.span)] != place.words for place in places):
            title = self._study.source_title(source_id)
            raise Refused(f"'{title}' has changed since it was searched: search again.")
        around = [_passage(transcript, place.span, self._unit) for place in places]
        self._labels += around.count(None)
        for passage in sorted({passage for passage in around if passage is not None}):
            if self._has(source_id, passage):
                self._had += 1
            else:
                coding = new_coding(self._study, source_id, passage, self._code.id)
                self._changes.append(creation(self._study, coding))

    @property
    def plan(self) -> Plan:
        """What has been planned so far."""
        action = Action(
            "codings.hits",
            self._study.coder,
            tuple(self._changes),
            refs={"code": self._code.id},
            counts={"passages": len(self._changes)},
        )
        action = with_new(action, self._creating, self._code)
        coded = len(self._changes)
        return Plan(action if coded else None, self._code.name, coded, self._had, self._labels)

    def _has(self, source_id: str, passage: Span) -> bool:
        """Whether this coder has given a passage, or more around it, the code already."""
        return any(
            coding.code == self._code.id
            and coding.coder == self._study.coder
            and coding.span.contains(passage)
            for coding in self._study.held.placed(source_id, passage)
        )


def by_source(places: Iterable[Place]) -> dict[str, list[Place]]:
    """Places by the id of their source."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.source, []).append(place)
    return found


def plan(
    study: Study,
    places: Iterable[Place],
    path: str,
    unit: Unit,
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """Give the passages around places the code at a path, as one action.

    ``progress`` is told how many transcripts are done, and how many there are.

    Raises:
        Refused: the path has no name in it, or a text has changed since the places were found.
        UtsagaError: a transcript cannot be read.
    """
    planner = Planner(study, path, unit)
    there = by_source(places)
    for number, (source_id, found) in enumerate(there.items()):
        if progress is not None:
            progress(number, len(there))
        planner.take(source_id, found)
    return planner.plan


def _passage(transcript: Transcript, place: Span, unit: Unit) -> Span | None:
    """What is coded for a place: whole units of what is said; None for a label or front matter."""
    said = [turn for turn in transcript.turns_in(place) if turn.body < turn.end and place.end > turn.body]
    if not said or place.start < said[0].start:
        return None
    if unit is Unit.WORD:
        return Span(max(place.start, said[0].body), min(place.end, said[-1].end))
    units = [one for turn in said for one in transcript.units(unit, turn) if one.overlaps(place)]
    return Span(units[0].start, units[-1].end) if units else None
