"""How many hits each of the words has that a search was understood as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from utsaga.search.fold import fold, words
from utsaga.search.hits import Hit
from utsaga.search.variants import Variant

_SHOWN = 8


class Tally:
    """Counts hits by the words that matched; its numbers add up to the hits that were added."""

    def __init__(self, variants: Mapping[str, Sequence[Variant]]) -> None:
        """Count for a query whose words are searched as ``variants``."""
        self._variants = variants
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
            for term in self._terms.get(word, ()):
                self._counts[term][word] += 1

    @property
    def in_words(self) -> str:
        """The words that were looked for, nearest first: ``chef 31, chefen 12, chfen 1 (slip)``.

        What no hit has comes last, without a number.
        """
        return " + ".join(self._told(term, found) for term, found in self._variants.items())

    def _told(self, term: str, found: Sequence[Variant]) -> str:
        if not found:
            return f"{term} (in no transcript)"
        counts = self._counts[term]
        ordered = sorted(found, key=lambda variant: not counts[variant.word])
        shown, others = ordered[:_SHOWN], ordered[_SHOWN:]
        said = ", ".join(_one(variant, counts[variant.word]) for variant in shown)
        if not others:
            return said
        hits = sum(counts[variant.word] for variant in others)
        return f"{said} and {len(others)} more" + (f" {hits:,}" if hits else "")


def _one(variant: Variant, hits: int) -> str:
    number = f" {hits:,}" if hits else ""
    return f"{variant.word}{number}{' (slip)' if variant.kind == 'slip' else ''}"
