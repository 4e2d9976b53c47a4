"""Bringing transcript files into the study: name them, look at what they are, take them in as one act."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from utsaga.commands import BY_ID, Command, Scope
from utsaga.filepaths import working_folder
from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.readers import Options
from utsaga.study import sources
from utsaga.study.incoming.arriving import Incoming, compared, look_at, with_twin
from utsaga.study.incoming.files import Found, files_at
from utsaga.study.incoming.meaning import CommentUse
from utsaga.study.phrases import counted
from utsaga.study.sources import NewSource
from utsaga.tui.away import Stop, away
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.modals.import_palettes import CommentsPalette
from utsaga.tui.parts import Line, Part
from utsaga.tui.screens.incoming.columns import ask_columns
from utsaga.tui.screens.incoming.look import Keys, look
from utsaga.tui.screens.incoming.rows import at_stake, commented, said
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.unfinished import Unfinished
from utsaga.tui.screens.writing.file_names import complete, expanded
from utsaga.tui.widgets.one_row import OneRow
from utsaga.tui.widgets.row_list import RowList

_READING = "Files are being read: wait, or stop that first."
_GOING_IN = "The chosen files are being brought in: wait for that first."
_HINT = "A file, or a folder and all below it. Enter reads; nothing is written yet."


class ImportScreen(Unfinished, ListScreen[Incoming], inherit_bindings=False):
    """A line for a path, and what the files there are; those chosen go in together."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.IMPORT, Scope.LIST, Scope.EVERYWHERE)
    LEAVES: ClassVar[frozenset[str]] = Unfinished.LEAVES | {"app.leave"}

    def __init__(self, imported: Callable[[Action], None]) -> None:
        """Start without files; ``imported`` is told what went in, when this screen has been left."""
        super().__init__()
        self._imported = imported
        self._items: list[Incoming] = []
        self._comments: CommentUse | None = None
        self._hint_row = OneRow()
        self._reading = self._going_in = False
        self._stop = Stop()
        self._read_anew_of: set[str] = set()

    # The screen

    def compose_body(self) -> ComposeResult:
        """Heading, path, hint, files."""
        yield OneRow()
        yield AnsweredLine(placeholder="interviews/ or interview-1.txt")
        yield self._hint_row
        yield RowList(self.looks, key=self.key_of, height=None)

    def begin(self) -> None:
        """Begin with the path."""
        names = ("unwrap", "join", "columns", "look")
        self._keys = Keys(*(self.keymap.shown(BY_ID[f"import.{name}"]) for name in names))
        self.complete = True
        self.show_items(())
        self._hint(_HINT)
        self.give_keys(self.query_one(AnsweredLine))

    def gather(self) -> Iterator[Sequence[Incoming]]:
        """What has been looked at."""
        yield self._items

    def look(self, item: Incoming, width: int) -> Sequence[Line]:
        """What the file is."""
        return look(item, width, self._keys)

    def key_of(self, item: Incoming) -> str:
        """The file's path."""
        return item.id

    def heading(self) -> Line:
        """How many files go in, and what their comments become."""
        words = said(self._items) if self._items else ""
        comments = commented(self._items, self._comments)
        return [Part("Import", "heading"), Part(f"  {words}", "muted"), Part(comments, "muted")]

    def at_stake(self) -> str:
        """What leaving would lose; nothing any more once it goes in."""
        return "" if self._going_in else at_stake(self._items)

    # The path

    def answer(self, key: str) -> bool:
        """Enter looks at the path, Tab completes it, Down goes to the files, Esc leaves the line."""
        line = self.query_one(AnsweredLine)
        if key == "enter":
            self._begin_reading(line.value)
        elif key == "tab":
            completion = complete(line.value, working_folder())
            line.value = completion.text
            line.cursor_position = len(completion.text)
            self._hint("  ".join(completion.choices) or _HINT)
        else:
            return self.leave_line(key, for_list=bool(self._items))
        return True

    @property
    def line_hints(self) -> Sequence[tuple[str, str]]:
        """What the keys of ``answer`` do now."""
        esc = "to the files" if self._items else "leaves"
        return (("Enter", "reads"), ("Tab", "completes"), ("Esc", esc))

    def _hint(self, words: str) -> None:
        self._hint_row.show([Part(f" {words}", "muted")])

    def _begin_reading(self, typed: str) -> None:
        if not typed.strip():
            self.say_problem(Refused("Type the path of a file or a folder first."))
        elif self._reading or self._going_in:
            self.say_problem(Refused(_GOING_IN if self._going_in else _READING))
        else:
            self._reading, self._stop = True, Stop()
            self.give_keys(self.rows)
            self.beside(partial(self._read, expanded(typed, working_folder())), "look")

    async def _read(self, path: Path) -> None:
        """Look at the files at a path one after the other, each shown when it has been read."""
        try:
            found = await self._stop.or_find(files_at, path) or Found(())
            there = {item.id for item in self._items}
            new = [file for file in found.files if str(file) not in there]
            for number, file in enumerate(new, 1):
                stop = self.keymap.shown(BY_ID["import.stop"])
                self._hint(f"Reading {number} of {len(new)}: {_named(file, path)}  ({stop} stops)")
                item = await self._stop.or_find(look_at, file, name=_named(file, path))
                if item is None:
                    break
                self._items.append(with_twin(self.study, item, self._items))
                self._show()
            self.query_one(AnsweredLine).value = ""
            self._say_read(found.left_out, len(found.files) - len(new))
        except UtsagaError as error:
            self.give_keys(self.query_one(AnsweredLine))
            self.say_problem(error)
        finally:
            self._reading = False
            self._hint(_HINT)

    def _say_read(self, left_out: Sequence[str], known: int) -> None:
        words = [*left_out]
        if self._stop.wanted:
            words.insert(0, "Stopped: the files below have been read, the others not.")
        if known:
            words.append(f"{counted(known, 'file')} stood in the list already.")
        if words:
            self.say(" ".join(words))

    def _show(self) -> None:
        self.show_items(self._items)

    def _put(self, item: Incoming) -> None:
        self._items = [item if other.id == item.id else other for other in self._items]
        self._show()

    # Commands

    def do_import_path(self) -> None:
        """Go to the path."""
        self.give_keys(self.query_one(AnsweredLine))

    def do_import_stop(self) -> None:
        """Read no further file."""
        if not self._reading:
            raise Refused("Nothing is being read.")
        self._stop.now()

    def do_import_choose(self) -> None:
        """Take this file in, or leave it out."""
        item = self.current
        if not item.fit:
            raise Refused(item.why_not)
        self._put(replace(item, chosen=not item.chosen))

    def do_import_look(self) -> None:
        """Look at what is in this file."""
        from utsaga.tui.screens.incoming.text import IncomingTextScreen

        item = self.current
        if item.reading is None:
            raise Refused(item.problem)
        self.app.push_screen(IncomingTextScreen(item, item.reading, self.at_stake))

    def do_import_speakers(self) -> None:
        """Correct who speaks in this file."""
        from utsaga.tui.screens.incoming.speakers import IncomingSpeakersScreen

        item = self.current
        if item.reading is None:
            raise Refused(item.problem)
        self.app.push_screen(IncomingSpeakersScreen(item, item.reading, self._put, self.at_stake))

    def do_import_encoding(self) -> None:
        """Read this file in another encoding."""
        from utsaga.tui.modals.encoding_palette import EncodingPalette

        item = self.current
        if item.reading is None:
            raise Refused(item.problem)

        def chosen(encoding: str) -> None:
            self._read_anew(item, replace(item.options, encoding=encoding))

        self.ask(EncodingPalette(item.reading), chosen)

    def do_import_unwrap(self) -> None:
        """Join the lines of this file, or leave them as they stand."""
        item = self.current
        if item.reading is None:
            raise Refused(item.problem)
        self._read_anew(item, replace(item.options, unwrap=not item.options.unwrap), keep=True)

    def do_import_join(self) -> None:
        """Join neighbouring turns of one speaker in this file, or leave them as they stand."""
        item = self.current
        if item.reading is None:
            raise Refused(item.problem)
        self._read_anew(item, replace(item.options, join=not item.options.join), keep=True)

    def do_import_columns(self) -> None:
        """Ask which columns of this table hold what, one after the other."""
        item = self.current
        if not item.columns:
            raise Refused(f"'{item.name}' is no table: it has no columns to choose from.")

        ask_columns(self, item, partial(self._read_anew, item))

    def _read_anew(self, item: Incoming, options: Options, *, keep: bool = False) -> None:
        """Read a file in another way; with ``keep`` the speakers stay as they were corrected."""
        self.beside(partial(self._read_again, item, options, keep), "again")

    async def _read_again(self, item: Incoming, options: Options, keep: bool) -> None:
        corrected = (lambda _: item.speakers) if keep and item.corrected else None
        self._read_anew_of.add(item.id)
        try:
            other = await away(look_at, item.path, options, name=item.name, corrected=corrected)
        finally:
            self._read_anew_of.discard(item.id)
        if other.reading is None:
            self.say_problem(Refused(other.problem))
            return
        chosen = item.chosen or item.reading is None
        self._put(replace(other, chosen=chosen))
        self._items = compared(self.study, self._items)
        self._show()

    def do_import_comments(self) -> None:
        """Say what the comments of documents become."""
        self._ask_about_comments(lambda: None)

    def _ask_about_comments(self, then: Callable[[], None]) -> None:
        documents = [item.comments for item in self._items if item.chosen]
        comments = [comment for document in documents for comment in document]
        if not comments:
            raise Refused("None of the chosen files has comments.")

        def answered(use: CommentUse) -> None:
            self._comments = use
            self.show_heading()
            then()

        resolved = sum(comment.resolved for comment in comments)
        self.ask(CommentsPalette(len(comments), sum(map(bool, documents)), resolved), answered)

    def do_import_run(self) -> None:
        """Bring the chosen files into the study, as one act; ask first what comments become."""
        if self._reading:
            raise Refused(_READING)
        if self._read_anew_of:
            raise Refused("A file is being read in another way: wait for that first.")
        chosen = [item for item in self._items if item.chosen]
        if not chosen:
            keys = self.keymap.shown(BY_ID["import.choose"])
            raise Refused(f"No file is chosen: {keys} chooses the one under the cursor.")
        if self._comments is None and any(item.comments for item in chosen):
            self._ask_about_comments(self._bring_in)
        else:
            self._bring_in()

    def _bring_in(self) -> None:
        use = self._comments or CommentUse()
        new = [item.new_source() for item in self._items if item.chosen and item.goes_in(use)]
        if not new:
            raise Refused("The texts are in the study already, and none of their comments is to come in.")
        self.program.errands.begin("Texts are being brought in", partial(self._keep_and_add, new), self)
        self._going_in = True

    async def _keep_and_add(self, new: Sequence[NewSource]) -> None:
        """Put the texts on the disk beside the screen; then all of them go in at once."""
        study, use = self.study, self._comments or CommentUse()
        try:
            for number, keep in enumerate(sources.keeping(study, new, use), 1):
                self._hint(f"Writing {number} of {len(new)}")
                await asyncio.to_thread(keep)
            await self.program.changes.made(
                lambda: sources.add(study, new, use), self, self._gone_in, aside="Taking the texts in …"
            )
        finally:
            self._going_in = False
            self._hint(_HINT)

    def _gone_in(self, action: Action) -> None:
        self.program.leave(self)
        self._imported(action)

    def run_command(self, command: Command) -> None:
        """Do a command; what would change the files waits until those that go in are in."""
        if self._going_in and command.id.startswith("import.") and command.id != "import.look":
            self.say_problem(Refused(_GOING_IN))
        else:
            super().run_command(command)


def _named(file: Path, below: Path) -> str:
    """What a file is called: its path below the folder that was named."""
    return str(file.relative_to(below)) if file != below else file.name
