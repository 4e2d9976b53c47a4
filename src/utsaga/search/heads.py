"""Beginnings of words in names, for queries with a slip of the finger in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from utsaga.search.tiers import Match, Name

_SAME_INITIAL, _OTHER_INITIAL = 58, 50
_SHORTEST = 3
_USUAL = range(2, 6)  # for the three or four letters that people type; the first query need not wait


class Heads:
    """What the words of many names begin with; worked out once for each length."""

    def __init__(self, names: Sequence[Name]) -> None:
        """Take the names; they are known by their numbers."""
        self._names = names
        self._by_length: dict[int, list[str]] = {}
        for length in _USUAL:
            self._of(length)

    def misspelt(self, text: str) -> Iterator[tuple[int, Match]]:
        """Names in which a word begins as the folded text but for one edit, some of them twice.

        The edit is a letter put in, left out or replaced, or two neighbours swapped (optimal string
        alignment distance; Boytsov, 2011). Under three letters everything would be near everything.
        """
        if len(text) < _SHORTEST:
            return
        for length in (len(text), len(text) - 1, len(text) + 1):
            near = process.extract(text, self._of(length), scorer=OSA.distance, score_cutoff=1, limit=None)
            for head, _, place in near:
                if len(head) == length:
                    number, start = self._places[place]
                    points = _SAME_INITIAL if head[0] == text[0] else _OTHER_INITIAL
                    yield number, Match("typo", points, ((start, start + length),))

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Where words begin: number of the name, place in it."""
        return [(number, start) for number, name in enumerate(self._names) for start, _ in name.words]

    def _of(self, length: int) -> list[str]:
        """What stands at each place, so many characters of it."""
        if length not in self._by_length:
            texts = [name.text for name in self._names]
            self._by_length[length] = [
                texts[number][start : start + length] for number, start in self._places
            ]
        return self._by_length[length]
