"""Hits of a query in one text, and the words around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from utsaga.model.span import Span
from utsaga.search.nearness import near_each_other
from utsaga.search.profile import Profile
from utsaga.search.query import Pattern, Phrase, Word, parse
from utsaga.search.variants import Vocabulary

_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Words (folded) that will do for a term of a query, where they have the diacritics that it has."""

    words: frozenset[str]
    term: Word | Pattern


Wanted = list[Phrase | AnyOf]
"""The terms of a query."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a query finds.

    ``start`` and ``end`` are code points, half open, ``matched`` is the text between them: one word, a
    phrase, or the shortest stretch with all the words. ``words`` are the places that matched within it.
    """

    source: str
    start: int
    end: int
    matched: str
    words: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def wanted_by(query: str, known: Vocabulary) -> Wanted:
    """What a query looks for; nothing if one of its words stands nowhere in any form."""
    wanted: Wanted = []
    for term in parse(query):
        if isinstance(term, Phrase):
            wanted.append(term)
            continue
        words = frozenset(variant.word for variant in known.variants(term))
        if not words:
            return []
        wanted.append(AnyOf(words, term))
    return wanted


def hits_in(source: str, profile: Profile, wanted: Wanted) -> Iterator[Hit]:
    """The hits in one text, in order."""
    for words in near_each_other(places_of(profile, wanted), profile.turn_of):
        start, end = words[0].start, max(word.end for word in words)
        yield Hit(source, start, end, profile.text[start:end], words)


def places_of(profile: Profile, wanted: Wanted) -> list[list[Span]]:
    """Where a text has each term, in order."""
    return [_places(profile, term) for term in wanted]


def _places(profile: Profile, wanted: Phrase | AnyOf) -> list[Span]:
    if isinstance(wanted, Phrase):
        return profile.phrase(wanted)
    places = profile.words(wanted.words)
    if not wanted.term.marked:
        return places
    return [place for place in places if wanted.term.fits(profile.text[slice(*place)])]


def inside(hit: Hit, spans: Sequence[Span]) -> bool:
    """Whether a hit lies wholly inside one of some spans, which are in order and without overlap."""
    at = bisect_right(spans, hit.start, key=_start) - 1
    return at >= 0 and hit.end <= spans[at].end


def context(text: str, hit: Hit, width: int = 60) -> tuple[str, str, str]:
    """Return the words before a hit, the hit, and the words after it.

    The three are one stretch of the text as it stands, at most ``width`` characters on either side, cut
    between words and at blank lines. The hit itself is whole.
    """
    before = text[max(0, hit.start - width) : hit.start]
    if hit.start > width and not text[hit.start - width - 1].isspace() and (cut := _SPACE.search(before)):
        before = before[cut.end() :]
    after = text[hit.end : hit.end + width]
    if not text[hit.end + width : hit.end + width + 1].isspace() and hit.end + width < len(text):
        after = after[: _last_space(after)]
    return before.rpartition("\n\n")[2], text[hit.start : hit.end], after.partition("\n\n")[0]


def _last_space(text: str) -> int:
    return max((match.start() for match in _SPACE.finditer(text)), default=len(text))


def _start(span: Span) -> int:
    return span.start
