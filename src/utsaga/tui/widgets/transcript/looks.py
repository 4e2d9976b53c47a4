"""What each row of a transcript looks like: everything that is drawn on it, gathered by place."""

from __future__ import annotations

from collections.abc import Iterable

from utsaga.model.span import Span
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turn
from utsaga.text.wrap import Rows
from utsaga.tui.widgets.transcript.lanes import Lanes
from utsaga.tui.widgets.transcript.marks import Mark, Marks
from utsaga.tui.widgets.transcript.palette import SPEAKERS, Layer
from utsaga.tui.widgets.transcript.spans import Spans
from utsaga.tui.widgets.transcript.strips import Look, Painted, stripes

NOWHERE = Span(0, 0)


class Looks:
    """A transcript and all that lies over its text: codings, hits, signs, the selection."""

    def __init__(self, transcript: Transcript, marks: Iterable[Mark] = ()) -> None:
        self.transcript = transcript
        self.marks = Marks(marks)
        self.hits = Spans()
        self.notes = Spans()
        self.changed = Spans()
        self.dimmed = Spans()
        self.current_hit = NOWHERE
        self.selection = NOWHERE
        self._lanes: Lanes | None = None
        self._rows: Rows | None = None
        self._voices = _voices(transcript)

    def select(self, selection: Span) -> list[Span]:
        """Have another selection; return the stretches that are in one of the two and not in the other."""
        before, self.selection = self.selection, selection
        if not before.overlaps(selection):
            return [before, selection]
        edges = zip(before, selection, strict=True)
        return [Span(min(edge), max(edge)) for edge in edges]

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Have these marks and no others."""
        self.marks = Marks(marks)
        self._lanes = None

    def add_marks(self, marks: Iterable[Mark]) -> None:
        """Have more marks, in place of those with the same ids."""
        for mark in marks:
            self.marks.add(mark)
        self._lanes = None

    def remove_marks(self, ids: Iterable[str]) -> None:
        """Have these marks no more; unknown ids are passed over."""
        for mark_id in ids:
            self.marks.remove(mark_id)
        self._lanes = None

    def of(self, row: int, rows: Rows, *, top: bool, thumb: bool | None) -> Look:
        """The look of a row; ``top`` when it is the first in sight, ``thumb`` as the scroll mark goes."""
        if self._lanes is None or self._rows is not rows:
            self._lanes, self._rows = Lanes(rows, self.marks), rows
        span = rows.span(row)
        shown, more = stripes(self._lanes.on_row(row), row, top=top)
        return Look(
            row=row,
            stripes=shown,
            more=more,
            note=self.notes.beginning(*span),
            changed=bool(self.changed.overlapping(*span)),
            painted=tuple(self._painted(span)),
            thumb=thumb,
        )

    def _painted(self, span: Span) -> Iterable[Painted]:
        start, end = span
        for turn in self.transcript.turns_in(span) if start < end else ():
            if turn.start < turn.body and turn.body > start:
                yield turn.start, turn.body, self._label(turn)
        for mark in self.marks.overlapping(start, end):
            yield max(mark.start, start), min(mark.end, end), Layer.CODED
        for spans, layer in ((self.dimmed, Layer.DIMMED), (self.hits, Layer.HIT)):
            for dimmed_or_hit in spans.overlapping(start, end):
                yield *dimmed_or_hit, layer
        for one, layer in ((self.current_hit, Layer.CURRENT_HIT), (self.selection, Layer.SELECTION)):
            if one.overlaps(span):
                yield max(one.start, start), min(one.end, end), layer

    def _label(self, turn: Turn) -> int:
        return Layer.LABEL | self._voices.get(turn.label or "", 0)


def _voices(transcript: Transcript) -> dict[str, int]:
    """The layer of each speaker's label: interviewers alike, the others by their order."""
    others = [speaker.label for speaker in transcript.speakers if not speaker.interviewer]
    voices: dict[str, int] = {label: SPEAKERS[n % len(SPEAKERS)] for n, label in enumerate(others)}
    return voices | {
        speaker.label: Layer.INTERVIEWER for speaker in transcript.speakers if speaker.interviewer
    }
