"""What each row of a transcript looks like: everything that is drawn on it, gathered by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from utsaga.model.span import Span
from utsaga.text.transcript import Transcript
from utsaga.text.wrap import Rows
from utsaga.tui.widgets.transcript.lanes import Laned, Lanes
from utsaga.tui.widgets.transcript.marks import Mark, Marks
from utsaga.tui.widgets.transcript.palette import SPEAKERS, Layer
from utsaga.tui.widgets.transcript.spans import Spans
from utsaga.tui.widgets.transcript.strips import Look, Painted, stripes

NOWHERE = Span(0, 0)

# As plain numbers: these are combined for every row that is drawn.
_CODED, _DIMMED, _HIT = int(Layer.CODED), int(Layer.DIMMED), int(Layer.HIT)
_CURRENT_HIT, _SELECTION = int(Layer.CURRENT_HIT), int(Layer.SELECTION)


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
        self._labels: dict[int, Painted] = {}
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
            self._changed_lanes(self.marks.add(mark), mark)

    def remove_marks(self, ids: Iterable[str]) -> None:
        """Have these marks no more; unknown ids are passed over."""
        for mark_id in ids:
            self._changed_lanes(self.marks.remove(mark_id))

    def _changed_lanes(self, *marks: Mark | None) -> None:
        if self._lanes is not None:
            for mark in marks:
                if mark is not None:
                    self._lanes.forget(mark)

    def standing(self, row: int, rows: Rows) -> list[Laned]:
        """The marks that stand on a row, in their lanes: all of its look that marks decide."""
        if self._lanes is None or self._lanes.rows is not rows:
            self._lanes = Lanes(rows, self.marks)
        return self._lanes.on_row(row)

    def of(self, row: int, rows: Rows, *, top: bool, thumb: bool | None) -> Look:
        """The look of a row; ``top`` when it is the first in sight, ``thumb`` as the scroll mark goes."""
        span = rows.span(row)
        laned = self.standing(row, rows)
        shown, more = stripes(laned, row, top=top)
        return Look(
            row,
            shown,
            more,
            self.notes.beginning(*span),
            bool(self.changed) and bool(self.changed.overlapping(*span)),
            (*self._labels_on(span), *_coded(laned, span), *self._over(span)),
            thumb,
        )

    def _labels_on(self, span: Span) -> Iterator[Painted]:
        """The speakers' labels on a row."""
        turn = self.transcript.turns.last_before(span.end - 1)
        while turn >= 0:
            label = self._labels.get(turn) or self._label(turn)
            if label[1] > span.start:
                yield label
            if label[0] <= span.start:
                return
            turn -= 1

    def _label(self, index: int) -> Painted:
        """Where the label of a turn stands, empty for one without, and its layers; kept."""
        turn = self.transcript.turns[index]
        layers = int(Layer.LABEL | self._voices.get(turn.label or "", 0))
        label = self._labels[index] = (turn.start, turn.body, layers)
        return label

    def _over(self, span: Span) -> Iterator[Painted]:
        """What lies over the text of a row besides labels and codings."""
        for spans, layer in ((self.dimmed, _DIMMED), (self.hits, _HIT)):
            if spans:
                for dimmed_or_hit in spans.overlapping(*span):
                    yield *dimmed_or_hit, layer
        for one, layer in ((self.current_hit, _CURRENT_HIT), (self.selection, _SELECTION)):
            if one.start < span.end and span.start < one.end:
                yield max(one.start, span.start), min(one.end, span.end), layer


def _coded(laned: Iterable[Laned], span: Span) -> Iterator[Painted]:
    """The coded words of a row, what several codings share in one."""
    start = end = span.start
    for (mark, _, _), _ in sorted(laned, key=_beginning):
        if mark.start > end:
            if start < end:
                yield start, end, _CODED
            start = mark.start
        end = max(end, min(mark.end, span.end))
    if start < end:
        yield start, end, _CODED


def _beginning(laned: Laned) -> int:
    return laned.place.mark.start


def _voices(transcript: Transcript) -> dict[str, int]:
    """The layer of each speaker's label: interviewers alike, the others by their order."""
    others = [speaker.label for speaker in transcript.speakers if not speaker.interviewer]
    voices: dict[str, int] = {label: SPEAKERS[n % len(SPEAKERS)] for n, label in enumerate(others)}
    return voices | {
        speaker.label: Layer.INTERVIEWER for speaker in transcript.speakers if speaker.interviewer
    }
