"""The words of the transcripts that a searched word may stand as: inflected, misspelt, damaged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from utsaga.search.endings import COMMON, forms
from utsaga.search.lexicon import Lexicon
from utsaga.search.query import Pattern, Phrase, Term, parse

MOST = 64
_RARER = 10  # a slip is at least this many times rarer than the word itself, unless it is long
_LONG = (6, 9)  # letters from which words with one edit, and with two, hardly are two words
_LONG_FORM = 8  # letters from which the same holds for a form that the word may have
_SHORTEST = 4  # letters of a word that slips are looked for of, and of the slips


@dataclass(frozen=True, slots=True)
class Variant:
    """A word (folded) as it stands in the transcripts.

    ``kind`` is "word" (as typed), "form" (another ending), "slip" (a few letters differ) or "pattern";
    ``count`` in how many turns of the transcripts it stands.
    """

    word: str
    kind: str
    count: int


class Vocabulary:
    """Finds what the words of a query stand as in some texts."""

    def __init__(self, known: Lexicon) -> None:
        """Look words up in a lexicon, which may not change afterwards."""
        self._known = known
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
            return self._counted(self._known.fitting(term), "pattern")
        found = self._counted(forms(term.folded), "form")
        found.sort(key=lambda variant: variant.word != term.folded)
        if found and found[0].word == term.folded:
            found[0] = Variant(term.folded, "word", found[0].count)
        return (found + self._slips(term.folded, found))[:MOST]

    def _counted(self, words: Iterable[str], kind: str) -> list[Variant]:
        found = [Variant(word, kind, count) for word, count in self._known.counts(words).items()]
        return sorted(found, key=lambda variant: (-variant.count, variant.word))

    def _slips(self, word: str, known: list[Variant]) -> list[Variant]:
        """Words a few letters away (OSA), nearest first.

        What is nearly as common as the word itself is another word (*barn*, *bara*), not a slip of it
        (after Kernighan, Church & Gale, 1990: errors are rare), unless it is so like it that it hardly
        can be: whoever misspells a word does so again (*tilit*).
        """
        own = sum(variant.count for variant in known)
        rare = max(1, own // _RARER) if own else None
        skip = {variant.word for variant in known}
        distances = self._near(word, edits_allowed(word))
        alike = {other for other, edits in distances.items() if _hardly_another(word, other, edits)}
        if edits_allowed(word) > 1:
            for form in forms(word) & {word + ending for ending in COMMON}:
                for other in self._near(form, 1):
                    distances.setdefault(other, 1)
                    if len(form) >= _LONG_FORM and _hardly_another(form, other, 1):
                        alike.add(other)
        counts = self._known.counts(other for other in distances if other not in skip)
        near = [
            (distances[other], Variant(other, "slip", count))
            for other, count in counts.items()
            if rare is None or count <= rare or other in alike
        ]
        near.sort(key=lambda pair: (pair[0], -pair[1].count, pair[1].word))
        slips = [variant for _, variant in near]
        return slips if own else slips + self._forms_of(near)

    def _forms_of(self, near: list[tuple[int, Variant]]) -> list[Variant]:
        """The forms of the nearest words: where what was typed stands nowhere, one of them was meant."""
        least = min((edits for edits, _ in near), default=0)
        found = {variant.word for _, variant in near}
        others = {form for edits, variant in near if edits == least for form in forms(variant.word)}
        return self._counted(others - found, "slip")

    def _near(self, word: str, edits: int) -> dict[str, int]:
        """Words within some edits, those with another first letter within one; with their distance."""
        if not edits:
            return {}
        found = dict.fromkeys(self._known.counts(self._begun_otherwise(word)), 1)
        for length in range(max(_SHORTEST, len(word) - edits), len(word) + edits + 1):
            choices = list(self._known.alike(word[0], length))
            most = min(edits, _edits(length))
            near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=None)
            found |= {other: int(far) for other, far, _ in near}
        return found

    def _begun_otherwise(self, word: str) -> Iterator[str]:
        """What one edit can make of a word that leaves it another first letter.

        First letters are seldom wrong (Yannakoudakis & Fawthrop, 1983), and of short words every other
        letter makes another word (*sagt*, *lagt*).
        """
        if len(word) < _LONG[0]:
            return
        for initial in self._known.initials():
            if initial != word[0]:
                yield initial + word[1:]
                yield initial + word
        if word[1] != word[0]:
            yield word[1:]
            yield word[1] + word[0] + word[2:]


def edits_allowed(word: str) -> int:
    """How many edits a slip of a word may have: none under 4 letters, 1 with 4 or 5, else 2.

    The slip is bound by its own length, too: *till* is none of *tillit*.
    """
    return _edits(len(word)) if word.isalpha() else 0


def _edits(letters: int) -> int:
    if letters < _SHORTEST:
        return 0
    return 1 if letters < 6 else 2


def _hardly_another(word: str, other: str, edits: int) -> bool:
    """Whether two words are too alike, for their length, to be two words."""
    return word[0] == other[0] and max(len(word), len(other)) >= _LONG[edits - 1]


def variants(query: str, known: Vocabulary) -> dict[str, list[Variant]]:
    """What each word of a query is searched as, by the word as folded; phrases are not in it."""
    return {term.folded: known.variants(term) for term in parse(query) if not isinstance(term, Phrase)}
