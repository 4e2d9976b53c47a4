"""A question that is answered with a path, which Tab completes."""

from __future__ import annotations

from textual.widgets import Static

from utsaga.filepaths import working_folder
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.modals.prompt import Prompt
from utsaga.tui.safe_text import safe_line
from utsaga.tui.screens.writing.file_names import complete


class PathPrompt(Prompt):
    """Asks for the path of a file. Tab completes it, Enter answers, Esc cancels."""

    KEYS = (("Enter", "answers"), ("Tab", "completes the path"), ("Esc", "cancels"))

    def __init__(self, question: str, value: str = "", *, hint: str = "") -> None:
        """Ask with a path to start from."""
        super().__init__(question, value, check=_wrong_path, hint=hint)

    def answer(self, key: str) -> bool:
        """Complete the path, or answer as any line does."""
        if key != "tab":
            return super().answer(key)
        line = self.query_one(AnsweredLine)
        completion = complete(line.value, working_folder())
        line.value = completion.text
        line.cursor_position = len(completion.text)
        self.query_one(".hint", Static).update(safe_line("  ".join(completion.choices)))
        return True


def _wrong_path(typed: str) -> str:
    return "" if typed.strip() else "Type the path of a file, or leave with Esc."
