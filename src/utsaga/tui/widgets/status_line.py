"""The row that says where one is, and for a moment what was done."""

from __future__ import annotations

from utsaga.tui.parts import Line, Part
from utsaga.tui.widgets.one_row import OneRow
from utsaga.tui.wrapping import wrapped


class StatusLine(OneRow):
    """Standing information, or a message until the next key."""

    def __init__(self) -> None:
        """Start with nothing to say."""
        super().__init__()
        self._standing: Line = ()
        self._said: list[Line] = []
        self._above: Line = ()
        self.message = ""
        """The words of the message that is shown; empty when there is none."""
        self.problem = False
        """Whether they say what could not be done."""

    def show_standing(self, line: Line) -> None:
        """Show where one is, as soon as there is no message."""
        self._standing = line
        self._paint()

    def show_message(self, text: str, *, problem: bool = False) -> list[Line]:
        """Show what was done, or what could not be done; return the rows that did not fit."""
        self.message = text
        self.problem = problem
        self._said = wrapped(text, max(self.app.size.width - 2, 20), "warning" if problem else "strong")
        self._paint()
        return self._said[1:]

    def show_above(self, line: Line) -> None:
        """Show what the footer has no room for, until the message is cleared."""
        self._above = line
        self._paint()

    def clear_message(self) -> None:
        """Go back to the standing information."""
        if self.message or self._above:
            self.message = ""
            self._said = []
            self._above = ()
            self._paint()

    def _paint(self) -> None:
        self.show(self._above or [Part(" "), *(self._said[0] if self._said else self._standing)])
