"""Words in context over all transcripts: fuzzy, folded, by turn.

Scans texts that are all in memory: for an ordinary study (5 MB) a search takes milliseconds once the texts
have been read. ``utsaga.search.index`` finds the same in hundreds of megabytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from utsaga.model.span import Span
from utsaga.search.hits import Hit, Wanted, hits_in, inside, wanted_by
from utsaga.search.lexicon import Counted
from utsaga.search.profile import Profile
from utsaga.search.query import parse
from utsaga.search.variants import Variant, Vocabulary, variants


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

        ``turns``, in order and without overlap, are what words must share to be near each other, and
        phrases do not leave them; without turns these are the paragraphs, and phrases may run over.
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
        wanted = wanted_by(query, self._known()) if parse(query) else []
        number = 0
        for source in list(self._texts) if wanted else ():
            if limit is not None and number >= limit:
                return
            for hit in self._hits(source, wanted):
                if within is None or inside(hit, within.get(source, ())):
                    yield hit
                    number += 1
                    if limit is not None and number >= limit:
                        return

    def variants(self, query: str) -> dict[str, list[Variant]]:
        """What each word of a query is searched as: by word, nearest first. Phrases have none."""
        return variants(query, self._known())

    def _hits(self, source: str, wanted: Wanted) -> Iterator[Hit]:
        profile = self._profile(source)
        return hits_in(source, profile, wanted) if profile is not None else iter(())

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
            self._vocabulary = Vocabulary(Counted(counts))
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
