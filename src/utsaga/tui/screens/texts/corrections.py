"""Who corrected what in a transcript, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from utsaga.commands import Scope
from utsaga.model.action import Action
from utsaga.model.ids import shown_time
from utsaga.study.living.corrections import Correction, corrections
from utsaga.study.phrases import counted
from utsaga.text.wording import differing
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.was_and_now import was_and_now, worded


class CorrectionsScreen(ListScreen[tuple[int, Correction]]):
    """The correction log of one transcript, oldest first, old words beside new ones."""

    SCOPES = (Scope.LIST, Scope.EVERYWHERE)
    INKED = 1
    EMPTY = "Nothing has been corrected in this transcript yet."

    def __init__(self, source_id: str) -> None:
        """Show the log of a source."""
        super().__init__()
        self._source_id = source_id

    def gather(self) -> Iterator[Sequence[tuple[int, Correction]]]:
        """Read the log off the history."""
        source = self.study.held.source(self._source_id)
        for numbered in enumerate(corrections(self.study, source)):
            yield (numbered,)

    def look(self, item: tuple[int, Correction], width: int) -> Sequence[Line]:
        """When, who and where; below, the old words and the new ones side by side."""
        done = item[1]
        head = [
            Part(f" {shown_time(done.at)}  ", "muted"),
            Part(done.who, "strong", SHORT_NAME),
            Part(f"{f'  line {done.line:,}' if done.line else ''}  {done.act}", "muted"),
        ]
        if done.aside:
            return [[*head, Part(f", {done.aside}", "muted")], []]
        gone, come = differing(done.old, done.new)
        was = worded(done.old, gone) if done.old.strip() else [Part("(nothing)", "muted")]
        now = worded(done.new, come) if done.new.strip() else [Part("(nothing)", "muted")]
        return [head, *was_and_now(was, now, width), []]

    def key_of(self, item: tuple[int, Correction]) -> str:
        """Its number."""
        return str(item[0])

    def heading(self) -> Line:
        """Whose log it is, and how long."""
        title = self.study.source_title(self._source_id)
        number = counted(len(self.rows.items), "correction")
        return [
            Part("Corrections of ", "muted"),
            Part(title, "heading", SHORT_NAME),
            Part(f"  {number}", "muted"),
        ]

    def study_changed(self, action: Action | None) -> None:
        """Follow corrections."""
        if action is None or action.texts:
            self.fill()
