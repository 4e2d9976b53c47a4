"""Giving many found places a code at once: the passage around each, those left out that have it already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from utsaga.model.action import Action, Change
from utsaga.model.code import Code
from utsaga.model.errors import Refused
from utsaga.model.span import Span
from utsaga.study.codings import creation, new_coding
from utsaga.study.paths import plan_path
from utsaga.study.study import Study
from utsaga.study.words import counted
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


def plan(study: Study, places: Iterable[Place], code: Code, unit: Unit) -> Plan:
    """Give a code to the passages around places, as one action.

    Raises:
        Refused: the code is gone, or a text has changed since the places were found.
        UtsagaError: a transcript cannot be read.
    """
    if code.id not in study.codes:
        raise Refused(f"The code '{code.name}' is no longer in the codebook.")
    return _planned(study, places, code, unit, ())


def plan_at_path(study: Study, places: Iterable[Place], path: str, unit: Unit) -> Plan:
    """As ``plan``, with the code at a path; what is missing of it is created in the same action.

    Raises:
        Refused: the path has no name in it, or a text has changed since.
        UtsagaError: a transcript cannot be read.
    """
    creating, code = plan_path(study, path)
    return _planned(study, places, code, unit, creating)


def _planned(
    study: Study, places: Iterable[Place], code: Code, unit: Unit, creating: tuple[Change, ...]
) -> Plan:
    by_source: dict[str, list[Place]] = {}
    for place in places:
        by_source.setdefault(place.source, []).append(place)
    changes: list[Change] = []
    had = labels = 0
    for source_id, found in by_source.items():
        transcript = study.transcript(source_id)
        if any(transcript.text[slice(*place.span)] != place.words for place in found):
            raise Refused(
                f"'{study.source_title(source_id)}' has changed since it was searched: search again."
            )
        around = [_passage(transcript, place.span, unit) for place in found]
        labels += around.count(None)
        for passage in sorted({passage for passage in around if passage is not None}):
            if _has(study, source_id, passage, code):
                had += 1
            else:
                changes.append(creation(study, new_coding(study, source_id, passage, code.id)))
    action = Action(
        "codings.hits",
        study.coder,
        (*creating, *changes),
        refs={"code": code.id},
        counts={"passages": len(changes)},
    )
    return Plan(action if changes else None, code.name, len(changes), had, labels)


def _passage(transcript: Transcript, place: Span, unit: Unit) -> Span | None:
    """What is coded for a place: whole units of what is said; None for a label or front matter."""
    said = [turn for turn in transcript.turns_in(place) if turn.body < turn.end and place.end > turn.body]
    if not said or place.start < said[0].start:
        return None
    if unit is Unit.WORD:
        return Span(max(place.start, said[0].body), min(place.end, said[-1].end))
    units = [one for turn in said for one in transcript.units(unit, turn) if one.overlaps(place)]
    return Span(units[0].start, units[-1].end) if units else None


def _has(study: Study, source_id: str, passage: Span, code: Code) -> bool:
    """Whether this coder has given a passage, or more around it, the code already."""
    return any(
        coding.code == code.id
        and coding.coder == study.coder
        and coding.span.contains(passage)
        and study.held.review(source_id, coding.id) is None
        for coding in study.held.codings(source_id).overlapping(passage)
    )
