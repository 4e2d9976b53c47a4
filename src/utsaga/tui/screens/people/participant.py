"""One participant: what is known of them, field by field, each change an act that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from utsaga.analysis.persons import Person
from utsaga.commands import Scope
from utsaga.model.action import Action
from utsaga.model.attribute import CHOICE, AttributeKind, canonical
from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.participant import TAKING_PART, WITHDRAWN, Consent, Participant
from utsaga.model.source import Source
from utsaga.study.people import participants
from utsaga.study.people.participants import Tie
from utsaga.tui.modals.pick import Offer, Pick
from utsaga.tui.modals.prompt import Prompt
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.places import Place
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.people.attribute_prompts import ask_attribute
from utsaga.tui.screens.people.consent_prompts import ask_consent
from utsaga.tui.screens.people.participant_fields import (
    Field,
    fields_of,
    known_values,
    next_choice,
    presence_of,
    value_hint,
)
from utsaga.tui.screens.people.participant_rows import place_said
from utsaga.tui.screens.people.speaks_as import ask_speaker


class ParticipantScreen(ListScreen[Field]):
    """The form of a participant."""

    SCOPES = (Scope.PARTICIPANT, Scope.LIST, Scope.EVERYWHERE)
    HEIGHT = 1
    EMPTY = "This participant does not take part any more."

    def __init__(self, participant_id: str) -> None:
        """Show a participant."""
        super().__init__()
        self._participant_id = participant_id

    @property
    def participant(self) -> Participant:
        """The participant as they are now.

        Raises:
            Refused: they are gone.
        """
        found = self.study.held.participant(self._participant_id)
        if found is None:
            raise Refused(self.EMPTY)
        return found

    # The form

    def gather(self) -> Iterator[Sequence[Field]]:
        """The fields, none if the participant is gone."""
        found = self.study.held.participant(self._participant_id)
        yield fields_of(self.study, found) if found is not None else ()

    def look(self, item: Field, _width: int) -> Sequence[Line]:
        """What the field is called, and its value."""
        style = "muted" if item.value == "…" else "strong"
        return [[Part(f" {item.name:<18} ", "muted"), Part(item.value, style)]]

    def key_of(self, item: Field) -> str:
        """The field's id."""
        return item.id

    def heading(self) -> Line:
        """Who it is."""
        return [
            Part("Participant ", "muted"),
            Part(self.study.participant_name(self._participant_id), "heading", SHORT_NAME),
        ]

    def study_changed(self, _action: Action | None) -> None:
        """Show what is known now."""
        self.fill()

    # Commands

    def do_participant_change(self) -> None:
        """Change the field under the cursor."""
        field = self.current
        if field.attribute is not None:
            self._change_attribute(field.attribute)
        elif field.place is not None:
            self._change_place(field.place)
        elif field.id.startswith(("consent", "new consent")):
            self._change_consent(field.consent)
        elif field.id == "new attribute":
            ask_attribute(self, lambda kind_id: self.go_to_when_shown(f"attribute:{kind_id}"))
        elif field.id == "new place":
            ask_speaker(self, self.participant)
        elif field.id == "status":
            other = TAKING_PART if self.participant.status == WITHDRAWN else WITHDRAWN
            self._change(status=other)
        else:
            self._ask_line(field)

    def do_participant_clear(self) -> None:
        """Clear the field under the cursor."""
        field = self.current
        if field.attribute is not None:
            kind = field.attribute
            self.change(lambda: participants.set_attribute(self.study, self.participant, kind, ""))
        elif field.consent is not None:
            consent = field.consent
            self.change(lambda: participants.drop_consent(self.study, self.participant, consent))
        elif field.place is not None:
            self._untie(field.place)
        elif field.id in ("role", "group"):
            self._change(**{field.id: ""})
        else:
            raise Refused("There is nothing in this field that could be taken away.")

    def do_participant_visit(self) -> None:
        """Go to where this participant speaks: the place under the cursor, else the first one."""
        places = presence_of(self.study, self.participant).places
        place = self.current.place or (places[0] if places else None)
        if place is None:
            raise Refused(f"'{self.participant.name}' speaks in no transcript yet.")
        transcript = self.study.transcript(place.source.id)
        label = place.speaker.label if place.speaker else None
        first = next((turn.words for turn in transcript.turns if label in (None, turn.label)), None)
        self.program.visit(Place(place.source.id, first))

    # The fields

    def _change(self, **to: str) -> None:
        self.change(lambda: participants.change(self.study, self.participant, **to))

    def _ask_line(self, field: Field) -> None:
        others = [
            getattr(p, field.id)
            for p in self.study.participants
            if field.id != "name" and p.id != self._participant_id
        ]
        hint = known_values(others) if field.id != "name" else "A pseudonym or a number, never the real name."
        prompt = Prompt(f"{field.name} of {self.participant.name}", field.value, hint=hint)
        self.ask(prompt, lambda typed: self._change(**{field.id: typed}))

    def _change_attribute(self, kind: AttributeKind) -> None:
        value = self.participant.attributes.get(kind.id, "")

        def put(typed: str) -> None:
            self.change(lambda: participants.set_attribute(self.study, self.participant, kind, typed))

        if kind.kind == CHOICE and kind.choices:
            put(next_choice(kind, value))
            return
        hint = value_hint(kind)
        self.ask(Prompt(f"{kind.name} of {self.participant.name}", value, check=_fits(kind), hint=hint), put)

    def _change_consent(self, before: Consent | None) -> None:
        def noted(after: Consent) -> None:
            def plan() -> Action:
                return participants.note_consent(self.study, self.participant, after, instead_of=before)

            self.change(plan)

        ask_consent(self, self.participant.name, before or Consent(), noted)

    # Where they speak

    def _change_place(self, place: Person) -> None:
        """Ask what about a place is to be changed."""
        here = f"in {place.source.title}"
        acts: list[Offer[Callable[[], None]]] = [
            Offer("Round", f"of the transcript: {place.round or 'none'}", lambda: self._ask_round(place)),
            Offer(
                "Group of the talk", f"of the transcript: {place.source.group or 'none'}",
                lambda: self._ask_talk(place),
            ),
        ]  # fmt: skip
        if place.speaker is not None:
            acts += [
                Offer("Role", f"{here}: {place.role or 'none'}", lambda: self._ask_standing(place, "role")),
                Offer(
                    "Group", f"{here}: {place.group or 'none'}", lambda: self._ask_standing(place, "group")
                ),
            ]
        acts.append(
            Offer("Somebody else", "this participant does not speak here", lambda: self._untie(place))
        )
        self.ask(Pick(f"Change what of {place_said(place)}?", acts), lambda act: act())

    def _ask_round(self, place: Person) -> None:
        def typed(wave: str) -> None:
            self.change(lambda: participants.place(self.study, [self._source(place)], wave=wave))

        hint = known_values([source.round for source in self.study.sources])
        self.ask(Prompt(f"Round of {place.source.title}", place.round, hint=hint), typed)

    def _ask_talk(self, place: Person) -> None:
        def typed(group: str) -> None:
            self.change(lambda: participants.place(self.study, [self._source(place)], group=group))

        hint = "The group whose talk it is: a focus group."
        self.ask(Prompt(f"Group of {place.source.title}", place.source.group, hint=hint), typed)

    def _ask_standing(self, place: Person, what: str) -> None:
        label = place.speaker.label if place.speaker else ""
        value = getattr(place.speaker, what)

        def typed(standing: str) -> None:
            def plan() -> Action:
                return participants.set_standing(self.study, self._source(place), label, **{what: standing})

            self.change(plan)

        hint = "Only where it differs from what they are elsewhere."
        self.ask(Prompt(f"{what.capitalize()} in {place.source.title}", value, hint=hint), typed)

    def _untie(self, place: Person) -> None:
        tie = Tie(place.source.id, place.speaker.label if place.speaker else "", None)
        self.change(lambda: participants.tie(self.study, [tie]))

    def _source(self, place: Person) -> Source:
        return self.study.held.source(place.source.id)


def _fits(kind: AttributeKind) -> Callable[[str], str]:
    """What is wrong with a value of an attribute, in words."""

    def wrong(typed: str) -> str:
        try:
            canonical(kind, typed)
        except UtsagaError as error:
            return str(error)
        return ""

    return wrong
