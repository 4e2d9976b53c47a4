"""The commands that read: moving the cursor, its unit, the selection, search hits, copying."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from operator import itemgetter

from utsaga.commands import BY_ID
from utsaga.config import cache_path
from utsaga.model.coding import Coding
from utsaga.model.errors import Refused
from utsaga.model.span import Span
from utsaga.study.passages import Passages
from utsaga.text.cursor import Cursor
from utsaga.text.moments import moments
from utsaga.text.transcript import Transcript, Unit
from utsaga.tui.places import Hits
from utsaga.tui.reader import Standing
from utsaga.tui.screens.desk.desk import Desk


class ReadingCommands(Desk):
    """Handlers of the moves and selections of ``Scope.READING``."""

    # Places

    def leave_place(self, before: Standing | None) -> None:
        """Go back from a place that was shown to where the coder stood before."""
        self.leave_moving()
        if before is None or before.source_id not in {source.id for source in self.study.sources}:
            return
        self.open_source(before.source_id)
        self.reader.go_back(before)
        self.show_position()

    # Moves

    def do_move_next(self) -> None:
        """Go to the next unit."""
        self._move(Cursor.forward)

    def do_move_previous(self) -> None:
        """Go to the previous unit."""
        self._move(Cursor.back)

    def do_move_next_turn(self) -> None:
        """Go to the next turn."""
        self._move(Cursor.next_turn)

    def do_move_previous_turn(self) -> None:
        """Go to the previous turn."""
        self._move(Cursor.previous_turn)

    def do_move_first(self) -> None:
        """Go to the beginning."""
        self._move(Cursor.first)

    def do_move_last(self) -> None:
        """Go to the end."""
        self._move(Cursor.last)

    def do_move_half_down(self) -> None:
        """Go half a page down."""
        self._page(0.5)

    def do_move_half_up(self) -> None:
        """Go half a page up."""
        self._page(-0.5)

    def do_move_page_down(self) -> None:
        """Go a page down."""
        self._page(1)

    def do_move_page_up(self) -> None:
        """Go a page up."""
        self._page(-1)

    def do_move_next_coded(self) -> None:
        """Go to the next coded passage."""
        found = self._codings_here.after(self.reader.place, but=self._waiting_here)
        self._go_to_passage(found.span if found else None, "There is no coded passage after this.")

    def do_move_previous_coded(self) -> None:
        """Go to the previous coded passage."""
        found = self._codings_here.before(self.reader.place, but=self._waiting_here)
        self._go_to_passage(found.span if found else None, "There is no coded passage before this.")

    # Units and the selection

    def do_unit_word(self) -> None:
        """Move by word."""
        self._take_unit(Unit.WORD)

    def do_unit_sentence(self) -> None:
        """Move by sentence."""
        self._take_unit(Unit.SENTENCE)

    def do_unit_turn(self) -> None:
        """Move by turn."""
        self._take_unit(Unit.TURN)

    def do_select_extend(self) -> None:
        """Extend the selection from here, or stop doing so."""
        self._put(self.reader.start_move().extend())

    def do_select_swap(self) -> None:
        """Move the other edge."""
        self._put(self.reader.cursor.swap())

    def do_select_grow(self) -> None:
        """Take in one more unit."""
        self._put(self.reader.cursor.grow(self.reader.transcript))

    def do_select_shrink(self) -> None:
        """Leave one unit out."""
        self._put(self.reader.cursor.shrink(self.reader.transcript))

    def do_select_cancel(self) -> None:
        """Back to one unit; leave what was begun."""
        if self.moving is not None:
            self.reader.select(self.moving.coding.span)
            self.reader.settle()
            self.leave_moving()
        elif self.placing is not None:
            self.leave_moving()
        elif self.reader.cursor.extending:
            self._put(self.reader.cursor.extend())
        self.reader.show_hits(None)
        self.show_position()

    def do_text_dim(self) -> None:
        """Dim back-channels and filler sounds, or no longer."""
        on = self.reader.turn_dimming()
        self.say("Back-channels and filler sounds are dimmed." if on else "All words are equally bright.")

    def do_text_times(self) -> None:
        """Say when the words at the cursor were said, or no longer."""
        pane = self.reader.pane
        pane.times = not pane.times
        if not pane.times:
            self.say("Times are no longer shown.")
        elif self.reader.source_id is not None and next(moments(self.reader.transcript), None) is None:
            self.say("No times stand in this transcript.")
        else:
            search = self.keymap.shown(BY_ID["search.open"])
            self.say(f"The time stands above, on the right. {search} @12:30 goes to a time.")

    # Search hits

    def do_search_next(self) -> None:
        """Go to the next hit."""
        self._go_to_hit(1)

    def do_search_previous(self) -> None:
        """Go to the previous hit."""
        self._go_to_hit(-1)

    # Copying

    def do_copy_selection(self) -> None:
        """Copy the selected words, exactly as they stand in the transcript."""
        from utsaga.tui.terminal.clipboard import copy

        passage = self.passage
        words = self.reader.transcript.text[passage.span.start : passage.span.end]
        self.say(copy(self.app, words, cache_path()).words)

    # Inside

    def _move(self, step: Callable[[Cursor, Transcript], Cursor]) -> None:
        if self.reader.source_id is not None:
            self._put(step(self.reader.start_move(), self.reader.transcript))

    def _put(self, cursor: Cursor) -> None:
        if self.reader.source_id is not None:
            self.reader.put(cursor)
            self.show_position()

    def _page(self, pages: float) -> None:
        if self.reader.source_id is not None:
            cursor = self.reader.start_move()
            self._put(cursor.to(self.reader.transcript, self.reader.pane.page(pages)))

    def _take_unit(self, unit: Unit) -> None:
        if self.reader.source_id is not None:
            self._put(self.reader.start_move().with_unit(self.reader.transcript, unit))

    @property
    def _codings_here(self) -> Passages[Coding]:
        return self.study.held.codings(self.passage.source_id)

    @property
    def _waiting_here(self) -> Collection[str]:
        return self.study.held.waiting(self.passage.source_id)

    def _go_to_passage(self, span: Span | None, otherwise: str) -> None:
        if span is None:
            raise Refused(otherwise)
        cursor = self.reader.start_move()
        if cursor.extending:
            self._put(cursor.to(self.reader.transcript, span.start))
        else:
            self.reader.select(span)
            self.reader.settle()
            self.show_position()

    def _go_to_hit(self, direction: int) -> None:
        hits = self.program.search
        if hits is None or not any(hits.by_source.values()):
            key = self.keymap.shown(BY_ID["search.open"])
            raise Refused(f"Nothing has been searched for yet: {key} searches.")
        source_id, number = self._hit_from_here(hits, direction)
        span = hits.by_source[source_id][number]
        if source_id != self.reader.source_id:
            self.open_source(source_id, span)
        else:
            self._put(self.reader.start_move().to(self.reader.transcript, span.start))
        self.reader.show_hits(hits, span)
        self.say(self._place_among(hits, source_id, number))

    def _hit_from_here(self, hits: Hits, direction: int) -> tuple[str, int]:
        """The nearest hit before or after the cursor, going round all transcripts."""
        order = [source.id for source in self.study.sources if hits.by_source.get(source.id)]
        here = self.reader.source_id
        if here in order:
            current = self.reader.pane.current_hit
            at = current.start if current is not None else self.reader.selection.start - (direction > 0)
            spans = hits.by_source[here]
            beside = bisect_right if direction > 0 else bisect_left
            number = beside(spans, at, key=itemgetter(0)) - (direction < 0)
            if 0 <= number < len(spans):
                return here, number
        places = {source.id: number for number, source in enumerate(self.study.sources)}
        at_source = places.get(here or "", -1)
        beyond = [i for i in order if (places[i] - at_source) * direction > 0]
        ring = beyond or order
        chosen = ring[0 if direction > 0 else -1]
        return chosen, 0 if direction > 0 else len(hits.by_source[chosen]) - 1

    def _place_among(self, hits: Hits, source_id: str, number: int) -> str:
        order = [source.id for source in self.study.sources if source.id in hits.by_source]
        before = sum(len(hits.by_source[i]) for i in order[: order.index(source_id)])
        total = sum(len(spans) for spans in hits.by_source.values())
        return f"'{hits.words}': {before + number + 1:,} of {total:,}."
