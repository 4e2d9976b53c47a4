"""What stands at the cursor: codings, definitions, memos and condensations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from utsaga.tui.parts import Line, Part
from utsaga.tui.widgets.row_list import RowList
from utsaga.tui.wrapping import wrapped


@dataclass(frozen=True, slots=True)
class Note:
    """A heading of parts, and a text below it in a style; one of the two may be missing."""

    key: str
    heading: tuple[Part, ...]
    text: str = ""
    style: str = ""


class NotesPane(RowList[Note]):
    """Notes below one another, wrapped to the width."""

    TELLS_MOVES = False  # it follows the cursor of the text, at every key
    has_foot = False

    def __init__(self) -> None:
        """Start without notes."""
        super().__init__(note_lines, key=lambda note: note.key, height=None)
        self._shown: tuple[object, ...] = ()

    def show_notes(self, notes: Sequence[Note], *, empty: str) -> None:
        """Show other notes; nothing is repainted when they are the same."""
        if (shown := (empty, *notes)) != self._shown:
            self._shown = shown
            self.show(notes, empty=empty)


def note_lines(note: Note, width: int) -> Sequence[Line]:
    """A note in lines, with an empty one after it."""
    indent = 2 if note.heading else 1
    body = wrapped(note.text, max(width - 1, 8), note.style, indent=indent) if note.text else []
    return [*([[Part(" "), *note.heading]] if note.heading else []), *body, []]
