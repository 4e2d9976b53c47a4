"""All transcripts of the study, with what has been coded in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from utsaga.analysis.overview import Measured
from utsaga.commands import BY_ID, Scope
from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.source import RAW, STATUSES, Source
from utsaga.study import passes, sources
from utsaga.study.coding import memos
from utsaga.study.people import participants
from utsaga.study.phrases import counted
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.modals.prompt import Prompt, objection
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.places import Place
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.people.participant_fields import known_values
from utsaga.tui.screens.texts.transcript_rows import (
    TranscriptRow,
    about_parts,
    figures_said,
    measured_row,
)
from utsaga.tui.writing import Writing, on_memo


class TranscriptsScreen(ListScreen[TranscriptRow]):
    """The transcripts in their order: titles at once, figures as they are counted."""

    SCOPES = (Scope.TRANSCRIPTS, Scope.LIST, Scope.EVERYWHERE)
    HEIGHT = 2

    def __init__(self) -> None:
        """Start without figures."""
        super().__init__()
        self._counted: dict[str, TranscriptRow] = {}

    # The list

    def begin(self) -> None:
        """Show the titles, then count."""
        for reader in self.program.workspace.readers:
            self.program.workspace.keep_place(reader)
        self.show_items(())
        super().begin()

    def gather(self) -> Iterator[Sequence[TranscriptRow]]:
        """The transcripts, each counted when it or its codings have changed since."""
        for source in self.study.sources:
            known = self._counted.get(source.id)
            if known is None or known.source != source:
                self._counted[source.id] = self._count(source)
            yield (self._counted[source.id],)

    def _count(self, source: Source) -> TranscriptRow:
        try:
            remembered = self.program.workspace.remembered
            return measured_row(
                self.study, source, remembered.place(source.id), remembered.read_to(source.id)
            )
        except UtsagaError as error:
            return TranscriptRow(source, Measured(0, 0, 0.0, problem=str(error)))

    def show_items(self, items: Sequence[TranscriptRow]) -> None:
        """Show items; while some are still being counted, the others stand with their titles."""
        if not self.complete:
            shown = {item.id for item in items}
            rest = [TranscriptRow(s) for s in self.study.sources if s.id not in shown]
            items = [*items, *rest]
        super().show_items(items)

    def look(self, item: TranscriptRow, _width: int) -> Sequence[Line]:
        """Number, title, file and speakers; figures below."""
        source = item.source
        first = [
            Part(f"{self._number(source):>3} ", "muted"),
            Part(source.title, "strong", SHORT_NAME),
            Part("  "),
            *about_parts(self.study, source),
        ]
        if item.measured is None:
            return [first, [Part("    …", "muted")]]
        if item.measured.problem:
            return [first, [Part("    "), Part(item.measured.problem, "warning")]]
        return [first, [Part(f"    {figures_said(item)}", "muted")]]

    def _number(self, source: Source) -> int:
        return 1 + next((n for n, other in enumerate(self.study.sources) if other.id == source.id), 0)

    def key_of(self, item: TranscriptRow) -> str:
        """The source's id."""
        return item.id

    def heading(self) -> Line:
        """How many transcripts there are."""
        number = len(self.study.sources)
        said = f"  {counted(number, 'transcript')}; interviewers' words are not counted"
        return [Part("Transcripts", "heading"), Part(said if number else "", "muted")]

    def nothing(self) -> str:
        """How to come by transcripts."""
        return f"No transcripts yet. {self.keymap.shown(BY_ID['transcripts.import'])} imports the first ones."

    def study_changed(self, action: Action | None) -> None:
        """Count anew what a change touches."""
        if action is None:
            self._counted.clear()
        else:
            keys = {change.table.source_key for change in action.changes}
            keys |= {change.key for change in action.texts}
            for row in [row for row in self._counted.values() if row.source.key in keys]:
                del self._counted[row.id]
        self.fill()

    # Commands

    def do_transcripts_open(self) -> None:
        """Open this transcript in the workspace; leaving it there leaves the program as ever."""
        source_id = self.current.id
        self.program.leave()
        self.program.workspace.show_place(Place(source_id))

    def do_transcripts_beside(self) -> None:
        """Open this transcript beside the one that is open."""
        source_id = self.current.id
        self.program.leave()
        self.program.workspace.show_beside(source_id)

    def do_transcripts_import(self) -> None:
        """Bring transcript files into the study."""
        from utsaga.tui.screens.incoming.screen import ImportScreen

        def imported(action: Action) -> None:
            speakers = self.keymap.shown(BY_ID["go.speakers"])
            self.say(f"{self.program.changes.tell(action)} {speakers} shows who speaks.")
            self.go_to_when_shown(action.refs.get("source", action.changes[0].id))

        self.app.push_screen(ImportScreen(imported))

    def do_transcripts_speakers(self) -> None:
        """Correct who speaks in this transcript."""
        from utsaga.tui.screens.people.speakers import SpeakersScreen

        self.app.push_screen(SpeakersScreen(self.current.id))

    def do_transcripts_rename(self) -> None:
        """Give this transcript another title."""
        source = self.current.source

        def named(title: str) -> None:
            if title == source.title:
                raise Refused("The title is as it was.")
            self.change(lambda: sources.rename(self.study, self.study.held.source(source.id), title))

        def check(title: str) -> str:
            if title == source.title:
                return ""
            return objection(lambda: sources.rename(self.study, self.study.held.source(source.id), title))

        self.ask(Prompt("Title of the transcript", source.title, check=check), named)

    def do_transcripts_status(self) -> None:
        """Say that this transcript is raw, checked or final: the next of these."""
        source_id, status = self.current.id, self.current.source.status
        following = STATUSES[(STATUSES.index(status) + 1) % len(STATUSES)] if status in STATUSES else RAW
        self.change(lambda: sources.set_status(self.study, self.study.held.source(source_id), following))

    def do_transcripts_read(self) -> None:
        """Note that this transcript has been read through once more."""
        source_id = self.current.id

        def noted(_: Action) -> None:
            self.program.workspace.remembered.note_read(source_id, 0)

        self.change(lambda: passes.note(self.study, self.study.held.source(source_id)), noted)

    def do_transcripts_not_read(self) -> None:
        """Take the last reading back."""
        source_id = self.current.id
        self.change(lambda: passes.take_back(self.study, self.study.held.source(source_id)))

    def do_transcripts_place(self) -> None:
        """Ask for the round and the group of this transcript."""
        source = self.current.source

        def with_round(wave: str) -> None:
            def with_group(group: str) -> None:
                def plan() -> Action:
                    now = self.study.held.source(source.id)
                    return participants.place(self.study, [now], wave=wave, group=group)

                self.change(plan)

            hint = "The group whose talk it is (a focus group); empty: none."
            self.ask(Prompt(f"Group of {source.title}", source.group, hint=hint), with_group)

        hint = known_values([other.round for other in self.study.sources]) or "The wave of interviews: 1, 2."
        self.ask(Prompt(f"Round of {source.title}", source.round, hint=hint), with_round)

    def do_transcripts_corrections(self) -> None:
        """Show who corrected what in this transcript."""
        from utsaga.tui.screens.texts.corrections import CorrectionsScreen

        self.app.push_screen(CorrectionsScreen(self.current.id))

    def do_transcripts_memo(self) -> None:
        """Write a memo on this transcript, or go on with the one that is there."""
        source = self.current.source
        mine = [m for m in memos.of_source(self.study, source.id) if m.coder == self.study.coder]
        title = f"Memo on {source.title}"
        self.write(on_memo(title, mine[-1]) if mine else Writing(title, "source", source.id))

    def do_transcripts_remove(self) -> None:
        """Take this transcript out of the study, once it is said what goes with it."""
        source = self.current.source
        codings = len(self.study.held.codings(source.id))
        notes = len(self.study.held.source_memos(source.id))
        question = (
            f"Take '{source.title}' out of the study, with {counted(codings, 'coding')} "
            f"and {counted(notes, 'memo')}? It can be undone."
        )

        def confirmed(_: bool) -> None:
            self.change(
                lambda: sources.remove(self.study, self.study.held.source(source.id)),
                aside="It is taken out …",
            )

        self.ask(Confirm(question, yes="remove", no="keep"), confirmed)
