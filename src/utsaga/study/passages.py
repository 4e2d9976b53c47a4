"""Passages of one text, found by place: what lies at the cursor, in a row, in a selection."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from utsaga.model.span import Span

_BUCKET = 2048
"""Code points in a bucket: a few turns of an interview."""

_LONG = 8
"""A passage over more buckets than this is kept in one of its own, so that one over all the text is cheap."""

_ANYWHERE = -1
"""The bucket of passages that may lie anywhere."""


class Passage(Protocol):
    """Anything that has an id and lies somewhere in a text."""

    @property
    def id(self) -> str: ...
    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=Passage)


class Passages(Generic[P]):
    """Passages of one text in the order of the text; adding, removing and finding do not scan them all."""

    def __init__(self, passages: Iterable[P] = ()) -> None:
        """Hold some passages; they are put in order when somebody first asks for a place."""
        self._by_id: dict[str, P] = {passage.id: passage for passage in passages}

    @cached_property
    def _order(self) -> list[tuple[int, int, str]]:
        return sorted(_key(passage) for passage in self._by_id.values())

    @cached_property
    def _buckets(self) -> dict[int, set[str]]:
        buckets: dict[int, set[str]] = {}
        for passage in self._by_id.values():
            _place(passage, buckets)
        return buckets

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[P]:
        return (self._by_id[key[2]] for key in self._order)

    def get(self, passage_id: str) -> P | None:
        """The passage with this id, or None."""
        return self._by_id.get(passage_id)

    def add(self, passage: P) -> None:
        """Hold a passage; one with the same id is replaced."""
        self.discard(passage.id)
        insort(self._order, _key(passage))
        _place(passage, self._buckets)
        self._by_id[passage.id] = passage

    def discard(self, passage_id: str) -> None:
        """Let a passage go, if it is held."""
        passage = self._by_id.get(passage_id)
        if passage is None:
            return
        del self._order[bisect_left(self._order, _key(passage))]
        for bucket in _buckets(passage.span):
            self._buckets[bucket].discard(passage_id)
        del self._by_id[passage_id]

    def overlapping(self, span: Span) -> list[P]:
        """Passages that share a character with a span (or hold its start, if it is empty), in text order."""
        wanted = span if span.end > span.start else Span(span.start, span.start + 1)
        touched = _touched(wanted)
        if touched.stop - touched.start > len(self._buckets):
            return [passage for passage in self if passage.span.overlaps(wanted)]
        ids = {i for bucket in (_ANYWHERE, *touched) for i in self._buckets.get(bucket, ())}
        found = [self._by_id[i] for i in ids if self._by_id[i].span.overlaps(wanted)]
        return sorted(found, key=_key)

    def after(self, offset: int, but: Container[str] = ()) -> P | None:
        """The first passage that starts behind an offset, but for those with some ids."""
        at = bisect_left(self._order, offset + 1, key=_start)
        return self._first(range(at, len(self._order)), but)

    def before(self, offset: int, but: Container[str] = ()) -> P | None:
        """The last passage that starts before an offset, but for those with some ids."""
        at = bisect_left(self._order, offset, key=_start)
        return self._first(range(at - 1, -1, -1), but)

    def _first(self, places: Iterable[int], but: Container[str]) -> P | None:
        ids = (self._order[place][2] for place in places)
        return next((self._by_id[i] for i in ids if i not in but), None)


def _start(place: tuple[int, int, str]) -> int:
    return place[0]


def _place(passage: Passage, buckets: dict[int, set[str]]) -> None:
    for bucket in _buckets(passage.span):
        buckets.setdefault(bucket, set()).add(passage.id)


def _key(passage: Passage) -> tuple[int, int, str]:
    span = passage.span
    return span.start, span.end, passage.id


def _buckets(span: Span) -> Iterable[int]:
    """Where a passage is kept."""
    touched = _touched(span)
    return touched if touched.stop - touched.start <= _LONG else (_ANYWHERE,)


def _touched(span: Span) -> range:
    return range(span.start // _BUCKET, max(span.start, span.end - 1) // _BUCKET + 1)
