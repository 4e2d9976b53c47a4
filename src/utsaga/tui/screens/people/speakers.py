"""The speaker table of the study: each correction is saved, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.model.participant import WITHDRAWN, Participant
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.living.moving import Moved
from utsaga.study.people.speaker_changes import (
    correct,
    divided,
    identify,
    identify_by_title,
    join,
    joins,
)
from utsaga.study.phrases import counted
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.modals.pick import Offer, Pick
from utsaga.tui.places import Place
from utsaga.tui.screens.people.speakers_list import Corrections, SpeakersList, Text, in_texts

Plan = Callable[[], Action]
"""What makes a change when its turn has come."""


class SpeakersScreen(SpeakersList):
    """The speakers of a transcript of the study or of all: saved at each key, as everything else is."""

    def __init__(self, source_id: str | None = None) -> None:
        """Show the speakers of a source, or of all."""
        super().__init__()
        self._source_id = source_id

    @property
    def sources(self) -> list[Source]:
        """The sources as they are now."""
        return [source for source in self.study.sources if self._source_id in (None, source.id)]

    @property
    def title_shown(self) -> str:
        """The transcript's title."""
        if self._source_id is not None:
            return self.study.source_title(self._source_id)
        return "all transcripts"

    def texts(self) -> Sequence[Text]:
        """The transcripts."""
        return [(source.id, source.title, partial(divided, self.study, source)) for source in self.sources]

    def correct(self, corrections: Corrections, name: str) -> None:
        """Save corrections; they are made to what those before have left."""
        self.change(lambda: correct(self.study, corrections, name), aside="Saving …")

    def study_changed(self, action: Action | None) -> None:
        """Follow corrections, also undone ones."""
        tables = {change.table.name for change in action.changes} if action else set()
        if action is None or action.texts or tables & {"sources", "participants"}:
            self.looks.forget()
            self.look_again()

    # Commands that need a study

    def do_speakers_participant(self) -> None:
        """Say which participant this speaker is, known or new."""
        row = self.speaker_here()
        at = [(place.where, row.label) for place in row.places]
        offers: list[Offer[Plan]] = [
            Offer(one.name, one.role, partial(identify, self.study, at, one.name)) for one in self._known()
        ]
        if row.participants:
            offers.insert(0, Offer("nobody known", "", partial(identify, self.study, at, "")))
        if len(at) > 1:
            by_title = partial(identify_by_title, self.study, at)
            offers.insert(0, Offer("another one in each transcript", "named as the transcript is", by_title))

        def new(typed: str) -> Offer[Plan]:
            return Offer(typed, "new participant", partial(identify, self.study, at, typed))

        hint = "Choose a participant, or type the pseudonym or number of a new one."
        question = f"Who is {row.label}{in_texts(row)}?"
        self.ask(Pick(question, offers, new=new, hint=hint), self.change)

    def _known(self) -> list[Participant]:
        return [one for one in self.study.participants if one.status != WITHDRAWN]

    def do_speakers_join(self) -> None:
        """Join neighbouring turns of one speaker, once it is said how many."""
        number = sum(seen.neighbours for seen in self.seen.values())
        there = sum(bool(seen.neighbours) for seen in self.seen.values())
        if not number:
            raise Refused("No turn is followed by another one of the same speaker.")
        question = (
            f"Join {counted(number, 'turn')} with the turn before by the same speaker, in "
            f"{counted(there, 'transcript')}? Their labels go out of the text; "
            "times are kept, codings stay on their words. It can be undone."
        )
        self.ask(Confirm(question, yes="join", no="leave them"), lambda _: self._join(there))

    def _join(self, of: int) -> None:
        tell = self.progress("Joining turns")

        def planned() -> Iterator[Moved]:
            for done, moved in enumerate(joins(self.study, self.sources), 1):
                tell(done, of)
                yield moved

        self.change(lambda: join(self.study, list(planned())), aside="Joining turns …")

    def do_speakers_visit(self) -> None:
        """Open the transcript where this label stands first."""
        place = self.current.places[0]
        self.program.visit(Place(place.where, Span(place.start, place.start + 1)))
