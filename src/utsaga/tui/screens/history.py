"""The history: who did what when, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from utsaga.commands import Scope
from utsaga.model.action import Action, Head
from utsaga.model.ids import shown_time
from utsaga.study.phrases import counted
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.screens.history_rows import HistoryRow, history_rows
from utsaga.tui.screens.list_screen import ListScreen

_WHO = 10
"""Cells of the column of coders."""

_STEP = 500
"""How many acts are read at a time."""


class HistoryScreen(ListScreen[HistoryRow]):
    """All acts of all coders; those that were undone are marked."""

    SCOPES = (Scope.LIST, Scope.EVERYWHERE)
    EMPTY = "Nothing has been done in this study yet."
    HEIGHT = 1

    def __init__(self) -> None:
        """Start without acts."""
        super().__init__()
        self._acts: list[Head] = []

    def gather(self) -> Iterable[Sequence[HistoryRow]]:
        """Read the acts, oldest first; they make rows when all are there, for a later one may undo one."""
        self._acts = []
        acts = self.study.history()
        while step := list(islice(acts, _STEP)):
            self._acts += step
            yield ()
        for _ in self.study.past_names.read():
            yield ()
        yield history_rows(self._acts)

    def look(self, item: HistoryRow, _width: int) -> Sequence[Line]:
        """When, who, what; undone acts with a sign and in brackets."""
        head = item.head
        said = self.study.say(head)
        what = f"({said}: undone)" if item.undone else said
        style = "muted" if item.undone else ""
        return [
            [
                Part(f" {shown_time(head.at)}  ", "muted"),
                Part(f"{head.who:<{_WHO}}", "muted", _WHO),
                Part(" "),
                Part(what, style, SHORT_NAME),
            ]
        ]

    def key_of(self, item: HistoryRow) -> str:
        """The act's id."""
        return item.id

    def heading(self) -> Line:
        """How many acts there are."""
        return [Part("History", "heading"), Part(f"  {counted(len(self._acts), 'act')}", "muted")]

    def study_changed(self, _action: Action | None) -> None:
        """Show what was done, here or elsewhere; names in the words may have changed too."""
        self.looks.forget()
        self.fill()
