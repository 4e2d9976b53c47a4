"""The words of the transcripts that a searched word may stand as: inflected, misspelt, damaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from utsaga.search.endings import COMMON, forms
from utsaga.search.query import Pattern, Phrase, Term, parse

MOST = 64
_RARER = 10  # a slip is at least this many times rarer than the word itself


@dataclass(frozen=True, slots=True)
class Variant:
    """A word (folded) as it stands in the transcripts.

    ``kind`` is "word" (as typed), "form" (another ending), "slip" (a few letters differ) or "pattern";
    ``count`` how often the transcripts have it.
    """

    word: str
    kind: str
    count: int


class Vocabulary:
    """The words (folded) of some texts and how often they occur."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Take counts by word; they may not change afterwards."""
        self.counts = counts
        self._found: dict[Term, list[Variant]] = {}

    def variants(self, term: Term) -> list[Variant]:
        """The words that a term finds: itself, its forms, its slips, nearest first; none for a phrase.

        Of forms and slips together at most `MOST`.
        """
        if term not in self._found:
            self._found[term] = self._sought(term)
        return self._found[term]

    def _sought(self, term: Term) -> list[Variant]:
        if isinstance(term, Phrase):
            return []
        if isinstance(term, Pattern):
            fits = term.expression().fullmatch
            return self._counted((word for word in self.counts if fits(word)), "pattern")
        found = self._counted((word for word in forms(term.folded) if word in self.counts), "form")
        found.sort(key=lambda variant: variant.word != term.folded)
        if found and found[0].word == term.folded:
            found[0] = Variant(term.folded, "word", found[0].count)
        return (found + self._slips(term.folded, found))[:MOST]

    def _counted(self, words: Iterable[str], kind: str) -> list[Variant]:
        found = [Variant(word, kind, self.counts[word]) for word in words]
        return sorted(found, key=lambda variant: (-variant.count, variant.word))

    def _slips(self, word: str, known: list[Variant]) -> list[Variant]:
        """Words a few letters away (OSA), nearest first.

        What is nearly as common as the word itself is another word (*barn*, *bara*), not a slip of it
        (after Kernighan, Church & Gale, 1990: errors are rare). Two edits leave the first letter.
        """
        own = sum(variant.count for variant in known)
        rare = max(1, own // _RARER) if own else None
        skip = {variant.word for variant in known}
        distances = self._near(word, edits_allowed(word))
        if edits_allowed(word) > 1:
            for form in forms(word) & {word + ending for ending in COMMON}:
                for other in self._near(form, 1):
                    distances.setdefault(other, 1)
        near = [
            (distance, Variant(other, "slip", self.counts[other]))
            for other, distance in distances.items()
            if other not in skip and (rare is None or self.counts[other] <= rare)
        ]
        near.sort(key=lambda pair: (pair[0], -pair[1].count, pair[1].word))
        return [variant for _, variant in near]

    def _near(self, word: str, edits: int) -> dict[str, int]:
        if not edits:
            return {}
        found: dict[str, int] = {}
        for length in range(len(word) - edits, len(word) + edits + 1):
            choices = self._by_length.get(length, [])
            near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=edits, limit=None)
            found |= {other: int(far) for other, far, _ in near if far < 2 or other[0] == word[0]}
        return found

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        """Words of letters alone, by length: a number with another digit is another number."""
        found: dict[int, list[str]] = {}
        for word in self.counts:
            if word.isalpha():
                found.setdefault(len(word), []).append(word)
        return found


def edits_allowed(word: str) -> int:
    """How many edits a slip of a word may have: none under 4 letters, 1 with 4 or 5, else 2."""
    if not word.isalpha() or len(word) < 4:
        return 0
    return 1 if len(word) < 6 else 2


def variants(query: str, known: Vocabulary) -> dict[str, list[Variant]]:
    """What each word of a query is searched as, by the word as folded; phrases are not in it."""
    return {term.folded: known.variants(term) for term in parse(query) if not isinstance(term, Phrase)}
