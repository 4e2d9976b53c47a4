"""Asking which speaker a participant is, and who a speaker is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from utsaga.analysis.persons import Person
from utsaga.analysis.presence import everybody
from utsaga.model.action import Action
from utsaga.model.participant import Participant
from utsaga.study.people import participants
from utsaga.study.people.participants import Tie
from utsaga.tui.keyed_screen import KeyedScreen
from utsaga.tui.modals.pick import Offer, Pick
from utsaga.tui.screens.people.participant_rows import place_said


def ask_speaker(screen: KeyedScreen, one: Participant) -> None:
    """Ask as which speaker a participant speaks; one that is theirs already is given up.

    Speakers nobody knows stand first, then their own, then those of others.
    """
    study = screen.study
    places = [place for presence in everybody(study) if not presence.interviews for place in presence.places]
    places.sort(key=lambda place: (place.participant is not None, place.participant != one))
    options = [Offer(place_said(place), _whose(place, one), place) for place in places]

    def chosen(place: Person) -> None:
        label = place.speaker.label if place.speaker else ""
        who = None if place.participant == one else one
        screen.change(lambda: participants.tie(study, [Tie(place.source.id, label, who)]))

    hint = "Choosing a speaker who is this participant gives that up."
    screen.ask(Pick(f"As whom does {one.name} speak?", options, hint=hint), chosen)


def ask_participant(screen: KeyedScreen, place: Person, added: Callable[[Action], None]) -> None:
    """Ask who a speaker is: a participant, or the name of a new one; ``added`` is told of a new one."""
    study = screen.study
    at = (place.source.id, place.speaker.label if place.speaker else "")

    def is_known(one: Participant) -> None:
        screen.change(lambda: participants.tie(study, [Tie(*at, one)]))

    def is_new(name: str) -> None:
        screen.change(lambda: participants.add(study, name, speaks_as=[at]), added)

    known: list[Offer[Callable[[], None]]] = [
        Offer(one.name, one.role, partial(is_known, one)) for one in study.participants
    ]

    def new(typed: str) -> Offer[Callable[[], None]]:
        return Offer(typed, "new participant", partial(is_new, typed))

    hint = "Choose a participant, or type the pseudonym or number of a new one."
    screen.ask(Pick(f"Who is {place_said(place)}?", known, new=new, hint=hint), lambda act: act())


def _whose(place: Person, one: Participant) -> str:
    if place.participant is None:
        return ""
    return "this participant" if place.participant == one else f"now {place.participant.name}"
