"""The row that says where one is, and for a moment what was done."""

from __future__ import annotations

from utsaga.tui.parts import Line, Part
from utsaga.tui.widgets.one_row import OneRow


class StatusLine(OneRow):
    """Standing information, or a message until the next key."""

    def __init__(self) -> None:
        """Start with nothing to say."""
        super().__init__()
        self._standing: Line = ()
        self._message: Line = ()

    def show_standing(self, line: Line) -> None:
        """Show where one is, as soon as there is no message."""
        self._standing = line
        self._paint()

    def show_message(self, text: str, *, problem: bool = False) -> None:
        """Show what was done, or what could not be done."""
        self._message = (Part(text, "warning" if problem else "strong"),)
        self._paint()

    def clear_message(self) -> None:
        """Go back to the standing information."""
        if self._message:
            self._message = ()
            self._paint()

    @property
    def message(self) -> str:
        """The words of the message that is shown; empty when there is none."""
        return "".join(part.text for part in self._message)

    def _paint(self) -> None:
        self.show([Part(" "), *(self._message or self._standing)])
