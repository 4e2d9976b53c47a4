"""A text as tokens: words without case, so that white space, line breaks and punctuation cost nothing."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, count, islice

# Scripts written without spaces: there a character is a token, or a sentence would be one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Accents of decomposed text, and marks that show nothing: soft hyphens, joiners, zero-width blanks.
_ACCENTS = "\u0300-\u036f"
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_SPECIAL = re.compile(f"[{_UNSPACED}{_ACCENTS}{_UNSEEN}]")
_UNSEEN_MARKS = re.compile(f"[{_UNSEEN}]")
_PLAIN_TOKEN = re.compile(r"(\w+)")
_TOKEN = re.compile(rf"([{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)(?:(?![{_UNSPACED}])[\w{_ACCENTS}{_UNSEEN}])*)")


class Vocabulary:
    """Numbers for words, the same in both texts; words are compared casefolded and composed (NFC)."""

    __slots__ = ("_numbers", "words")

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self.words: list[str] = []

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of words, giving new ones to words not seen before."""
        found = list(map(self._numbers.__getitem__, words))
        self.words.extend(islice(self._numbers, len(self.words), None))
        return found

    def joined(self, numbers: Iterable[int]) -> str:
        """Return words parted by blanks."""
        return " ".join(map(self.words.__getitem__, numbers))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text or of a window of it.

    ``starts`` and ``ends`` are code points of the whole text; ``ids`` are a vocabulary's numbers.
    ``whole`` says that no part of the text is left out.
    """

    text: str
    starts: array[int]
    ends: array[int]
    ids: list[int]
    whole: bool

    def __len__(self) -> int:
        return len(self.ids)

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Indices, half open, of the tokens that share a character with a stretch."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def before(self, index: int) -> str:
        """What stands between a token and the one before it; at the ends, the text's own edge."""
        start = self.ends[index - 1] if index else 0
        end = self.starts[index] if index < len(self.starts) else len(self.text)
        return self.text[start:end]


def tokenise(text: str, vocabulary: Vocabulary, start: int = 0, end: int | None = None) -> Tokens:
    """Return the tokens of a text, or of the window from ``start`` to ``end``."""
    end = len(text) if end is None else end
    window = text[start:end]
    special = _SPECIAL.search(window) is not None
    pieces = (_TOKEN if special else _PLAIN_TOKEN).split(window)
    edges = array("q", accumulate(map(len, pieces), initial=start))
    words: Iterable[str] = map(str.casefold, pieces[1::2])
    if special:
        words = (unicodedata.normalize("NFC", _UNSEEN_MARKS.sub("", word)) for word in words)
    ids = vocabulary.numbers(words)
    return Tokens(text, edges[1:-1:2], edges[2::2], ids, end - start == len(text))


def same_words(one: str, other: str) -> bool:
    """Return whether two texts are the same words; white space, case and punctuation do not count."""
    vocabulary = Vocabulary()
    return tokenise(one, vocabulary).ids == tokenise(other, vocabulary).ids
