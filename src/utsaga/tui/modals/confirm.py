"""A question with yes or no, for what cannot be undone or is seldom meant."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from utsaga.tui.modals.modal import Modal
from utsaga.tui.safe_text import safe, safe_line


class Confirm(Modal[bool]):
    """Asks for ``y`` or for anything that means no: ``n``, Enter, Esc. A no is a cancelled question.

    Enter is pressed by habit, and what is asked about is seldom meant or cannot be undone.
    """

    def __init__(self, question: str, yes: str = "Yes", no: str = "No") -> None:
        """Ask; ``yes`` and ``no`` say what each answer does."""
        super().__init__()
        self._question = question
        self._answers = f"y  {yes}    n, Enter  {no}"

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        with Vertical(classes="box"):
            yield Static(safe(self._question), classes="question")
            yield Static(safe_line(self._answers), classes="hint")

    def take_key(self, event: events.Key) -> bool:
        """Answer; other keys are not heard."""
        if event.key == "y":
            self.dismiss(True)
        elif event.key in ("n", "q", "enter", "escape"):
            self.dismiss(None)
        return True
