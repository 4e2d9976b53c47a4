"""Queries that go along the path of a code: ``stöd / ch`` for *chef* below *Stöd*."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from utsaga.model.codetree import SEPARATOR, split_path
from utsaga.model.span import Span
from utsaga.search.tiers import Match, Name, Query, match

_CLEAR = 66  # what a code lies under has to be named clearly: no loose letters
_BEST, _LESS_CLEAR = 110.0, 0.1


class PathMatch(NamedTuple):
    """How a query matched a path: the tier, its points, and spans in code points of the path."""

    tier: str
    points: float
    spans: tuple[Span, ...]


class Path:
    """The full name of a code made ready for matching, level by level."""

    def __init__(self, written: str, name: Callable[[str], Name]) -> None:
        """Take a path apart at its separators; ``name`` makes a level's name ready for matching."""
        self.levels: list[tuple[int, Name]] = []
        start = 0
        for part in written.split(SEPARATOR):
            self.levels.append((start, name(part)))
            start += len(part) + len(SEPARATOR)


class PathQuery:
    """A query with separators in it: what stands last is sought in the code's own name."""

    def __init__(self, typed: str) -> None:
        """Take a query apart; nothing after the last separator means everything below."""
        parts = split_path(typed)
        self.below = typed.rstrip().endswith("/")
        own = "" if self.below or not parts else parts.pop()
        self._above = [query for part in parts if (query := Query(part)).text]
        self._own = Query(own)

    def match(self, path: Path) -> PathMatch | None:
        """The query on a path: its levels above in order, others between them allowed; None if not so."""
        *above, (start, name) = path.levels
        own = match(self._own, name) if self._own.text else Match("below", _BEST, ())
        if own is None:
            return None
        spans, doubt, exact = [], _BEST - own.points, own.tier == "exact"
        remaining = iter(above)
        for query in self._above:
            for offset, level in remaining:
                how = match(query, level)
                if how and how.points >= _CLEAR:
                    spans += _shifted(level.spans(how.stretches), offset)
                    doubt += (_BEST - how.points) * _LESS_CLEAR
                    exact = exact and how.tier == "exact"
                    break
            else:
                return None
        spans += _shifted(name.spans(own.stretches), start)
        whole = exact and len(self._above) == len(above)
        return PathMatch("exact" if whole else "path", _BEST - doubt, tuple(spans))


def _shifted(spans: tuple[Span, ...], offset: int) -> list[Span]:
    return [Span(start + offset, end + offset) for start, end in spans]
