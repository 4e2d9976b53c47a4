"""A transcript on a pane: where the reader stands in it, and what lies on its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rich.cells import cell_len

from utsaga.model.action import Action
from utsaga.model.coding import Coding
from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.phrases import counted
from utsaga.study.places import CODES
from utsaga.text.cursor import Cursor
from utsaga.text.safe import shown_line
from utsaga.text.transcript import Transcript, Unit
from utsaga.tui.parts import CODE_COLOURS, code_colour
from utsaga.tui.places import Hits
from utsaga.tui.widgets.transcript import Mark, TranscriptPane

_NO_MARK = "•"
_NO_COLOUR = CODE_COLOURS
_MANY_CHARACTERS = 50_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a reader stands: the cursor with its unit and selection, in a text of a certain content."""

    source_id: str
    sha256: str
    cursor: Cursor


class Reader:
    """One transcript of a study on one pane, or none yet.

    The selection *settles* when it has been coded: it stays, so that it can be given more codes, and the
    next move leaves it.
    """

    def __init__(self, study: Study, pane: TranscriptPane) -> None:
        """Read on a pane, which is empty at first."""
        self._study = study
        self.pane = pane
        self.source_id: str | None = None
        self._cursor = Cursor(Unit.SENTENCE, Span(0, 0))
        self._settled = False
        self._visited: Span | None = None
        self._hits: Hits | None = None
        self._dims = False

    # The text

    def open(self, source_id: str, offset: int, unit: Unit | None = None) -> None:
        """Show a transcript with the cursor at an offset."""
        transcript = self._study.transcript(source_id)
        self.source_id = source_id
        self._settled = False
        self._hits = None
        self._visited = None
        self._cursor = Cursor.at(transcript, offset, unit or self._cursor.unit)
        self.pane.show(transcript, self._marks(), cursor=self._cursor, title=self.source.title)
        self._show_signs()
        self._show_dimmed()

    @property
    def standing(self) -> Standing | None:
        """Where the reader stands, to come back to; None where nothing is open."""
        return Standing(self.source_id, self.source.sha256, self._cursor) if self.source_id else None

    def go_back(self, there: Standing) -> None:
        """Stand where the reader stood, in a transcript that is open; its text may be another by now."""
        if self.source_id == there.source_id and self.source.sha256 == there.sha256:
            self.put(there.cursor)

    def show_problem(self, error: UtsagaError) -> None:
        """Show why there is no transcript here, in its place."""
        self.show_words(str(error))

    def show_words(self, words: str) -> None:
        """Show these words where there is no transcript."""
        self.source_id = None
        self._settled = False
        self._hits = None
        self._visited = None
        self._cursor = Cursor(self._cursor.unit, Span(0, 0))
        self.pane.show(Transcript(words))

    def close(self) -> None:
        """Show nothing."""
        self.source_id = None
        self.pane.show(None)

    @property
    def source(self) -> Source:
        """The source that is shown."""
        return self._study.held.source(self.source_id or "")

    @property
    def transcript(self) -> Transcript:
        """The transcript that is shown.

        Raises:
            NotFound: there is none.
        """
        return self._study.transcript(self.source_id or "")

    # The cursor

    @property
    def cursor(self) -> Cursor:
        """Where the reader stands."""
        return self._cursor

    @property
    def selection(self) -> Span:
        """The passage that is selected."""
        return self._cursor.selection

    @property
    def extending(self) -> bool:
        """Whether moves extend the selection."""
        return self._cursor.extending and not self._settled

    def put(self, cursor: Cursor) -> None:
        """Put the cursor somewhere."""
        self._settled = False
        self._visited = None
        self._cursor = cursor
        self.pane.cursor = cursor

    def start_move(self) -> Cursor:
        """The cursor that a move starts from: a selection that was coded is left behind."""
        return replace(self._cursor, anchor=None) if self._settled else self._cursor

    def settle(self) -> None:
        """Let the selection stay until the next move."""
        self._settled = self._cursor.extending

    def select(self, span: Span) -> None:
        """Select a passage as exactly as units allow: with the present one, else the largest that fits."""
        for unit in (self._cursor.unit, Unit.SENTENCE, Unit.TURN, Unit.WORD):
            cursor = self._over(span, unit)
            if cursor.selection == span:
                break
        self.put(cursor)
        self._visited = span

    @property
    def place(self) -> int:
        """Where the passage that was selected last begins, which may be within a unit; else the selection."""
        return self._visited.start if self._visited is not None else self.selection.start

    def selection_size(self) -> str:
        """How much is selected, without labels: in words, or in turns where counting would take long."""
        start, end = self.selection
        turns = self.transcript.turns_in(self.selection)
        if end - start > _MANY_CHARACTERS:
            return counted(len(turns), "turn")
        text = self.transcript.text
        words = (text[max(turn.body, start) : min(turn.end, end)].split() for turn in turns)
        return counted(sum(map(len, words)), "word")

    def _over(self, span: Span, unit: Unit) -> Cursor:
        first = Cursor.at(self.transcript, span.start, unit)
        last = Cursor.at(self.transcript, max(span.start, span.end - 1), unit)
        return last if last.span == first.span else replace(last, anchor=first.span)

    # What lies on the text

    def codings(self, *, coder: str | None = None) -> list[Coding]:
        """Codings placed on the selection or a part of it, of one coder or of all."""
        if self.source_id is None:
            return []
        found = self._study.held.placed(self.source_id, self.selection)
        return [coding for coding in found if coder is None or coding.coder == coder]

    def _waits(self, coding: Coding) -> bool:
        return self._study.held.review(coding.source, coding.id) is not None

    def follow(self, action: Action | None) -> None:
        """Repaint what a change touches; None: anything may have changed."""
        if self.source_id is None:
            return
        if self.source_id not in {source.id for source in self._study.sources}:
            self.close()
        elif action is None or action.texts or any(c.table.name == "sources" for c in action.changes):
            self._reopen()
        elif any(change.table == CODES for change in action.changes):
            self.pane.set_marks(self._marks())
        else:
            self._follow_codings(action)

    def _follow_codings(self, action: Action) -> None:
        codings = self._study.held.codings(self.source_id or "")
        here = [c for c in action.changes if c.table.source_key == self.source.key]
        ids = {change.id for change in here if change.table.name in ("codings", "reviews")}
        there = {i: coding for i in ids if (coding := codings.get(i)) and not self._waits(coding)}
        self.pane.remove_marks(ids - set(there))
        self.pane.add_marks(map(self._mark, there.values()))
        signs = any(change.table.name in ("memos", "reviews") for change in here)
        if signs or self.pane.has_changed:
            self._show_signs()

    def _reopen(self) -> None:
        transcript = self.transcript
        if transcript is self.pane.transcript:
            self.pane.set_marks(self._marks())
            self._show_signs()
            return
        self._visited = None
        start = self._cursor.span.start
        if self.pane.transcript is not None:
            from utsaga.text.carried import carried

            start = carried(self.pane.transcript, transcript, start)
        self._cursor = Cursor.at(transcript, start, self._cursor.unit)
        self.pane.show(transcript, self._marks(), cursor=self._cursor, title=self.source.title)
        self._show_signs()
        self._show_dimmed()

    def turn_dimming(self) -> bool:
        """Draw back-channels and filler sounds fainter, or no longer; whether they are now."""
        self._dims = not self._dims
        self._show_dimmed()
        return self._dims

    def _show_dimmed(self) -> None:
        if not (self._dims and self.source_id):
            self.pane.set_dimmed(())
            return
        from utsaga.text.backchannels import hardly_said  # its patterns take long to compile

        self.pane.set_dimmed(hardly_said(self.transcript))

    def _marks(self) -> Iterable[Mark]:
        return map(self._mark, self._study.held.placed(self.source_id or ""))

    def _mark(self, coding: Coding) -> Mark:
        code = self._study.codes.get(coding.code)
        glyph = shown_line(code.mark)[:1] if code else _NO_MARK
        return Mark(
            coding.id,
            coding.start,
            coding.end,
            glyph if cell_len(glyph) == 1 else _NO_MARK,
            code_colour(code) if code else _NO_COLOUR,
            coding.coder == self._study.coder,
        )

    def _show_signs(self) -> None:
        """Show where passages carry memos, and where words were changed after they had been coded."""
        source_id = self.source_id or ""
        memos = self._study.held.source_memos(source_id)
        waiting = self._study.held.waiting(source_id)
        self.pane.set_notes(m.span for m in memos if m.about == "passage" and m.id not in waiting)
        placed = self._study.held.placed(source_id)
        changed = [coding for coding in placed if coding.reworded]
        if not self._study.unchanged(source_id):
            changed += [coding for coding in placed if not self._study.holds(coding)]
        self.pane.set_changed(coding.span for coding in changed)

    # Hits

    def show_hits(self, hits: Hits | None, current: Span | None = None) -> None:
        """Highlight where a search found something here, one place stronger."""
        if hits is not self._hits:
            self._hits = hits
            spans = hits.by_source.get(self.source_id or "", ()) if hits else ()
            self.pane.set_hits(spans, current)
        elif current != self.pane.current_hit:
            self.pane.current_hit = current
