"""Bringing transcript files into the study: name them, look at what they are, take them in as one act."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from textual.app import ComposeResult

from utsaga.commands import BY_ID, Scope
from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.study import sources
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.parts import Line, Part
from utsaga.tui.screens.file_names import complete, expanded, files_at
from utsaga.tui.screens.incoming_look import look
from utsaga.tui.screens.incoming_rows import (
    Incoming,
    compared,
    look_at,
    said,
    with_twin,
)
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.widgets.one_row import OneRow
from utsaga.tui.widgets.row_list import RowList

_HINT = "A file or a folder; Tab completes, Enter reads it. Nothing is written yet."


class ImportScreen(ListScreen[Incoming]):
    """A line for a path, and what the files there are; those chosen go in together."""

    SCOPES = (Scope.IMPORT, Scope.LIST, Scope.EVERYWHERE)

    def __init__(self, imported: Callable[[Action], None]) -> None:
        """Start without files; ``imported`` is told what went in, when this screen has been left."""
        super().__init__()
        self._imported = imported
        self._items: list[Incoming] = []

    # The screen

    def compose_body(self) -> ComposeResult:
        """Heading, path, hint, files."""
        yield OneRow()
        yield AnsweredLine(placeholder="interviews/ or interview-1.txt")
        yield OneRow()
        yield RowList(self.looks, key=self.key_of, height=None)

    def begin(self) -> None:
        """Begin with the path."""
        self.complete = True
        self.show_items(())
        self._hint(_HINT)
        self.give_keys(self.query_one(AnsweredLine))

    def gather(self) -> Iterator[Sequence[Incoming]]:
        """What has been looked at."""
        yield self._items

    def look(self, item: Incoming, width: int) -> Sequence[Line]:
        """What the file is."""
        return look(item, width)

    def key_of(self, item: Incoming) -> str:
        """The file's path."""
        return item.id

    def heading(self) -> Line:
        """How many files go in."""
        words = said(self._items) if self._items else ""
        return [Part("Import", "heading"), Part(f"  {words}", "muted")]

    # The path

    def answer(self, key: str) -> bool:
        """Enter looks at the path, Tab completes it, Down goes to the files, Esc leaves the line."""
        line = self.query_one(AnsweredLine)
        if key == "enter":
            self.beside(partial(self._look_at, line.value), "look")
        elif key == "tab":
            completion = complete(line.value, Path.cwd())
            line.value = completion.text
            line.cursor_position = len(completion.text)
            self._hint("  ".join(completion.choices) or _HINT)
        elif key in ("escape", "down") and self._items:
            self.give_keys(self.rows)
        elif key == "escape":
            self.program.leave()
        else:
            return False
        return True

    @property
    def line_hints(self) -> Sequence[tuple[str, str]]:
        """What the keys of ``answer`` do now."""
        esc = "to the files" if self._items else "leaves"
        return (("Enter", "reads"), ("Tab", "completes"), ("Esc", esc))

    def _hint(self, words: str) -> None:
        self.query(OneRow)[1].show([Part(f" {words}", "muted")])

    async def _look_at(self, typed: str) -> None:
        """Look at the files one after the other, each shown when it has been read."""
        self._items = []
        self.start_anew()
        try:
            if not typed.strip():
                raise Refused("Type the path of a file or a folder first.")
            files = await asyncio.to_thread(files_at, expanded(typed, Path.cwd()))
            for number, file in enumerate(files, 1):
                self._hint(f"Reading {number} of {len(files)}: {file.name}")
                item = await asyncio.to_thread(look_at, file)
                self._items.append(with_twin(self.study, item, self._items))
                self._show()
        except UtsagaError as error:
            self.say_problem(error)
            return
        finally:
            self._hint(_HINT)
        self.give_keys(self.rows)

    def _show(self) -> None:
        self.show_items(self._items)

    def _put(self, item: Incoming) -> None:
        self._items = [item if other.id == item.id else other for other in self._items]
        self._show()

    # Commands

    def do_import_path(self) -> None:
        """Go to the path."""
        self.give_keys(self.query_one(AnsweredLine))

    def do_import_choose(self) -> None:
        """Take this file in, or leave it out."""
        item = self.current
        if not item.fit:
            raise Refused(item.problem or f"'{item.path.name}' is {item.twin}.")
        self._put(replace(item, chosen=not item.chosen))

    def do_import_speakers(self) -> None:
        """Correct who speaks in this file."""
        from utsaga.tui.screens.incoming_speakers import IncomingSpeakersScreen

        item = self.current
        if item.reading is None:
            raise Refused(item.problem)
        self.app.push_screen(IncomingSpeakersScreen(item, item.reading, self._put))

    def do_import_encoding(self) -> None:
        """Read this file in another encoding."""
        from utsaga.tui.modals.encoding_palette import EncodingPalette

        item = self.current
        if item.reading is None:
            raise Refused(item.problem)

        def chosen(encoding: str) -> None:
            self.beside(partial(self._read_again, item, encoding), "look")

        self.ask(EncodingPalette(item.reading), chosen)

    async def _read_again(self, item: Incoming, encoding: str) -> None:
        other = await asyncio.to_thread(look_at, item.path, encoding)
        if other.reading is None:
            self.say_problem(Refused(other.problem))
            return
        self._put(other)
        self._items = compared(self.study, self._items)
        self._show()

    def do_import_run(self) -> None:
        """Bring the chosen files into the study, as one act."""
        chosen = [item.new_source for item in self._items if item.chosen]
        if not chosen:
            keys = self.keymap.shown(BY_ID["import.choose"])
            raise Refused(f"No file is chosen: {keys} chooses the one under the cursor.")
        self.change(lambda: sources.add(self.study, chosen), self._gone_in)

    def _gone_in(self, action: Action) -> None:
        self.program.leave()
        self._imported(action)
