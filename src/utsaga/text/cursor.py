"""The reading cursor: it always stands on a unit, and the unit is the selection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from utsaga.model.span import Span
from utsaga.text.transcript import Transcript, Unit


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a transcript, and how far a selection reaches from there.

    ``span`` is the unit under the cursor (empty only in a text without words), ``anchor`` the unit from
    which the selection extends, None while it does not. ``focus`` remembers the place inside the unit
    from which it was reached, so that going from word to sentence and back returns to the word.

    Every move returns a new cursor; at the ends it stays where it is.
    """

    unit: Unit
    span: Span
    anchor: Span | None = None
    focus: int | None = field(default=None, compare=False)

    @classmethod
    def at(cls, transcript: Transcript, offset: int, unit: Unit = Unit.SENTENCE) -> Self:
        """The cursor on the unit at an offset, or on the nearest one."""
        return cls(unit, _unit_at(transcript, offset, unit), focus=offset)

    @property
    def selection(self) -> Span:
        """The selected passage: the unit, or everything from the anchor to it."""
        if self.anchor is None:
            return self.span
        return Span(min(self.anchor.start, self.span.start), max(self.anchor.end, self.span.end))

    @property
    def extending(self) -> bool:
        """Whether the selection reaches from an anchor to the cursor."""
        return self.anchor is not None

    @property
    def reversed(self) -> bool:
        """Whether the moving edge is the beginning of the selection."""
        return self.anchor is not None and self.span.start < self.anchor.start

    def forward(self, transcript: Transcript, n: int = 1) -> Self:
        """The cursor n units on."""
        return self._on(_step(transcript, self.span, self.unit, n))

    def back(self, transcript: Transcript, n: int = 1) -> Self:
        """The cursor n units back."""
        return self._on(_step(transcript, self.span, self.unit, -n))

    def next_turn(self, transcript: Transcript, n: int = 1) -> Self:
        """The cursor on the first unit of the nth turn on."""
        return self._in_turn(transcript, n)

    def previous_turn(self, transcript: Transcript, n: int = 1) -> Self:
        """The cursor on the first unit of the nth turn back."""
        return self._in_turn(transcript, -n)

    def first(self, transcript: Transcript) -> Self:
        """The cursor on the first unit of the text."""
        return self.to(transcript, 0)

    def last(self, transcript: Transcript) -> Self:
        """The cursor on the last unit of the text."""
        return self.to(transcript, len(transcript.text))

    def to(self, transcript: Transcript, offset: int) -> Self:
        """The cursor on the unit at an offset or nearest to it; an anchor stays where it is."""
        return self._on(_unit_at(transcript, offset, self.unit), offset)

    def with_unit(self, transcript: Transcript, unit: Unit) -> Self:
        """The cursor with another unit, on the words that it stood on.

        While a selection extends, the moving edge stays as near as units allow.
        """
        place = self.span.start if self.focus is None else self.focus
        if self.anchor is not None:
            place = self.span.start if self.reversed else max(self.span.start, self.span.end - 1)
        return replace(self, unit=unit, span=_unit_at(transcript, place, unit), focus=place)

    def extend(self) -> Self:
        """The cursor with its selection anchored here; without an anchor when it had one."""
        return replace(self, anchor=self.span if self.anchor is None else None)

    def swap(self) -> Self:
        """The cursor at the other end of the selection, which then is the edge that moves."""
        if self.anchor is None:
            return self
        return replace(self, span=self.anchor, anchor=self.span, focus=None)

    def grow(self, transcript: Transcript) -> Self:
        """The cursor with a selection that is a unit longer at the moving edge."""
        anchored = self if self.anchor is not None else self.extend()
        grown = anchored.back(transcript) if anchored.reversed else anchored.forward(transcript)
        return self if grown.selection == self.selection else grown

    def shrink(self, transcript: Transcript) -> Self:
        """The cursor with a selection that is a unit shorter at the moving edge, a unit at least."""
        if self.anchor is None or self.span == self.anchor:
            return self
        shrunk = self.forward(transcript) if self.reversed else self.back(transcript)
        crossed = shrunk.reversed != self.reversed and shrunk.span != self.anchor
        return replace(self, span=self.anchor, focus=None) if crossed else shrunk

    def _on(self, span: Span, focus: int | None = None) -> Self:
        return replace(self, span=span, focus=focus)

    def _in_turn(self, transcript: Transcript, n: int) -> Self:
        if not transcript.turns:
            return self
        here = _turn_index(transcript, self.span.start)
        target = self.span
        for _, index in zip(range(abs(n)), _turns_with_words(transcript, here, n), strict=False):
            target = transcript.units(self.unit, transcript.turns[index])[0]
        return self._on(target)


def _step(transcript: Transcript, span: Span, unit: Unit, n: int) -> Span:
    """The unit n units on (back when negative), or the last (first) there is."""
    if not transcript.turns or n == 0:
        return span
    turn = _turn_index(transcript, span.start)
    units = transcript.units(unit, transcript.turns[turn])
    place = (_nearest(units, span.start) if units else 0) + n
    for following in _turns_with_words(transcript, turn, n):
        if 0 <= place < len(units):
            break
        place = place - len(units) if n > 0 else place
        units = transcript.units(unit, transcript.turns[following])
        place = place if n > 0 else place + len(units)
    return units[min(max(place, 0), len(units) - 1)] if units else span


def _unit_at(transcript: Transcript, offset: int, unit: Unit) -> Span:
    """The unit in which an offset lies, else the nearest one; an empty span where there are none."""
    if not transcript.turns:
        return Span(transcript.body, transcript.body)
    turn = _turn_index(transcript, offset)
    units = transcript.units(unit, transcript.turns[turn])
    for direction in (1, -1):
        for other in _turns_with_words(transcript, turn, direction):
            if units:
                break
            units = transcript.units(unit, transcript.turns[other])
    return units[_nearest(units, offset)] if units else Span(transcript.body, transcript.body)


def _nearest(units: Sequence[Span], offset: int) -> int:
    index = max(bisect_right(units, offset, key=lambda span: span.start) - 1, 0)
    if offset >= units[index].end and index + 1 < len(units):
        before, after = offset - units[index].end + 1, units[index + 1].start - offset
        return index + 1 if after < before else index
    return index


def _turn_index(transcript: Transcript, offset: int) -> int:
    return transcript.turn_at(offset).index


def _turns_with_words(transcript: Transcript, index: int, direction: int) -> Iterator[int]:
    """Indexes of the turns after (before) one that have words, in order of distance."""
    others = range(index + 1, len(transcript.turns)) if direction > 0 else range(index - 1, -1, -1)
    return (other for other in others if transcript.turns[other].body < transcript.turns[other].end)
