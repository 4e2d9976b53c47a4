"""Where everybody speaks, and how much: participants, speakers nobody knows, interviewers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from utsaga.analysis.persons import Person, Persons
from utsaga.model.codetree import name_key
from utsaga.model.participant import Participant
from utsaga.study import Study
from utsaga.text.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Spoken:
    """How much somebody says: turns, and words without labels."""

    turns: int = 0
    words: int = 0

    def __add__(self, other: Spoken) -> Spoken:
        return Spoken(self.turns + other.turns, self.words + other.words)


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody in a study, with the transcripts in which they speak.

    ``participant`` is None for a speaker whom nobody knows, who has one place, and for an interviewer,
    who has those in which the same name interviews.
    """

    participant: Participant | None
    places: tuple[Person, ...]

    @property
    def interviews(self) -> bool:
        """Whether this is an interviewer or a moderator, who is left out of counts."""
        return any(place.speaker is not None and place.speaker.interviewer for place in self.places)

    @property
    def name(self) -> str:
        """What they are called."""
        if self.participant is not None:
            return self.participant.name
        speaker = self.places[0].speaker
        return speaker.shown if speaker is not None else self.places[0].source.title

    @property
    def roles(self) -> list[str]:
        """What they are: where they speak, else by themselves."""
        return _each((place.role for place in self.places), self.participant.role if self.participant else "")

    @property
    def groups(self) -> list[str]:
        """The groups they belong to where they speak, else by themselves."""
        own = self.participant.group if self.participant else ""
        return _each((place.group for place in self.places), own)

    @property
    def rounds(self) -> list[str]:
        """The rounds in which they speak."""
        return _each((place.round for place in self.places), "")


def everybody(study: Study) -> list[Presence]:
    """Participants by name, then speakers nobody knows by transcript, then interviewers by name."""
    persons = Persons(study)
    spoken: dict[str, list[Person]] = {}
    unknown: list[Presence] = []
    interviewers: dict[str, list[Person]] = {}
    for source in study.sources:
        for person in persons.speaking(source):
            if person.participant is not None:
                spoken.setdefault(person.participant.id, []).append(person)
            else:
                unknown.append(Presence(None, (person,)))
        for speaker in source.speakers:
            if speaker.interviewer:
                interviewers.setdefault(name_key(speaker.shown), []).append(persons.of(source, speaker))
    return [
        *(Presence(one, tuple(spoken.get(one.id, ()))) for one in study.participants),
        *unknown,
        *(Presence(None, tuple(places)) for _, places in sorted(interviewers.items())),
    ]


def spoken_in(transcript: Transcript) -> dict[str, Spoken]:
    """How much is said in a transcript under each label; under the empty one, what no label tells."""
    found: dict[str, Spoken] = {}
    for turn in transcript.turns:
        words = len(transcript.text[turn.words.start : turn.words.end].split())
        label = turn.label or ""
        found[label] = found.get(label, Spoken()) + Spoken(1, words)
    return found


def said(places: Iterable[Person], spoken: Mapping[str, Mapping[str, Spoken]]) -> Spoken:
    """How much somebody says in some places; ``spoken`` is ``spoken_in`` by the ids of sources."""
    total = Spoken()
    for place in places:
        label = place.speaker.label if place.speaker else ""
        total += spoken.get(place.source.id, {}).get(label, Spoken())
    return total


def _each(values: Iterable[str], otherwise: str) -> list[str]:
    return [value for value in dict.fromkeys(values) if value] or [otherwise] * bool(otherwise)
