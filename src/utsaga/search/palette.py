"""The code palette: two to four letters, Enter.

Names are ranked by how they were matched, and codes matched much alike by use and recency. Tiers and
weights were chosen by measurement on abbreviations of Swedish code names (bench/search.py); similarity
alone puts the right code first half the time.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property

from rapidfuzz import fuzz, process

from utsaga.model.codetree import SEPARATOR
from utsaga.model.span import Span
from utsaga.search.heads import Heads
from utsaga.search.paths import Path, PathQuery
from utsaga.search.tiers import Match, Name, Query, match

_USE, _RECENCY, _HALF_LIFE, _LENGTH = 24.0, 20.0, 8.0, 40.0
_ENOUGH, _SHORTEST_RESCUED = 3, 3
_WORDS_OF_PATH, _SIMILAR, _SIMILAR_WEIGHT = 45.0, 65.0, 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code as the palette sees it.

    ``name`` is its own name, ``path`` its full one (``Theme / Category / code``); ``uses`` its codings,
    ``last_used`` how many codings ago it was last used (0: just now), None when it never was.
    """

    id: str
    name: str
    path: str
    uses: int = 0
    last_used: int | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A code that a query finds.

    ``tier`` tells how: "recent" (nothing typed), "exact", "start", "word", "initials", "word starts",
    "words", "within", "letters", "typo", "path", "similar". ``spans`` are the matched characters, in
    code points of the path where ``in_path``, else of the name.
    """

    candidate: Candidate
    score: float
    spans: tuple[Span, ...]
    tier: str
    in_path: bool = False


class Palette:
    """All codes of a codebook, made ready once for many queries."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        """Fold all names and weigh use and recency."""
        self._candidates = list(candidates)
        self._names = [Name(candidate.name) for candidate in self._candidates]
        self._whole_paths = [Name(candidate.path) for candidate in self._candidates]
        self._heads = Heads(self._names)
        self._bonus = _bonuses(self._candidates)

    def updated(self, candidates: Iterable[Candidate]) -> Palette:
        """The palette for the codes as they are now; what was made of the names is kept if they stand.

        For use after each coding, which changes use and recency alone.
        """
        now = list(candidates)
        if [(c.name, c.path) for c in now] != [(c.name, c.path) for c in self._candidates]:
            return Palette(now)
        palette = copy(self)
        palette._candidates, palette._bonus = now, _bonuses(now)
        return palette

    def rank(self, query: str, *, limit: int = 50) -> list[Ranked]:
        """Return the codes that a query finds, the likeliest first.

        An exact name comes first whatever was used most. With `` / `` in it a query goes along the
        path: ``stöd / ch`` finds *chef* below *Stöd*, ``stöd /`` all that lies there. Without a query
        the codes last used come first.
        """
        if SEPARATOR in f"{query} ":
            return _best(self._along_path(PathQuery(query)), limit)
        typed = Query(query)
        if not typed.text:
            return self._recent(limit)
        found = self._found(typed)
        ranked = self._in_names(found, limit)
        if len(found) < _ENOUGH and len(typed.compact) >= _SHORTEST_RESCUED:
            ranked += _best(self._rescued(typed, found), limit - len(ranked))
        return ranked

    def _recent(self, limit: int) -> list[Ranked]:
        newest = heapq.nsmallest(limit, self._candidates, key=_recency)
        return [Ranked(candidate, 0.0, (), "recent") for candidate in newest]

    def _found(self, query: Query) -> dict[int, Match]:
        found = {number: how for number, name in enumerate(self._names) if (how := match(query, name))}
        for number, how in self._heads.misspelt(query.text):
            if number not in found or found[number].points < how.points:
                found[number] = how
        return found

    def _in_names(self, found: dict[int, Match], limit: int) -> list[Ranked]:
        scores = {number: how.points + self._bonus[number] for number, how in found.items()}
        best = heapq.nsmallest(
            limit, found, key=lambda n: _order(found[n].tier, scores[n], self._candidates[n])
        )
        return [
            Ranked(self._candidates[n], scores[n], self._names[n].spans(found[n].stretches), found[n].tier)
            for n in best
        ]

    def _along_path(self, query: PathQuery) -> Iterator[Ranked]:
        for number, path in enumerate(self._paths):
            if how := query.match(path):
                score = how.points + self._bonus[number]
                yield Ranked(self._candidates[number], score, how.spans, how.tier, in_path=True)

    def _rescued(self, query: Query, found: dict[int, Match]) -> Iterator[Ranked]:
        """What else might be meant when next to nothing was found: words of the path, similar names."""
        others = {number: name.text for number, name in enumerate(self._names) if number not in found}
        for number in list(others):
            path = self._whole_paths[number]
            how = match(query, path)
            if how and how.tier in {"start", "word", "word starts", "words"}:
                del others[number]
                score, spans = _WORDS_OF_PATH + self._bonus[number], path.spans(how.stretches)
                yield Ranked(self._candidates[number], score, spans, "path", in_path=True)
        similar = process.extract(
            query.text, others, scorer=fuzz.partial_ratio, score_cutoff=_SIMILAR, limit=None
        )
        for text, likeness, number in similar:
            where = fuzz.partial_ratio_alignment(query.text, text)
            spans = self._names[number].spans(((where.dest_start, where.dest_end),)) if where else ()
            score = likeness * _SIMILAR_WEIGHT + self._bonus[number]
            yield Ranked(self._candidates[number], score, spans, "similar")

    @cached_property
    def _paths(self) -> list[Path]:
        name = cache(Name)  # many codes lie under one theme
        return [Path(candidate.path, name) for candidate in self._candidates]


def rank(query: str, candidates: Sequence[Candidate], *, limit: int = 50) -> list[Ranked]:
    """Rank once; see `Palette.rank`, which is for many queries on one codebook."""
    return Palette(candidates).rank(query, limit=limit)


def _bonuses(candidates: Sequence[Candidate]) -> list[float]:
    most = max((candidate.uses for candidate in candidates), default=0)
    return [_bonus(candidate, most) for candidate in candidates]


def _bonus(candidate: Candidate, most: int) -> float:
    used = math.log1p(max(candidate.uses, 0)) / math.log1p(most) if most > 0 else 0.0
    recency = 0.0 if candidate.last_used is None else 0.5 ** (max(candidate.last_used, 0) / _HALF_LIFE)
    return _USE * used + _RECENCY * recency - len(candidate.name) / _LENGTH


def _best(ranked: Iterable[Ranked], limit: int) -> list[Ranked]:
    return heapq.nsmallest(limit, ranked, key=lambda hit: _order(hit.tier, hit.score, hit.candidate))


def _order(tier: str, score: float, candidate: Candidate) -> tuple[object, ...]:
    return tier != "exact", -score, *_recency(candidate)


def _recency(candidate: Candidate) -> tuple[float, int, int, str, str]:
    ago = math.inf if candidate.last_used is None else candidate.last_used
    return ago, -candidate.uses, len(candidate.name), candidate.name, candidate.id
