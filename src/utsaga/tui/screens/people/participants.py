"""Everybody who takes part or speaks: a list to look at and to put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from utsaga.analysis.presence import Presence, Spoken, everybody, said, spoken_in
from utsaga.commands import BY_ID, Scope
from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.participant import Consent, Participant
from utsaga.model.source import Source
from utsaga.study.people import participants, participants_speakers
from utsaga.study.phrases import counted
from utsaga.tui.modals.prompt import Prompt, objection
from utsaga.tui.parts import Line, Part
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.people.consent_prompts import ask_consent
from utsaga.tui.screens.people.participant_rows import (
    PresenceRow,
    attributes_said,
    row_lines,
)
from utsaga.tui.screens.people.participants_files import ask_table, ask_target
from utsaga.tui.screens.people.speaks_as import ask_participant, ask_speaker

_TABLES = {"participants", "attributes", "sources", "study"}


class ParticipantsScreen(ListScreen[PresenceRow]):
    """Participants by name; below them speakers nobody knows, and interviewers."""

    SCOPES = (Scope.PARTICIPANTS, Scope.LIST, Scope.EVERYWHERE)
    HEIGHT = 2

    def __init__(self) -> None:
        """Start before anybody's words have been counted."""
        super().__init__()
        self._spoken: dict[str, tuple[Source, Mapping[str, Spoken]]] = {}

    # The list

    def begin(self) -> None:
        """Show who there is at once; count their words after."""
        self.show_items([self._row(presence, counted_all=False) for presence in everybody(self.study)])
        super().begin()

    def gather(self) -> Iterator[Sequence[PresenceRow]]:
        """Count the words of a transcript after the other; rows when all are counted."""
        for source in self.study.sources:
            known = self._spoken.get(source.id)
            if known is None or known[0] != source:
                self._spoken[source.id] = (source, self._count(source))
                yield ()
        yield [self._row(presence, counted_all=True) for presence in everybody(self.study)]

    def _count(self, source: Source) -> Mapping[str, Spoken]:
        try:
            return spoken_in(self.study.transcript(source.id))
        except UtsagaError as error:
            self.say_problem(error)
            return {}

    def _row(self, presence: Presence, *, counted_all: bool) -> PresenceRow:
        spoken = {source_id: found for source_id, (_, found) in self._spoken.items()}
        one = presence.participant
        known = attributes_said(one, self.study.held.attributes) if one is not None else ""
        return PresenceRow(presence, said(presence.places, spoken) if counted_all else None, known)

    def show_items(self, items: Sequence[PresenceRow]) -> None:
        """Keep those who are there until all are counted."""
        if items or self.complete or not self.rows.items:
            super().show_items(items)

    def look(self, item: PresenceRow, _width: int) -> Sequence[Line]:
        """Who; where and how much."""
        return row_lines(item)

    def key_of(self, item: PresenceRow) -> str:
        """The participant, or the place."""
        return item.id

    def heading(self) -> Line:
        """How many take part, and of how many speakers nobody knows who they are."""
        unknown = sum(
            row.presence.participant is None and not row.presence.interviews for row in self.rows.items
        )
        number = counted(len(self.study.participants), "participant")
        rest = f" · {counted(unknown, 'speaker')} nobody knows" if unknown else ""
        return [Part("Participants", "heading"), Part(f"  {number}{rest}", "muted")]

    def nothing(self) -> str:
        """How to begin."""
        new, table = (self.keymap.shown(BY_ID[i]) for i in ("participants.new", "participants.take"))
        return f"Nobody takes part yet. {new} adds somebody, {table} takes them from a table (CSV)."

    def show_heading(self) -> None:
        """Say also how to begin while there are speakers alone."""
        super().show_heading()
        if self.complete and self.rows.items and not self.study.participants:
            self.say(self._first_hint())

    def _first_hint(self) -> str:
        all_, tie, table = (
            self.keymap.shown(BY_ID[f"participants.{i}"]) for i in ("from_speakers", "tie", "take")
        )
        return f"Nobody takes part yet: {all_} takes all speakers, {tie} this one, {table} those of a table."

    def study_changed(self, action: Action | None) -> None:
        """Follow what concerns people and texts."""
        if action is None:
            self._spoken.clear()
        else:
            keys = {change.key for change in action.texts}
            for source_id in [i for i, (source, _) in self._spoken.items() if source.key in keys]:
                del self._spoken[source_id]
            if not action.texts and not any(change.table.name in _TABLES for change in action.changes):
                return
        self.fill()

    # Those who take part

    @property
    def _participant(self) -> Participant:
        """The participant under the cursor.

        Raises:
            Refused: it is a speaker who is none.
        """
        presence = self.current.presence
        if presence.participant is None:
            key = self.keymap.shown(BY_ID["participants.tie"])
            what = "interviews" if presence.interviews else f"is nobody known yet: {key} says who it is"
            raise Refused(f"'{presence.name}' {what}.")
        return presence.participant

    def do_participants_open(self) -> None:
        """Open this participant; of a speaker nobody knows, ask who it is."""
        if self.current.presence.participant is None:
            self.do_participants_tie()
            return
        from utsaga.tui.screens.people.participant import ParticipantScreen

        self.app.push_screen(ParticipantScreen(self._participant.id))

    def do_participants_new(self) -> None:
        """Ask for the name of somebody new."""

        def named(name: str) -> None:
            self.change(lambda: participants.add(self.study, name), self._go_to_new)

        hint = "A pseudonym or a number, never the real name."
        self.ask(Prompt("New participant", hint=hint), named)

    def do_participants_rename(self) -> None:
        """Ask for another name."""
        one = self._participant

        def renamed(name: str) -> Action:
            return participants.change(self.study, self._fresh(one), name=name)

        def check(name: str) -> str:
            return "" if name == one.name else objection(lambda: renamed(name))

        question = Prompt(f"Pseudonym or number of {one.name}", one.name, check=check)
        self.ask(question, lambda name: self.change(lambda: renamed(name)))

    def do_participants_consent(self) -> None:
        """Ask when and how this participant consented."""
        one = self._participant

        def noted(consent: Consent) -> None:
            self.change(lambda: participants.note_consent(self.study, self._fresh(one), consent))

        ask_consent(self, one.name, Consent(), noted)

    def do_participants_delete(self) -> None:
        """Take this participant out; it can be undone."""
        one = self._participant
        self.change(lambda: participants.remove(self.study, self._fresh(one)))

    def do_participants_from_speakers(self) -> None:
        """Make participants of all speakers whom nobody knows."""
        self.change(lambda: participants_speakers.from_speakers(self.study))

    def do_participants_attributes(self) -> None:
        """Show which attributes there are."""
        from utsaga.tui.screens.people.attributes import AttributesScreen

        self.app.push_screen(AttributesScreen())

    def _fresh(self, participant: Participant) -> Participant:
        return self.study.held.participant(participant.id) or participant

    def _go_to_new(self, action: Action) -> None:
        self.go_to_when_shown(action.refs["participant"])

    # Who speaks

    def do_participants_tie(self) -> None:
        """Say which speaker a participant is, or who a speaker is."""
        presence = self.current.presence
        if presence.participant is not None:
            ask_speaker(self, presence.participant)
        elif presence.interviews:
            key = self.keymap.shown(BY_ID["participants.interviewer"])
            raise Refused(f"'{presence.name}' interviews and takes no part: {key} changes that.")
        else:
            ask_participant(self, presence.places[0], self._go_to_new)

    def do_participants_interviewer(self) -> None:
        """Say that this is an interviewer, or no longer."""
        presence = self.current.presence
        labels = [(p.source.id, p.speaker.label) for p in presence.places if p.speaker is not None]
        if not labels:
            raise Refused(f"'{presence.name}' speaks in no transcript under a label of their own.")
        plan = partial(
            participants_speakers.set_interviewing,
            self.study,
            labels,
            interviews=not presence.interviews,
            instead_of=presence.participant,
        )
        self.change(plan)

    # Tables

    def do_participants_take(self) -> None:
        """Take participants from a table."""
        ask_table(self)

    def do_participants_write(self) -> None:
        """Write them as a table."""
        ask_target(self)
