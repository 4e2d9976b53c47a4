"""How many hits each of the words has that a search was understood as."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Prefix

from utsaga.search.hits import Hit
from utsaga.search.query import Phrase, parse
from utsaga.search.variants import Variant
from utsaga.text.fold import fold, words

_SHOWN = 8


class Tally:
    """Counts hits by the words that matched; its numbers add up to the hits that were added."""

    def __init__(self, variants: Mapping[str, Sequence[Variant]], query: str = "") -> None:
        """Count for a query whose words are searched as ``variants``."""
        self._variants = variants
        self._typed = {fold(word): _written(word) for word in query.split()}
        self._marked = {term.folded for term in parse(query) if not isinstance(term, Phrase) and term.marked}
        self._seen: dict[str, Counter[str]] = {}
        self._counts: dict[str, Counter[str]] = {term: Counter() for term in variants}
        self._terms: dict[str, list[str]] = {}
        for term, found in variants.items():
            for variant in found:
                self._terms.setdefault(variant.word, []).append(term)

    def add(self, hit: Hit) -> None:
        """Count a hit."""
        for place in hit.words:
            matched = hit.matched[place.start - hit.start : place.end - hit.start]
            word = "".join(words(fold(matched)))  # a word broken over two lines is whole
            if word in self._terms:
                self._seen.setdefault(word, Counter())["".join(words(_written(matched)))] += 1
            for term in self._terms.get(word, ()):
                self._counts[term][word] += 1

    @property
    def in_words(self) -> str:
        """The words that were looked for, nearest first: ``stöd 31, stödet 12, stodet 1 (slip)``.

        They are written as they mostly are in the hits. What no hit has comes last, without a number; of a
        word that was typed with diacritics it is left out, for it may stand with others only.
        """
        return " + ".join(self._told(term, found) for term, found in self._variants.items())

    def _told(self, term: str, found: Sequence[Variant]) -> str:
        if not found:
            return f"{self._typed.get(term, term)} (in no transcript)"
        counts = self._counts[term]
        if term in self._marked:
            found = [variant for variant in found if counts[variant.word]]
            if not found:
                return self._typed.get(term, term)
        ordered = sorted(found, key=lambda variant: not counts[variant.word])
        shown, others = ordered[:_SHOWN], ordered[_SHOWN:]
        said = ", ".join(self._one(variant, counts[variant.word]) for variant in shown)
        if not others:
            return said
        hits = sum(counts[variant.word] for variant in others)
        return f"{said} and {len(others)} more" + (f" {hits:,}" if hits else "")

    def _one(self, variant: Variant, hits: int) -> str:
        number = f" {hits:,}" if hits else ""
        return f"{self._shown(variant.word)}{number}{' (slip)' if variant.kind == 'slip' else ''}"

    def _shown(self, word: str) -> str:
        """A word as it is written in most hits; one that no hit has begins with the letters as typed."""
        if seen := self._seen.get(word):
            return seen.most_common(1)[0][0]
        best = ""
        for folded, written in self._typed.items():
            alike = int(Prefix.similarity(folded, word))
            if len(folded) == len(written) and alike > len(best):
                best = written[:alike]
        return best + word[len(best) :]


def _written(text: str) -> str:
    """A text in small letters that keep their diacritics, one character each."""
    return unicodedata.normalize("NFC", text).lower()
