"""Who speaks in a transcript: looked at and corrected, each correction an act that can be undone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence

from utsaga.commands import BY_ID, Scope
from utsaga.model.action import Action
from utsaga.model.source import Source, Speaker
from utsaga.study import sources
from utsaga.study.words import counted
from utsaga.text.speakers import Candidate, propose
from utsaga.tui.modals.prompt import Prompt
from utsaga.tui.parts import Line, Part
from utsaga.tui.screens import speaker_rows as rows
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.speaker_rows import SpeakerRow

Correction = Callable[[Sequence[Speaker]], tuple[Speaker, ...]]
"""From the speakers as they are to the speakers as they should be."""


class SpeakersList(ListScreen[SpeakerRow]):
    """The labels of a text: those that open turns, and those that might.

    A subclass says where the text and its speakers are, and what is done with a correction.
    """

    SCOPES = (Scope.SPEAKERS, Scope.LIST, Scope.EVERYWHERE)
    HEIGHT = 2

    def __init__(self) -> None:
        """Start before anything has been proposed."""
        super().__init__()
        self._proposed: Sequence[Candidate] | None = None

    # What a subclass says

    @property
    def title_shown(self) -> str:
        """What the text is called."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """The text."""
        raise NotImplementedError

    @property
    def body(self) -> int:
        """Where front matter ends."""
        raise NotImplementedError

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers as they are now."""
        raise NotImplementedError

    def correct(self, correction: Correction) -> None:
        """Let the speakers be corrected, and the list follow."""
        raise NotImplementedError

    # The list

    def begin(self) -> None:
        """Show the speakers at once, and what else may be one as soon as it is known."""
        super().begin()
        self.beside(self._propose, "propose")

    async def _propose(self) -> None:
        proposal = await asyncio.to_thread(propose, self.text)
        self._proposed = proposal.candidates
        self.fill()

    def gather(self) -> Iterator[Sequence[SpeakerRow]]:
        """All labels at once: a text has few."""
        yield rows.speaker_rows(self.text, self.speakers, self.body, self._proposed or ())

    def look(self, item: SpeakerRow, _width: int) -> Sequence[Line]:
        """Label, name and part; what is doubtful; the first words below."""
        speaker = item.speaker
        name = f" = {speaker.name}" if speaker.name else ""
        if item.used:
            said = counted(item.turns, "turn") + (", interviewer" if speaker.interviewer else "")
        else:
            said = f"not a speaker; opens {counted(item.turns, 'line')}"
        first = [
            Part(f" {'✓' if item.used else '·'} ", "key"),
            Part(speaker.label, "strong" if item.used else "muted"),
            Part(name, "strong"),
            Part(f"  {said}", "muted"),
            *([Part(f"  {item.doubt}", "warning" if item.used else "muted")] if item.doubt else []),
        ]
        return [first, [Part("     "), Part(" ".join(item.sample.split()), "muted")]]

    def key_of(self, item: SpeakerRow) -> str:
        """The label."""
        return item.id

    def heading(self) -> Line:
        """Whose speakers these are."""
        number = sum(item.used for item in self.rows.items)
        return [
            Part("Speakers of ", "muted"),
            Part(self.title_shown, "heading"),
            Part(f"  {counted(number, 'speaker')}", "muted"),
        ]

    def nothing(self) -> str:
        """What to do about a text without labels."""
        add = self.keymap.shown(BY_ID["speakers.add"])
        if self._proposed is None:
            return "Looking for labels …"
        return f"No label opens a turn here: turns are paragraphs. {add} adds a label that was not found."

    # Commands

    def do_speakers_interviewer(self) -> None:
        """Make this speaker an interviewer, or no longer."""
        label = self.current.id
        self.correct(lambda speakers: rows.with_interviewer_turned(speakers, label))

    def do_speakers_rename(self) -> None:
        """Ask how this speaker is shown and printed."""
        item = self.current

        def named(name: str) -> None:
            self.correct(lambda speakers: rows.with_name(speakers, item.id, name))

        hint = "This is how the speaker is shown and printed; leave it empty for the label."
        self.ask(Prompt(f"Name of {item.id}", item.speaker.name, hint=hint), named)

    def do_speakers_dismiss(self) -> None:
        """Say that this label is not a speaker, or is one after all."""
        item = self.current
        self.correct(lambda speakers: rows.with_label_turned(speakers, item))

    def do_speakers_add(self) -> None:
        """Ask for a label that was not found."""

        def added(label: str) -> None:
            self.correct(lambda speakers: rows.with_label(self.text, speakers, label, self.body))

        self.ask(Prompt("Label as it stands before the turns, without the colon"), added)


class SpeakersScreen(SpeakersList):
    """The speakers of a transcript of the study: saved at each key, as everything else is."""

    def __init__(self, source_id: str) -> None:
        """Show the speakers of a source."""
        super().__init__()
        self._source_id = source_id

    @property
    def source(self) -> Source:
        """The source as it is now."""
        return self.study.held.source(self._source_id)

    @property
    def title_shown(self) -> str:
        """The transcript's title."""
        return self.study.source_title(self._source_id)

    @property
    def text(self) -> str:
        """The transcript's text."""
        return self.study.transcript(self._source_id).text

    @property
    def body(self) -> int:
        """Where its front matter ends."""
        return self.source.body

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Its speakers."""
        return self.source.speakers

    def correct(self, correction: Correction) -> None:
        """Save a correction; it is made to what the corrections before it have left."""

        def plan() -> Action:
            return sources.set_speakers(self.study, self.source, correction(self.speakers))

        self.change(plan)

    def study_changed(self, _action: Action | None) -> None:
        """Follow corrections, also undone ones."""
        self.fill()
