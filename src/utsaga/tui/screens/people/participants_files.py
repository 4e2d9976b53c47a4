"""Participants from a table and to a table, by path."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from utsaga.filepaths import working_folder
from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.study import Study
from utsaga.study.coding.coding_table import Problem
from utsaga.study.people import participants_table
from utsaga.study.phrases import counted
from utsaga.study.tables import how_read
from utsaga.tui.away import away
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.modals.path_prompt import PathPrompt
from utsaga.tui.screens.writing.file_names import expanded
from utsaga.writers.participants_table import render, written_words
from utsaga.writers.written import Written

if TYPE_CHECKING:
    from utsaga.tui.screens.list_screen import ListScreen

_NAMED = 8
"""Up to so many lines that make no sense are told on the screen."""

_COLUMNS = "Columns: participant, source, speaker, role, group, round, consent; any other is an attribute."


def ask_table(screen: ListScreen[Any]) -> None:
    """Ask for a table, look at it beside the screen, and take it in; what makes no sense is told first."""

    def named(typed: str) -> None:
        screen.beside(partial(_take, screen, expanded(typed, working_folder())), "table")

    screen.ask(PathPrompt("Take participants from which table (CSV)?", hint=_COLUMNS), named)


def ask_target(screen: ListScreen[Any]) -> None:
    """Ask for a file, and write the table there; a file that is there is asked about first."""

    def named(typed: str) -> None:
        screen.beside(partial(_ask_and_write, screen, expanded(typed, working_folder())), "table")

    path = str(screen.study.path / "participants.csv")
    screen.ask(PathPrompt("Write the table of participants to", path), named)


async def _take(screen: ListScreen[Any], path: Path) -> None:
    study = screen.study
    try:
        problems, changes, read_as = await away(_looked_at, study.path, study.coder, path)
    except UtsagaError as error:
        screen.say_problem(error)
        return

    def take(_: bool = True) -> None:
        screen.change(partial(_planned, study, path))

    if problems and not changes:
        screen.say_problem(Refused(f"Nothing to take in. {_told(path, problems, 2)}"))
    elif not problems and not (read_as and changes):
        take()
    elif not problems:
        screen.ask(Confirm(f"{read_as}\nTake it in? It can be undone.", yes="take", no="take nothing"), take)
    else:
        told = "\n".join(filter(None, (read_as, _told(path, problems, _NAMED))))
        question = f"{told}\nTake the rest in? It can be undone."
        screen.ask(Confirm(question, yes="take the rest", no="take nothing"), take)


def _looked_at(study: Path, coder: str, path: Path) -> tuple[Sequence[Problem], bool, str]:
    """What makes no sense in a table, whether there is anything else in it, and in what encoding it is."""
    with Study.open(study, coder=coder, write=False) as view:
        plan = participants_table.plan(view, path)
    return plan.problems, plan.action is not None, how_read(path)


def _planned(study: Study, path: Path) -> Action:
    action = participants_table.plan(study, path).action
    if action is None:
        raise Refused("The study says all of this already.")
    return action


def _told(path: Path, problems: Sequence[Problem], most: int) -> str:
    lines = [f"line {problem.line}: {problem.why}" for problem in problems[:most]]
    more = [f"and {len(problems) - most} more"] if len(problems) > most else []
    number = len({problem.line for problem in problems})
    said = "makes" if number == 1 else "make"
    return "\n".join([f"{counted(number, 'line')} of {path.name} {said} no sense:", *lines, *more])


async def _ask_and_write(screen: ListScreen[Any], path: Path) -> None:
    content = render(screen.study)

    def write(_: bool = True) -> None:
        doing = "The table of participants is being written"
        screen.program.errands.begin(doing, partial(_write, screen, written, path, content), screen)

    written = Written(screen.study.path, screen.study.coder)
    if not await away(written.would_lose, path):
        write()
        return
    question = f"{path} is there already, and is not as it was last written here. Replace it?"
    screen.ask(Confirm(question, yes="replace", no="keep"), write)


async def _write(screen: ListScreen[Any], written: Written, path: Path, content: str) -> None:
    study, changes = screen.study, screen.program.changes
    await asyncio.to_thread(written.write, path, content)
    changes.where(screen).say(written_words(study, path))
