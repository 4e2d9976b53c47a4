"""A question that is answered with a line of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from utsaga.model.errors import UtsagaError
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.modals.modal import Modal, ModalKeys
from utsaga.tui.safe_text import safe_line


def no_objection(_: str) -> str:
    """Accept any answer."""
    return ""


def objection(plan: Callable[[], object]) -> str:
    """What is wrong with an answer, in words, by planning what it is for; empty if nothing is."""
    try:
        plan()
    except UtsagaError as error:
        return str(error)
    return ""


class Prompt(Modal[str]):
    """Asks for a line of text. Enter answers, Esc cancels."""

    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("Enter", "answers"), ("Esc", "cancels"))

    def __init__(
        self, question: str, value: str = "", *, check: Callable[[str], str] = no_objection, hint: str = ""
    ) -> None:
        """Ask with a value to start from; ``check`` says what is wrong with an answer, or nothing."""
        super().__init__()
        self._question = question
        self._value = value
        self._check = check
        self._hint = hint

    def compose(self) -> ComposeResult:
        """The question, the line, and what is wrong with it."""
        with Vertical(classes="box"):
            yield Static(safe_line(self._question), classes="question")
            yield AnsweredLine(self._value)
            yield Static(safe_line(self._hint), classes="hint")
            yield ModalKeys(self.KEYS)

    def answer(self, key: str) -> bool:
        """Enter answers if nothing is wrong; Esc cancels."""
        if key == "escape":
            self.dismiss(None)
        elif key == "enter":
            value = self.query_one(AnsweredLine).answered
            wrong = self._check(value)
            if wrong:
                self.query_one(".hint", Static).update(safe_line(wrong))
                self.query_one(".hint", Static).set_class(True, "problem")
            else:
                self.dismiss(value)
        return key in AnsweredLine.ANSWERS
