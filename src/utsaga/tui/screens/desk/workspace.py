"""The workspace: codes, transcripts, and what stands at the cursor."""

from __future__ import annotations

import gc
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from utsaga.commands import BY_ID, Scope
from utsaga.model.action import Action
from utsaga.model.errors import UtsagaError
from utsaga.model.span import Span
from utsaga.study.phrases import counted
from utsaga.tui.places import Place
from utsaga.tui.reader import Reader
from utsaga.tui.remembered import Remembered
from utsaga.tui.screens.desk.asking import AskingCommands
from utsaga.tui.screens.desk.codes import CodesCommands
from utsaga.tui.screens.desk.notes_here import notes_on_code, notes_on_passage
from utsaga.tui.screens.desk.panes import CODES_WIDTH, NOTES_WIDTH, PaneCommands
from utsaga.tui.screens.desk.reading import ReadingCommands
from utsaga.tui.screens.desk.reading_passes import ReadingPasses
from utsaga.tui.screens.desk.standing import standing
from utsaga.tui.ways import by_keys
from utsaga.tui.widgets.codes_tree import CodesTree
from utsaga.tui.widgets.divider import Divider
from utsaga.tui.widgets.list_commands import ListCommands
from utsaga.tui.widgets.notes_pane import NotesPane
from utsaga.tui.widgets.row_list import RowList
from utsaga.tui.widgets.status_line import StatusLine
from utsaga.tui.widgets.transcript import TranscriptPane

_REMEMBER_SECONDS = 5.0


class Workspace(ListCommands, PaneCommands, ReadingCommands, ReadingPasses, AskingCommands, CodesCommands):
    """Three panes, or four with two transcripts; the screen under all others."""

    def __init__(self) -> None:
        """Start with nothing open."""
        super().__init__()
        self.last_code = None
        self.moving = None
        self.placing = None
        self._widths = {CodesTree: CODES_WIDTH, NotesPane: NOTES_WIDTH}
        self._asked = {}
        self._peeking = False
        self._active = 0

    def compose_body(self) -> ComposeResult:
        """Codes, a transcript, notes; a second transcript comes when it is asked for."""
        with Horizontal(id="panes"):
            yield CodesTree()
            yield Divider()
            yield TranscriptPane(id="first")
            yield Divider()
            yield NotesPane()

    def on_mount(self) -> None:
        """Show the transcript that was open last; the rest is read when that is on the screen."""
        self.remembered = Remembered(self.study.path, self.study.coder)
        first, second = self.query_one(TranscriptPane), TranscriptPane(id="second")
        second.display = False
        self._readers = Reader(self.study, first), Reader(self.study, second)
        self.codes_tree.show_codes(self.study.codes, self.study.pins, self.study.held.count)
        self.give_keys(first)
        self.arrange_panes()
        self._open_last()
        self.program.offer_drafts()
        if self.study.why_read_only:
            self.say(f"This session only reads along: {self.study.why_read_only.rstrip('.')}.")
        elif (
            said
            := f"{self.study.at_start(by_keys(self.keymap))} {self.program.lookout.codes_twice()}".strip()
        ):
            self.say(said)
        self.call_after_refresh(self._begin_reading)
        self.set_interval(_REMEMBER_SECONDS, self.remember)

    def on_unmount(self) -> None:
        """Remember where the coder was."""
        self.remember()

    # What it consists of

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """By the pane that has the keys."""
        if isinstance(self.focused, CodesTree):
            return Scope.CODES, Scope.LIST, Scope.WORKSPACE, Scope.EVERYWHERE
        if isinstance(self.focused, NotesPane):
            return Scope.LIST, Scope.WORKSPACE, Scope.EVERYWHERE
        return Scope.READING, Scope.WORKSPACE, Scope.EVERYWHERE

    @property
    def readers(self) -> tuple[Reader, Reader]:
        """The two places for a transcript."""
        return self._readers

    @property
    def reader(self) -> Reader:
        """The transcript that has the keys, or had them last."""
        return self._readers[self._active]

    @property
    def codes_tree(self) -> CodesTree:
        """The codebook."""
        return self.query_one(CodesTree)

    @property
    def rows(self) -> RowList[Any]:
        """The list that has the keys."""
        return self.focused if isinstance(self.focused, RowList) else self.codes_tree

    # Opening

    def open_in(self, reader: Reader, source_id: str) -> None:
        """Show a transcript in a reader, where the coder was last."""
        self.keep_place(reader)
        try:
            reader.open(source_id, self.remembered.place(source_id))
        except UtsagaError as error:
            reader.show_problem(error)
        reader.show_hits(self.program.search)
        self.keep_place(reader)
        self.show_position()

    def open_source(self, source_id: str, span: Span | None = None) -> None:
        """Show a transcript in the active reader: at a passage, else where the coder was last."""
        if self.reader.source_id != source_id:
            self.open_in(self.reader, source_id)
        if span is not None and self.reader.source_id == source_id:
            self.reader.select(span)
            self.reader.settle()
            self.show_position()

    def show_place(self, place: Place) -> None:
        """Show a place that another screen knows of."""
        self.leave_moving()
        self.give_keys(self.reader.pane)
        self.open_source(place.source_id, place.span)
        self.reader.show_hits(self.program.search, place.span)

    def show_beside(self, source_id: str) -> None:
        """Show a transcript beside the one that is open."""
        self.open_beside(source_id)

    def go_to_codes(self) -> None:
        """Give the codes the keys."""
        self.peek_at_codes()

    def keep_place(self, reader: Reader) -> None:
        """Remember where the coder is in a reader."""
        if reader.source_id is not None:
            self.remembered.note_place(reader.source_id, reader.cursor.span.start)

    def remember(self) -> None:
        """Write down where the coder is."""
        for reader in (self._readers[1], self._readers[0]):
            self.keep_place(reader)
        self.remembered.write()

    def _open_last(self) -> None:
        ids = [source.id for source in self.study.sources]
        if not ids:
            self.reader.show_words(self._how_to_begin())
            return
        last = self.remembered.open_source
        self.open_in(self.reader, last if last in ids else ids[0])

    def _how_to_begin(self) -> str:
        """What to do in a study without transcripts."""
        names = ("go.transcripts", "transcripts.import", "go.codebook", "codes.new", "app.help")
        transcripts, bring, codebook, new, helps = (self.keymap.shown(BY_ID[name]) for name in names)
        return (
            f"No transcripts yet. {transcripts}, then {bring}, brings some in: a file, or a folder and all "
            "below it. They are copied into the study, never changed, and shown before they go in.\n\n"
            f"A codebook can be begun before: {codebook}, then {new}. {helps} shows all keys."
        )

    def _begin_reading(self) -> None:
        """Read the rest now that the first transcript is seen; look for garbage again, in what is new."""
        gc.collect()
        gc.freeze()
        gc.enable()
        self._read_rest()

    def _read_rest(self) -> None:
        """Read the codings of one more transcript, between keys, until all are known."""
        unread = self.study.held.unread
        if unread:
            self.study.held.load(unread[0].id)
            self.call_later(self._read_rest)
            return
        self.codes_tree.recount([code.id for _, code in self.study.codes.walk()])
        self.show_position()  # what is told of a code counts what has been read
        if self.study.held.unreadable:
            number = len(self.study.held.unreadable)
            is_, them = ("is", "it") if number == 1 else ("are", "them")
            said = f"{counted(number, 'record')} cannot be read and {is_} left out"
            self.say(f"{said}: 'utsaga check' lists {them}.")
        self._take_in_texts()
        gc.freeze()

    def _take_in_texts(self) -> None:
        try:
            self.program.outside.take_in()
        except UtsagaError as error:
            self.say_problem(error)

    # Following

    def study_changed(self, action: Action | None) -> None:
        """Repaint what a change touches."""
        for reader in self._readers:
            try:
                reader.follow(action)
            except UtsagaError as error:
                reader.show_problem(error)
        tables = {change.table.name for change in action.changes} if action else set()
        if action is None or tables & {"codes", "coders", "sources"}:
            self.codes_tree.show_codes(self.study.codes, self.study.pins, self.study.held.count)
        elif "codings" in tables:
            records = [
                r for c in action.changes if c.table.name == "codings" for r in (c.before, c.after) if r
            ]
            self.codes_tree.recount({record["code"] for record in records})
        if self.reader.source_id is None:
            self._open_last()
        self.show_position()

    def keys_given(self, widget: Widget) -> None:
        """Show the keys of the pane that has them now."""
        for number, reader in enumerate(self._readers):
            if widget is reader.pane:
                self._active = number
        if not isinstance(widget, CodesTree):
            self.end_peek()
        self.show_keys()
        self.show_position()

    def on_row_list_moved(self) -> None:
        """Show what there is to say about the code under the cursor."""
        self.show_position()

    def on_transcript_pane_clicked(self, event: TranscriptPane.Clicked) -> None:
        """Put the cursor where the mouse clicked."""
        self.give_keys(event.pane)
        if self.reader.source_id is None:
            return
        self.reader.put(self.reader.start_move().to(self.reader.transcript, event.offset))
        self.show_position()

    def on_resize(self) -> None:
        """Arrange the panes for the new size."""
        if self.is_mounted:
            self.arrange_panes()

    @property
    def leaving(self) -> str:
        """From the text the program is left, unless a list led here."""
        text = self.focused is None or self.focused is self.reader.pane
        return "leave" if text and not self.program.came_from_list else "back"

    def do_app_leave(self) -> None:
        """Go from a side pane back to the text; from the text, leave."""
        if self.focused is not self.reader.pane and not self.program.came_from_list:
            self.give_keys(self.reader.pane)
        else:
            self.remember()
            super().do_app_leave()

    # Where one is

    def show_position(self) -> None:
        """Bring the notes and the status line up to date with the cursor."""
        if not self.is_mounted:
            return
        notes = self.query_one(NotesPane)
        try:
            if notes.display:
                self._show_notes(notes)
            self.query_one(StatusLine).show_standing(standing(self, notes_shown=notes.display))
            self.note_seen()
        except UtsagaError as error:  # the text has gone since it was opened
            self.say_problem(error)

    def _show_notes(self, notes: NotesPane) -> None:
        if isinstance(self.focused, CodesTree) and self.codes_tree.code is not None:
            notes.show_notes(notes_on_code(self.study, self.codes_tree.code), empty="")
        elif self.reader.source_id is not None:
            shown = notes_on_passage(self.study, self.reader.source_id, self.reader.selection)
            notes.show_notes(shown, empty="No code here.")
        else:
            notes.show_notes([], empty="")
