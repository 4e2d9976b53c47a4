"""Words in context over all transcripts: fuzzy, folded, by turn.

Scans; no index. For an ordinary study (5 MB) a search takes milliseconds once the texts have been read.
An index for hundreds of megabytes would stand behind the same class.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from utsaga.model.span import Span
from utsaga.search.nearness import near_each_other
from utsaga.search.profile import Profile
from utsaga.search.query import Phrase, parse
from utsaga.search.variants import Variant, Vocabulary, variants

_SPACE = re.compile(r"\s")


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


class Corpus:
    """Texts to search, each under the id of its source, in the order in which they were first put in."""

    def __init__(self, texts: Iterable[tuple[str, str]] = ()) -> None:
        """Take texts by source; none of them is read before it is needed."""
        self._texts: dict[str, tuple[str, Sequence[Span] | None]] = {}
        self._profiles: dict[str, Profile] = {}
        self._vocabulary: Vocabulary | None = None
        for source, text in texts:
            self.put(source, text)

    def put(self, source: str, text: str, turns: Sequence[Span] | None = None) -> None:
        """Add a text, or replace it by its changed one.

        ``turns``, in order and without overlap, are what words must share to be near each other;
        paragraphs if None.
        """
        if self._texts.get(source) != (text, turns):
            self._texts[source] = (text, turns)
            self._forget(source)

    def drop(self, source: str) -> None:
        """Forget a text and everything made of it; a source that is not there is no error."""
        self._texts.pop(source, None)
        self._forget(source)

    def read(self, source: str) -> None:
        """Do for one text what the first search does for all."""
        self._profile(source)

    def search(
        self, query: str, *, limit: int | None = None, within: Mapping[str, Sequence[Span]] | None = None
    ) -> Iterator[Hit]:
        """Yield the hits of a query (its language: `utsaga.search.query`) in the order of the texts.

        ``within`` keeps hits that lie wholly inside one of the spans given for their source, in order and
        without overlap.
        """
        wanted = self._wanted(query)
        number = 0
        for source in list(self._texts) if wanted else ():
            if limit is not None and number >= limit:
                return
            for hit in self._hits(source, wanted):
                if within is None or _inside(hit, within.get(source, ())):
                    yield hit
                    number += 1
                    if limit is not None and number >= limit:
                        return

    def variants(self, query: str) -> dict[str, list[Variant]]:
        """What each word of a query is searched as: by word, nearest first. Phrases have none."""
        return variants(query, self._known())

    def _wanted(self, query: str) -> list[Phrase | frozenset[str]]:
        """The terms of a query: phrases, and sets of words that will do; none if one finds no word."""
        wanted: list[Phrase | frozenset[str]] = []
        for term in parse(query):
            if isinstance(term, Phrase):
                wanted.append(term)
                continue
            words = frozenset(variant.word for variant in self._known().variants(term))
            if not words:
                return []
            wanted.append(words)
        return wanted

    def _hits(self, source: str, wanted: list[Phrase | frozenset[str]]) -> Iterator[Hit]:
        profile = self._profile(source)
        if profile is None:
            return
        places = [
            profile.phrase(term) if isinstance(term, Phrase) else profile.words(term) for term in wanted
        ]
        for words in near_each_other(places, profile.turn_of):
            start, end = words[0].start, max(word.end for word in words)
            yield Hit(source, start, end, profile.text[start:end], words)

    def _profile(self, source: str) -> Profile | None:
        if source not in self._profiles and source in self._texts:
            self._profiles[source] = Profile(*self._texts[source])
        return self._profiles.get(source)

    def _known(self) -> Vocabulary:
        if self._vocabulary is None:
            counts: Counter[str] = Counter()
            for source in self._texts:
                if profile := self._profile(source):
                    counts.update(profile.counts)
            self._vocabulary = Vocabulary(counts)
        return self._vocabulary

    def _forget(self, source: str) -> None:
        self._profiles.pop(source, None)
        self._vocabulary = None


def search(
    query: str,
    texts: Iterable[tuple[str, str]],
    *,
    limit: int | None = None,
    within: Mapping[str, Sequence[Span]] | None = None,
) -> Iterator[Hit]:
    """Search texts once; see `Corpus`, which remembers what it made of them."""
    return Corpus(texts).search(query, limit=limit, within=within)


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


def _inside(hit: Hit, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, hit.start, key=_start) - 1
    return at >= 0 and hit.end <= spans[at].end


def _start(span: Span) -> int:
    return span.start
