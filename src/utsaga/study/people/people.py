"""Participants, attributes and transcripts as they will be: a working copy, and the changes that lead there.

What is planned about who speaks touches three tables at once; the plans change a working copy and the
difference to the study is the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from utsaga.model.action import Change, Table
from utsaga.model.attribute import AttributeKind
from utsaga.model.codetree import name_key
from utsaga.model.errors import Refused
from utsaga.model.ids import new_id, now
from utsaga.model.participant import Participant
from utsaga.model.record import to_json
from utsaga.model.source import Source, Speaker
from utsaga.study.fitting import fit
from utsaga.study.places import ATTRIBUTES, PARTICIPANTS, SOURCES
from utsaga.study.study import Study

Record = TypeVar("Record", Participant, AttributeKind, Source)


class People:
    """A working copy of what a study knows about who speaks. Its records are by id."""

    def __init__(self, study: Study) -> None:
        """Copy a study as it is."""
        self._study = study
        self.sources = {source.id: source for source in study.sources}
        self.participants = {participant.id: participant for participant in study.participants}
        self.attributes = {kind.id: kind for kind in study.held.attributes}
        self._called: dict[str, list[str]] = {}  # ids by the keys of names, also those of earlier names
        for participant in study.participants:
            self._call(participant)

    def named(self, name: str) -> Participant | None:
        """The participant with a name, compared without regard to case."""
        wanted = name_key(name)
        called = (self.participants.get(one) for one in self._called.get(wanted, ()))
        return next((p for p in called if p is not None and name_key(p.name) == wanted), None)

    def attribute(self, name: str) -> AttributeKind | None:
        """The attribute with a name, compared without regard to case."""
        wanted = name_key(name)
        return next((kind for kind in self.attributes.values() if name_key(kind.name) == wanted), None)

    def add(self, name: str) -> Participant:
        """A new participant.

        Raises:
            Refused: the name is missing, too long, or somebody's already.
        """
        moment = now()
        new = Participant(new_id(), self._free(name), self._study.coder, moment, moment)
        self.participants[new.id] = new
        self._call(new)
        return new

    def rename(self, participant: Participant, name: str) -> Participant:
        """A participant under another name.

        Raises:
            Refused: the name is missing, too long, or somebody else's.
        """
        renamed = replace(participant, name=self._free(name, participant.id))
        self.participants[participant.id] = renamed
        self._call(renamed)
        return renamed

    def put_speaker(self, source_id: str, speaker: Speaker) -> None:
        """Put a speaker in the place of the one with the same label."""
        source = self.sources[source_id]
        speakers = tuple(speaker if old.label == speaker.label else old for old in source.speakers)
        self.sources[source_id] = replace(source, speakers=speakers)

    def ties_of(self, participant_id: str) -> list[tuple[Source, Speaker | None]]:
        """Where somebody speaks: transcripts with the speaker, None where no labels tell."""
        return [
            (source, speaker)
            for source in self.sources.values()
            for tied, speaker in _ties(source)
            if tied == participant_id
        ]

    def take_out(self, participant_id: str) -> None:
        """Take a participant out, if they are there; whatever they said is said by nobody known.

        That is also so in a text that was one participant's as a whole before it had labels.
        """
        self.participants.pop(participant_id, None)
        for source in list(self.sources.values()):
            self.sources[source.id] = replace(
                source,
                participant="" if source.participant == participant_id else source.participant,
                speakers=tuple(
                    replace(speaker, participant="") if speaker.participant == participant_id else speaker
                    for speaker in source.speakers
                ),
            )

    # What is different

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes that lead from the study to the working copy."""
        return (
            *_changed(ATTRIBUTES, {kind.id: kind for kind in self._study.held.attributes}, self.attributes),
            *_changed(PARTICIPANTS, {p.id: p for p in self._study.participants}, self.participants),
            *_changed(SOURCES, {source.id: source for source in self._study.sources}, self.sources),
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many participants and transcripts are other, and how many speakers are somebody else."""
        before = {p.id: p for p in self._study.participants}
        others = {i for i in before.keys() | self.participants if before.get(i) != self.participants.get(i)}
        texts = sum(source != self.sources[source.id] for source in self._study.sources)
        return {"participants": len(others), "speakers": sum(self._retied()), "sources": texts}

    def _retied(self) -> Iterator[bool]:
        for source in self._study.sources:
            before = {(speaker.label if speaker else ""): tied for tied, speaker in _ties(source)}
            after = {
                (speaker.label if speaker else ""): tied for tied, speaker in _ties(self.sources[source.id])
            }
            yield from (before[label] != after.get(label) for label in before)

    def _call(self, participant: Participant) -> None:
        self._called.setdefault(name_key(participant.name), []).append(participant.id)

    def _free(self, name: str, own: str = "") -> str:
        wanted = fit(name, "A participant's name")
        if not wanted:
            raise Refused("A participant needs a name: a pseudonym or a number.")
        there = self.named(wanted)
        if there is not None and there.id != own:
            raise Refused(f"There is a participant '{there.name}' already.")
        return wanted


def _ties(source: Source) -> Iterator[tuple[str, Speaker | None]]:
    """Who is tied to each speaker of a source, and to its text where no labels tell."""
    if not source.speakers:
        yield source.participant, None
    for speaker in source.speakers:
        yield speaker.participant, speaker


def _changed(table: Table, before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[Change]:
    moment = now()
    for record_id in dict.fromkeys([*before, *after]):
        old, new = before.get(record_id), after.get(record_id)
        if old == new:
            continue
        stamped = replace(new, modified=moment) if new is not None and old is not None else new
        yield Change(table, record_id, to_json(old) if old else None, to_json(stamped) if stamped else None)
