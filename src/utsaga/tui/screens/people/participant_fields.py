"""What is known of a participant as the fields of a form."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.analysis.persons import Person
from utsaga.analysis.presence import Presence, everybody
from utsaga.model.attribute import CHOICE, DATE, NUMBER, AttributeKind
from utsaga.model.participant import Consent, Participant
from utsaga.study import Study
from utsaga.tui.screens.people.participant_rows import consent_words, place_id, place_said

_HINTS = {NUMBER: "a number", DATE: "a date: 2024-03-01, 2024-03 or 2024"}


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the form. What it is about stands in one of the last three, if it is about any of them."""

    id: str
    name: str
    value: str
    attribute: AttributeKind | None = None
    consent: Consent | None = None
    place: Person | None = None


def presence_of(study: Study, participant: Participant) -> Presence:
    """Where a participant speaks."""
    return next(one for one in everybody(study) if one.participant == participant)


def fields_of(study: Study, participant: Participant) -> list[Field]:
    """The form: who, what is known, consent, where they speak; at the end of each kind, one for more."""
    kinds = [kind for kind in study.held.attributes if not kind.forbidden]
    consents = [
        Field(f"consent:{n}", "Consent", consent_words(consent), consent=consent)
        for n, consent in enumerate(participant.consents)
    ]
    places = [
        Field(f"place:{place_id(place)}", "Speaks in", _place(place), place=place)
        for place in presence_of(study, participant).places
    ]
    return [
        Field("name", "Name or number", participant.name),
        Field("role", "Role", participant.role),
        Field("group", "Group", participant.group),
        Field("status", "Status", participant.status),
        *(
            Field(f"attribute:{kind.id}", kind.name, participant.attributes.get(kind.id, ""), kind)
            for kind in kinds
        ),
        Field("new attribute", "New attribute", "…"),
        *consents,
        Field("new consent", "Note a consent", "…"),
        *places,
        Field("new place", "Speaks also in", "…"),
    ]


def next_choice(kind: AttributeKind, value: str) -> str:
    """The choice after a value; nothing after the last one."""
    values = [*kind.choices, ""]
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]


def value_hint(kind: AttributeKind) -> str:
    """What values an attribute takes, in words."""
    return _HINTS.get(kind.kind, "; ".join(kind.choices) if kind.kind == CHOICE else "")


def known_values(values: list[str]) -> str:
    """Values that others have, as a hint."""
    known = ", ".join(dict.fromkeys(value for value in values if value))
    return f"So far: {known}" if known else ""


def _place(place: Person) -> str:
    told = [f"round {place.round}" * bool(place.round), place.role, place.group]
    return " · ".join(filter(None, [place_said(place), *told]))
