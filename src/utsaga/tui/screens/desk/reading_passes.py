"""How far a reading has come, noted as one reads; and that a transcript has been read through."""

from __future__ import annotations

from utsaga.commands import BY_ID
from utsaga.model.action import Action
from utsaga.study import passes
from utsaga.tui.screens.desk.desk import Desk


class ReadingPasses(Desk):
    """The command of reading passes in ``Scope.READING``."""

    _sight: tuple[str, int] = ("", 0)
    """Of which transcript what has been in sight without a gap, and where that ends."""

    def note_seen(self) -> None:
        """Note how far the reading has come; at the end, say how to note that it is done."""
        source_id = self.reader.source_id
        if source_id is None:
            return
        seen, before = self.reader.pane.visible_span, self.remembered.read_to(source_id)
        reach = self._sight[1] if self._sight[0] == source_id else 0
        far = passes.read_as_far(before, reach, seen, self.reader.selection)
        if seen.start <= max(before, reach):
            self._sight = (source_id, max(reach, seen.end))
        if far == before:
            return
        self.remembered.note_read(source_id, far)
        turns = self.reader.transcript.turns
        if before and turns and before < turns[-1].words.end <= far:
            key = self.keymap.shown(BY_ID["text.read"])
            self.say(f"Read to the end: {key} notes that you have read it through.")

    def do_text_read(self) -> None:
        """Note that this transcript has been read through once more."""
        source_id = self.passage.source_id

        def noted(_: Action) -> None:
            self.remembered.note_read(source_id, 0)
            self._sight = ("", 0)

        self.change(lambda: passes.note(self.study, self.study.held.source(source_id)), noted)
