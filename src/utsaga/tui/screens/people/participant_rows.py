"""Everybody who speaks, as rows: participants, speakers nobody knows, interviewers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from utsaga.analysis.persons import Person
from utsaga.analysis.presence import Presence, Spoken
from utsaga.model.attribute import AttributeKind
from utsaga.model.participant import WITHDRAWN, Consent, Participant
from utsaga.study.phrases import counted
from utsaga.text.cells import columns_of
from utsaga.text.safe import shown_line
from utsaga.tui.parts import SHORT_NAME, Line, Part

_NAME = 19
"""How wide the column of names is, in columns of the terminal; a longer name stands out of it."""

_SHORTEST_NAME = 24
_PLACE = 24
_ROLE = 10
"""In how few cells a name stands in a long row, the places where somebody speaks, a role or a group: these
give way before a date does."""

_PLACES = 3
"""Up to so many transcripts are named in a row."""


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """Somebody in the list; ``spoken`` is None until the transcripts have been looked into."""

    presence: Presence
    spoken: Spoken | None
    attributes: str

    @property
    def id(self) -> str:
        """The participant's id, or the place of a speaker who is none."""
        presence = self.presence
        return presence.participant.id if presence.participant else place_id(presence.places[0])


def place_id(place: Person) -> str:
    """What tells places apart: the transcript and the label."""
    return f"{place.source.id}:{place.speaker.label if place.speaker else ''}"


def row_lines(row: PresenceRow) -> Sequence[Line]:
    """Who it is, with role, group, rounds and consent; where and how much, and what is known besides."""
    presence = row.presence
    one = presence.participant
    if one is None:
        what = "interviews, left out of counts" if presence.interviews else "nobody known"
        style = "muted" if presence.interviews else "warning"
        sign = "I" if presence.interviews else "?"
        first = [
            Part(f" {sign} ", "key"),
            Part(_in_columns(presence.name), "muted", _SHORTEST_NAME),
            Part(f"  {what}", style),
        ]
    else:
        told = [
            Part(", ".join(presence.roles), "muted", _ROLE),
            Part(", ".join(presence.groups), "muted", _ROLE),
            Part(rounds_said(presence.rounds), "muted"),
            Part(consent_said(one), "muted"),
            Part("withdrawn" if one.status == WITHDRAWN else "", "muted"),
        ]
        first = [
            Part("   "),
            Part(_in_columns(one.name), "strong", _SHORTEST_NAME),
            *_after(told),
        ]
    below = [
        Part(places_said(presence.places), "muted", _PLACE),
        Part(spoken_said(row.spoken) if presence.places else "", "muted"),
        Part(row.attributes, "muted", SHORT_NAME, told=True),
    ]
    return [first, [Part("   "), *_after(below)]]


def _after(told: Iterable[Part]) -> list[Part]:
    """What there is of this, one thing after the other."""
    there = (part for part in told if part.text)
    return [part for n, one in enumerate(there) for part in (Part(" · " if n else "  ", "muted"), one)]


def _in_columns(name: str) -> str:
    """A name as wide as most are."""
    return name + " " * (_NAME - columns_of(shown_line(name)).width)


def rounds_said(rounds: Sequence[str]) -> str:
    """In which rounds, in words."""
    return f"round{'s' * (len(rounds) > 1)} {', '.join(rounds)}" if rounds else ""


def consent_said(participant: Participant) -> str:
    """That and when somebody agreed to take part."""
    return f"consent {participant.consents[-1].date}".rstrip() if participant.consents else "no consent noted"


def consent_words(consent: Consent) -> str:
    """A note of consent in full."""
    return " · ".join(filter(None, (consent.date, consent.form, consent.note)))


def spoken_said(spoken: Spoken | None) -> str:
    """How much somebody says, in words."""
    if spoken is None:
        return "…"
    return f"{counted(spoken.turns, 'turn')}, {counted(spoken.words, 'word')}"


def place_said(place: Person) -> str:
    """A transcript and the label there."""
    label = place.speaker.label if place.speaker else "all of it"
    return f"{place.source.title} ({label})"


def places_said(places: Sequence[Person]) -> str:
    """Where somebody speaks; nobody's places are said to be none."""
    if not places:
        return "speaks in no transcript"
    more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    return ", ".join(map(place_said, places[:_PLACES])) + more


def attributes_said(participant: Participant, kinds: Sequence[AttributeKind]) -> str:
    """What is known of somebody."""
    known = ((kind.name, participant.attributes.get(kind.id, "")) for kind in kinds if not kind.forbidden)
    return " · ".join(f"{name} {value}" for name, value in known if value)
