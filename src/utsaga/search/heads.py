"""Beginnings of words in names, for queries with a slip of the finger in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from utsaga.search.tiers import Match, Name

_SAME_INITIAL, _OTHER_INITIAL = 58, 50
_SHORTEST = 3


class Heads:
    """What the words of many names begin with, by length; made when a length is first asked for."""

    def __init__(self, names: Sequence[Name]) -> None:
        """Take the names; they are known by their numbers."""
        self._names = names
        self._by_length: dict[int, dict[str, list[tuple[int, int]]]] = {}

    def misspelt(self, text: str) -> Iterator[tuple[int, Match]]:
        """Names in which a word begins as the folded text but for one edit, some of them twice.

        The edit is a letter put in, left out or replaced, or two neighbours swapped (optimal string
        alignment distance; Boytsov, 2011). Under three letters everything would be near everything.
        """
        if len(text) < _SHORTEST:
            return
        for length in (len(text) - 1, len(text), len(text) + 1):
            heads = self._of(length)
            near = process.extract(text, heads.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
            for head, _, _ in near:
                points = _SAME_INITIAL if head[0] == text[0] else _OTHER_INITIAL
                for number, start in heads[head]:
                    yield number, Match("typo", points, ((start, start + length),))

    def _of(self, length: int) -> dict[str, list[tuple[int, int]]]:
        """Every beginning of this length: numbers of the names that have it, and where."""
        if length not in self._by_length:
            heads: dict[str, list[tuple[int, int]]] = {}
            for number, name in enumerate(self._names):
                for start, _ in name.words:
                    if start + length <= len(name.text):
                        heads.setdefault(name.text[start : start + length], []).append((number, start))
            self._by_length[length] = heads
        return self._by_length[length]
