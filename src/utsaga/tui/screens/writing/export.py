"""Writing the chapter: a form, and where what was written has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from utsaga.commands import BY_ID, Scope
from utsaga.config import cache_path
from utsaga.filepaths import working_folder
from utsaga.study import Study
from utsaga.tui.away import away
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.modals.prompt import Prompt, objection
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.screens.finding.whose import whose_prompt
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.writing.export_form import (
    ExportForm,
    checked_file,
    command_line,
    turned,
)
from utsaga.tui.screens.writing.export_memory import ExportMemory
from utsaga.tui.screens.writing.file_names import expanded
from utsaga.writers.chapter import NotPlaced, build
from utsaga.writers.markdown import render
from utsaga.writers.numbering import first_number
from utsaga.writers.written import Written

_MARGINS = 3
"""Cells beside the command that are left free."""

_COMMAND = "command"
"""The last row: the command that writes the same chapter."""


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the form."""

    id: str
    name: str
    value: str


class ExportScreen(ListScreen[Field]):
    """What the chapter is to look like and where it goes."""

    SCOPES = (Scope.EXPORT, Scope.LIST, Scope.EVERYWHERE)

    form: ExportForm
    """The form as it is filled in now."""

    # The form

    def begin(self) -> None:
        """Fill the form as it was filled in last."""
        self._memory = ExportMemory(self.study)
        self._written = Written(self.study.path, self.study.coder)
        self.form = self._memory.form
        super().begin()

    def gather(self) -> Iterator[Sequence[Field]]:
        """The fields of the form, and the same as a command."""
        yield self._rows()

    def _rows(self) -> list[Field]:
        return [*(Field(*row) for row in self.form.rows), Field(_COMMAND, "", "")]

    def look(self, item: Field, width: int) -> Sequence[Line]:
        """What the field is called, and its value; at the end the command."""
        if item.id != _COMMAND:
            return [[Part(f" {item.name:<22}", "muted"), Part(item.value, "strong", SHORT_NAME)]]
        writes, copies = (self.keymap.shown(BY_ID[i]) for i in ("export.write", "export.change"))
        said = f" {writes} writes the chapter. So does this; {copies} copies it:"
        command = command_line(self.form, working_folder(), self.study.path, width - _MARGINS)
        return [[], [Part(said, "muted")], *([Part(f" {line}")] for line in command.split("\n"))]

    def key_of(self, item: Field) -> str:
        """The field's id."""
        return item.id

    def heading(self) -> Line:
        """What is exported."""
        return [Part("Export the chapter of ", "muted"), Part(self.study.info.title, "heading")]

    def _fill_in(self, form: ExportForm) -> None:
        self.form = form
        self.show_items(self._rows())

    # Commands

    def do_export_change(self) -> None:
        """Change the field under the cursor."""
        field = self.current.id
        if field == "file":
            self.ask(Prompt("Write the chapter to", self.form.file, check=_wrong_file), self._set_file)
        elif field == "number":
            question = "Number of the first theme (5.1), empty for none"
            number = self.form.options.number_from
            self.ask(Prompt(question, number, check=_wrong_number), self._set_number)
        elif field == "where":
            self.do_export_where()
        elif field == _COMMAND:
            self._copy_command()
        else:
            self._fill_in(turned(self.form, field))

    def do_export_where(self) -> None:
        """Ask whose words the chapter is to hold."""

        def asked(where: str) -> None:
            options = replace(self.form.options, where=where.strip())
            self._fill_in(replace(self.form, options=options))

        self.ask(whose_prompt(self.study, self.form.options.where), asked)

    def _copy_command(self) -> None:
        from utsaga.tui.terminal.clipboard import copy

        width = max(self.size.width - _MARGINS, 0)
        command = command_line(self.form, working_folder(), self.study.path, width)
        self.say(copy(self.app, command, cache_path()).words)

    def _set_file(self, typed: str) -> None:
        self._fill_in(replace(self.form, file=checked_file(typed, working_folder())))

    def _set_number(self, typed: str) -> None:
        options = replace(self.form.options, number_from=first_number(typed))
        self._fill_in(replace(self.form, options=options))

    def do_export_write(self) -> None:
        """Write the chapter; a file that somebody else made, or changed, is asked about first."""
        where = expanded(checked_file(self.form.file, working_folder()), working_folder())
        self.program.hold_keys(self.rows)  # they may be the answer to the question
        self.beside(partial(self._ask_and_write, self.form, where), "ask")

    async def _ask_and_write(self, form: ExportForm, where: Path) -> None:
        def write(_: bool = True) -> None:
            self.program.errands.begin(
                "The chapter is being written", partial(self._write, form, where), self
            )
            self.say("Writing the chapter …")

        if await away(self._written.would_lose, where):
            question = f"{where} is there already, and is not as it was last written here. Replace it?"
            self.ask(Confirm(question, yes="replace", no="keep"), write)
        else:
            self.program.keys_can_flow()
            write()

    async def _write(self, form: ExportForm, where: Path) -> None:
        """Write the chapter, also when this screen is left meanwhile."""
        program, study = self.program, self.study
        try:
            text, wrote = await away(_chapter, study.path, study.coder, form, where)
        except NotPlaced as error:
            review = program.config.keymap.shown(BY_ID["go.reviews"])
            raise NotPlaced(f"{error} {review} shows what waits.") from None
        await asyncio.to_thread(self._written.write, where, text)
        self._memory.keep(form)
        program.changes.where(self).say(wrote)


def _wrong_file(typed: str) -> str:
    return objection(lambda: checked_file(typed, working_folder()))


def _wrong_number(typed: str) -> str:
    return objection(lambda: first_number(typed))


def _chapter(study: Path, coder: str, form: ExportForm, where: Path) -> tuple[str, str]:
    """The chapter, and what to say when it is written; from a view of its own, because it takes a while."""
    with Study.open(study, coder=coder, write=False) as view:
        chapter = build(view, form.options)
    return render(chapter), chapter.wrote(str(where))
