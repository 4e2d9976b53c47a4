"""Passages of one text, found by place: what lies at the cursor, in a row, in a selection."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from utsaga.model.span import Span

_BUCKET = 2048
"""Code points in a bucket: a few turns of an interview."""

_LONG = 8
"""A passage over more buckets than this is kept apart, so that one that spans the text costs nothing."""


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
        """Hold some passages."""
        self._by_id: dict[str, P] = {passage.id: passage for passage in passages}
        self._order: list[tuple[int, int, str]] = sorted(_key(passage) for passage in self._by_id.values())
        self._buckets: dict[int, set[str]] = {}
        self._long: set[str] = set()
        for passage in self._by_id.values():
            self._place(passage)

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
        self._by_id[passage.id] = passage
        insort(self._order, _key(passage))
        self._place(passage)

    def discard(self, passage_id: str) -> None:
        """Let a passage go, if it is held."""
        passage = self._by_id.pop(passage_id, None)
        if passage is None:
            return
        del self._order[bisect_left(self._order, _key(passage))]
        self._long.discard(passage_id)
        for bucket in _buckets(passage.span):
            if bucket in self._buckets:
                self._buckets[bucket].discard(passage_id)

    def overlapping(self, span: Span) -> list[P]:
        """Passages that share a character with a span (or hold its start, if it is empty), in text order."""
        wanted = span if span.end > span.start else Span(span.start, span.start + 1)
        ids = set(self._long)
        for bucket in _buckets(wanted):
            ids |= self._buckets.get(bucket, set())
        found = [self._by_id[i] for i in ids if self._by_id[i].span.overlaps(wanted)]
        return sorted(found, key=_key)

    def after(self, offset: int) -> P | None:
        """The first passage that starts behind an offset."""
        at = bisect_left(self._order, (offset + 1, 0, ""))
        return self._by_id[self._order[at][2]] if at < len(self._order) else None

    def before(self, offset: int) -> P | None:
        """The last passage that starts before an offset."""
        at = bisect_left(self._order, (offset, 0, ""))
        return self._by_id[self._order[at - 1][2]] if at else None

    def _place(self, passage: P) -> None:
        buckets = _buckets(passage.span)
        if len(buckets) > _LONG:
            self._long.add(passage.id)
            return
        for bucket in buckets:
            self._buckets.setdefault(bucket, set()).add(passage.id)


def _key(passage: Passage) -> tuple[int, int, str]:
    span = passage.span
    return span.start, span.end, passage.id


def _buckets(span: Span) -> range:
    return range(span.start // _BUCKET, max(span.start, span.end - 1) // _BUCKET + 1)
