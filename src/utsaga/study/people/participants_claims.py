"""What a table claims of participants, put into a working copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from utsaga.model.errors import UtsagaError
from utsaga.model.participant import TAKING_PART, Consent, Participant
from utsaga.model.source import Speaker
from utsaga.study.coding.coding_table import Problem
from utsaga.study.people.participants import Tie, checked_status, put_tie
from utsaga.study.people.participants_rows import About
from utsaga.study.people.people import People

_FIRST = ("round", "talk", "person", "attribute", "tie", "status")
"""In which order claims are put in: what others rest on first."""


class Claim(NamedTuple):
    """A value, empty if it is taken away, and the line that says so."""

    value: str
    line: int


def put_claims(
    people: People, claims: Mapping[About, Claim], consents: Iterable[tuple[str, Consent]]
) -> Iterator[Problem]:
    """Put everything in that a table claims; yield what cannot be.

    Persons who are new are added. A role or a group goes with the participant as what they are, and with
    a speaker where it differs from that.
    """
    for about in sorted((about for about in claims if about.what in _FIRST), key=_turn):
        try:
            _put(people, about, claims[about].value)
        except UtsagaError as error:
            yield Problem(claims[about].line, str(error))
    for key, consent in consents:
        person = _person(people, key)
        if consent not in person.consents:
            people.participants[person.id] = replace(person, consents=(*person.consents, consent))
    for what in ("role", "group"):
        of_persons: dict[str, dict[About, Claim]] = {}
        for about, claim in claims.items():
            if about.what == what:
                of_persons.setdefault(about.person, {})[about] = claim
        for key, said in of_persons.items():
            _put_standing(people, what, key, said)


def _turn(about: About) -> int:
    return _FIRST.index(about.what)


def _put(people: People, about: About, value: str) -> None:
    match about.what:
        case "round":
            source = people.sources[about.source]
            people.sources[source.id] = replace(source, round=value)
        case "talk":
            source = people.sources[about.source]
            people.sources[source.id] = replace(source, group=value)
        case "person":
            if people.named(about.person) is None:
                people.add(value)
        case "attribute":
            person = _person(people, about.person)
            kept = {key: held for key, held in person.attributes.items() if key != about.attribute}
            held = {**kept, about.attribute: value} if value else kept
            people.participants[person.id] = replace(person, attributes=held)
        case "tie":
            put_tie(people, Tie(about.source, about.label, _person(people, value) if value else None))
        case "status":
            person = _person(people, about.person)
            status = checked_status(people, person, value.casefold() or TAKING_PART)
            people.participants[person.id] = replace(person, status=status)


def _put_standing(people: People, what: str, key: str, claims: Mapping[About, Claim]) -> None:
    """Put the roles, or the groups, of one person in, as all claims of them say.

    Without a key, those of speakers nobody knows.
    """
    here = {(about.source, about.label): claim.value for about, claim in claims.items() if about.label}
    before = _standing(_person(people, key), what) if key else ""
    said = claims.get(About(what, key))
    as_said = said is None or said.value == before
    if as_said and all(_there(people, what, at, before) == value for at, value in here.items()):
        return
    own = said.value if said else _own(people, what, key, here) if key else ""
    if said is None and before and not own:
        here = _kept(people, what, key, here) | here
    if key:
        _put_own(people, what, _person(people, key), own)
    for (source_id, label), value in here.items():
        speaker = _speaker(people, source_id, label)
        if what == "role":
            people.put_speaker(source_id, replace(speaker, role="" if value == own else value))
        else:
            default = people.sources[source_id].group or own
            people.put_speaker(source_id, replace(speaker, group="" if value == default else value))


def _own(people: People, what: str, key: str, here: Mapping[tuple[str, str], str]) -> str:
    """What a participant is everywhere: what they were if a row says so too, or if they speak where the
    table says nothing; else what the first row says. Nothing, if they are nothing in some transcript."""
    person = _person(people, key)
    before = _standing(person, what)
    stated = [
        value
        for (source_id, _), value in here.items()
        if not (what == "group" and people.sources[source_id].group)
    ]
    if not all(stated):
        return ""
    ties = {(at.id, speaker.label if speaker else "") for at, speaker in people.ties_of(person.id)}
    if not stated or before in stated or (before and not ties <= here.keys()):
        return before
    return stated[0]


def _kept(
    people: People, what: str, key: str, here: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """What somebody stays where the table says nothing, when they are it no more everywhere."""
    person = _person(people, key)
    return {
        (source.id, speaker.label): _there(people, what, (source.id, speaker.label), _standing(person, what))
        for source, speaker in people.ties_of(person.id)
        if speaker is not None and (source.id, speaker.label) not in here
    }


def _there(people: People, what: str, at: tuple[str, str], own: str) -> str:
    """What a speaker is in a transcript, given what they are everywhere."""
    speaker = _speaker(people, *at)
    if what == "role":
        return speaker.role or own
    return speaker.group or people.sources[at[0]].group or own


def _standing(person: Participant, what: str) -> str:
    return person.role if what == "role" else person.group


def _put_own(people: People, what: str, person: Participant, own: str) -> None:
    after = replace(person, role=own) if what == "role" else replace(person, group=own)
    people.participants[person.id] = after


def _speaker(people: People, source_id: str, label: str) -> Speaker:
    (speaker,) = [speaker for speaker in people.sources[source_id].speakers if speaker.label == label]
    return speaker


def _person(people: People, key: str) -> Participant:
    found = people.named(key)
    assert found is not None, "persons are put in before what is said of them"
    return found
