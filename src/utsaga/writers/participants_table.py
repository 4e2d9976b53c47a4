"""Participants as a table: what ``utsaga participants`` writes and reads again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from utsaga.analysis.persons import Person, Persons
from utsaga.analysis.presence import Spoken, said, spoken_in
from utsaga.model.errors import UtsagaError
from utsaga.model.participant import TAKING_PART, Consent, Participant
from utsaga.model.source import Source
from utsaga.study import Study
from utsaga.study.people.participants_rows import COLUMNS, NOTHING
from utsaga.study.phrases import counted

Row = dict[str, str]


def render(study: Study) -> str:
    """Participants as CSV with a header; speakers who are nobody known have rows to be filled in."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns(study), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(study))
    return out.getvalue()


def written_words(study: Study, to: Path) -> str:
    """What to say of a table that was written: who is in it, and how much is left to be filled in."""
    unknown = sum(not row.get("participant") for row in rows(study))
    left = f", and {counted(unknown, 'row')} to be filled in" if unknown else ""
    return f"Wrote {counted(len(study.participants), 'participant')} to {to}{left}."


def columns(study: Study) -> list[str]:
    """What the table has: its own columns and an attribute each; forbidden ones have none."""
    return [*COLUMNS, *(kind.name for kind in study.held.attributes if not kind.forbidden)]


def rows(study: Study) -> Iterator[Row]:
    """Rows by transcript: its group, then who speaks there; then participants of whom more is to be said.

    What is known of a participant stands on their first row, a consent more on each of the next ones.
    """
    known = _Known(study)
    persons = Persons(study)
    for source in study.sources:
        spoken = list(persons.speaking(source))
        if source.group or not spoken:
            yield {"source": source.title, "round": source.round, "group": source.group}
        for person in spoken:
            yield {**known.taking_part(person), **known.next_of(person.participant)}
    for participant in study.participants:
        yield from known.rest_of(participant)


class _Known:
    """What is left to say of each participant, as rows are written."""

    def __init__(self, study: Study) -> None:
        self._kinds = [kind for kind in study.held.attributes if not kind.forbidden]
        self._consents: dict[str, list[Consent]] = {p.id: list(p.consents) for p in study.participants}
        self._begun: set[str] = set()
        self._speaking = _speaking(study)

    def taking_part(self, person: Person) -> Row:
        """Where somebody speaks, and what they are there; also that they are nothing, if elsewhere they are.

        A text without labels has no speaker who could be something else: there it is what they are anyway.
        """
        row = {"source": person.source.title, "round": person.source.round}
        also = self._speaking.get(person.participant.id, []) if person.participant is not None else []
        row["role"] = person.role or (NOTHING if any(other.role for other in also) else "")
        row["group"] = person.group or (NOTHING if any(other.group for other in also) else "")
        if person.speaker is not None:
            return {**row, "speaker": person.speaker.label}
        return {**row, "group": ""} if person.source.group else row

    def next_of(self, participant: Participant | None) -> Row:
        """What stands beside the name of a participant on their next row."""
        if participant is None:
            return {}
        row = {"participant": participant.name}
        if participant.id not in self._begun:
            self._begun.add(participant.id)
            row |= {
                kind.name: participant.attributes[kind.id]
                for kind in self._kinds
                if kind.id in participant.attributes
            }
            row["status"] = "" if participant.status == TAKING_PART else participant.status
        if self._consents[participant.id]:
            consent = self._consents[participant.id].pop(0)
            row |= {"consent": consent.date, "consent form": consent.form, "consent note": consent.note}
        return row

    def rest_of(self, participant: Participant) -> Iterator[Row]:
        """Rows for what has not been said: of who speaks nowhere, of what shows in no transcript."""
        here = self._speaking.get(participant.id, [])
        shown = any(p.speaker is not None for p in here)
        role = participant.role if participant.role not in {p.role for p in here if p.speaker} else ""
        groups = {p.group for p in here if p.speaker and not p.source.group}
        group = participant.group if participant.group not in groups else ""
        if role or group or (not shown and participant.id not in self._begun):
            yield {**self.next_of(participant), "role": role, "group": group}
        while self._consents[participant.id]:
            yield self.next_of(participant)


def listed(study: Study, sources: Iterable[Source] | None = None) -> list[dict[str, object]]:
    """Everybody who takes part, with what is known of them and where they speak, for programs.

    ``sources`` are all of the study's, for who wants to know how many have been counted.
    """
    speaking = _speaking(study)
    kinds = study.held.attributes
    spoken = {source.id: _spoken_in(study, source) for source in sources or study.sources}
    amounts = {
        participant.id: said(speaking.get(participant.id, ()), spoken) for participant in study.participants
    }
    return [
        {
            "participant": participant.name,
            "role": participant.role,
            "group": participant.group,
            "status": participant.status,
            "turns": amounts[participant.id].turns,
            "words": amounts[participant.id].words,
            "attributes": {
                kind.name: participant.attributes[kind.id]
                for kind in kinds
                if kind.id in participant.attributes
            },
            "consents": [
                {"date": consent.date, "form": consent.form, "note": consent.note}
                for consent in participant.consents
            ],
            "speaks": [_place(person) for person in speaking.get(participant.id, ())],
        }
        for participant in study.participants
    ]


def _speaking(study: Study) -> dict[str, list[Person]]:
    """Each participant, by id, as they speak in one transcript after the other."""
    persons = Persons(study)
    found: dict[str, list[Person]] = {}
    for source in study.sources:
        for person in persons.speaking(source):
            if person.participant is not None:
                found.setdefault(person.participant.id, []).append(person)
    return found


def _spoken_in(study: Study, source: Source) -> dict[str, Spoken]:
    """How much is said in a transcript by label; nothing where the text cannot be read."""
    try:
        return spoken_in(study.transcript(source.id))
    except UtsagaError:
        return {}


def untied(study: Study) -> list[tuple[Source, str]]:
    """Speakers who are nobody known, by transcript and label; interviewers are not among them."""
    persons = Persons(study)
    return [
        (source, person.speaker.label)
        for source in study.sources
        for person in persons.speaking(source)
        if person.participant is None and person.speaker is not None
    ]


def _place(person: Person) -> dict[str, str]:
    return {
        "source": person.source.title,
        "speaker": person.speaker.label if person.speaker else "",
        "role": person.role,
        "group": person.group,
        "round": person.round,
    }
