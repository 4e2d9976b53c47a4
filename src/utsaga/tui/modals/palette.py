"""The base of palettes: a line to type in and what it finds, best first."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.modals.modal import Modal, ModalKeys
from utsaga.tui.parts import Line
from utsaga.tui.safe_text import safe_line
from utsaga.tui.widgets.row_list import RowList

T = TypeVar("T")

_MOVES = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": 8, "pageup": -8}


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """A row of a palette, and the answer that it stands for."""

    key: str
    line: Line
    value: T


class Palette(Modal[T]):
    """Type a few letters, Enter takes the first row; arrows go to another one; Esc cancels."""

    def __init__(
        self,
        question: str,
        typed: str = "",
        *,
        takes: str = "takes this row",
        none: str = "Nothing here has these letters.",
    ) -> None:
        """Ask; ``typed`` is what the line starts with, ``takes`` what Enter does.

        ``none`` is said where nothing is found.
        """
        super().__init__()
        self._none = none
        self._takes = takes
        self._question = question
        self._typed = typed

    @abstractmethod
    def choices(self, typed: str) -> Sequence[Choice[T]]:
        """What was typed finds, the best first."""

    def hint(self, typed: str, choices: Sequence[Choice[T]]) -> str:  # noqa: ARG002  # for those who hint
        """A word on what was typed and what it finds."""
        return ""

    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of this palette, and what each does."""
        return (("Enter", self._takes), ("↑ ↓", "other row"), ("Esc", "cancels"))

    def compose(self) -> ComposeResult:
        """The question, the line, what it finds, and a hint."""
        with Vertical(classes="box palette"):
            yield Static(safe_line(self._question), classes="question")
            yield AnsweredLine(self._typed)
            yield RowList[Choice[T]](lambda choice, _: [choice.line], key=lambda choice: choice.key)
            yield Static("", classes="hint")
            yield ModalKeys(self.keys())

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self._find(self._typed)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is found now."""
        self._find(event.value)

    def answer(self, key: str) -> bool:
        """Enter takes the row under the cursor, arrows move it, Esc cancels."""
        rows = self.query_one(RowList)
        if key == "escape":
            self.dismiss(None)
        elif key in _MOVES:
            self._find(self.query_one(AnsweredLine).value)
            last = len(rows.items) - 1
            wrapped = {(0, -1): last, (last, 1): 0}.get((rows.cursor, _MOVES[key]))
            rows.go_to(rows.cursor + _MOVES[key] if wrapped is None else wrapped)
        elif key == "enter":
            self._find(self.query_one(AnsweredLine).value)
            if rows.current is not None:
                self.dismiss(rows.current.value)
        return key in _MOVES or key in AnsweredLine.ANSWERS

    def _find(self, typed: str) -> None:
        """Bring the rows up to date; keys may come before the message that something was typed."""
        rows = self.query_one(RowList)
        if rows.items and typed == self._typed:
            return
        self._typed = typed
        choices = self.choices(typed)
        rows.show(choices, empty=self._none)
        rows.go_to(0)
        self.query_one(".hint", Static).update(safe_line(self.hint(typed, choices)))
