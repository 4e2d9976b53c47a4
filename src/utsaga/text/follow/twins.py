"""Telling a passage from its twins: the same words elsewhere in the old text.

When a passage is cut out and its twin stays, an alignment can take the twin for the passage. What holds
a match in its place are words that stand once in both texts, reached from it through words that are
intact or merely misspelt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from utsaga.text.follow.gap_pairs import GapPairs
from utsaga.text.follow.links import Links
from utsaga.text.follow.mapping import Range
from utsaga.text.follow.pairing import MISSPELT
from utsaga.text.follow.rarity import Rarity

_REACH = 60  # tokens that are walked to either side
_NEAR = 200  # tokens of neighbouring deleted stretches that are looked at
_LONGEST = 40  # tokens; a longer passage is not taken for a part of a deleted stretch


class Twins:
    """Says which passages of the main alignment could be somebody else's twin."""

    def __init__(self, ids: list[int], links: Links, pairs: GapPairs, rarity: Rarity) -> None:
        self._ids = ids
        self._links = links
        self._to_new = links.to_new
        self._renamed = links.renamed_old
        self._pairs = pairs
        self._rarity = rarity

    def ambiguous(self, tokens: Range) -> bool:
        """Whether what was aligned with a passage may have come from other words of the old text."""
        start, end = tokens
        if any(map(self._word_holds, range(start, end))) or any(
            map(self._three_holds, range(start, end - 2))
        ):
            return False
        first, last = self._links.first_and_last(start, end)
        if first >= 0 and self._twin_deleted_nearby((first, last + 1)):
            return True
        for holds in (self._word_holds, self._three_holds):
            if self._held(start - 1, -1, holds) or self._held(end, 1, holds):
                return False
        return self._rarity.stands_again(start, end)

    def _word_holds(self, token: int) -> bool:
        return self._intact(token) and self._rarity.word_once(token)

    def _three_holds(self, token: int) -> bool:
        if token + 2 >= len(self._to_new) or not (self._intact(token) and self._intact(token + 2)):
            return False
        together = self._to_new[token + 2] == self._to_new[token + 1] + 1 == self._to_new[token] + 2
        return together and self._rarity.three_once(token)

    def _intact(self, token: int) -> bool:
        return self._to_new[token] >= 0 and token not in self._renamed

    def _held(self, token: int, step: int, holds: Callable[[int], bool]) -> bool:
        """Whether a walk outwards from a token meets one that holds, or the edge of the text."""
        for _ in range(_REACH):
            if not 0 <= token < len(self._to_new):
                return True
            if self._to_new[token] >= 0:
                if holds(token):
                    return True
            else:
                pair = self._pairs.pair_of(token)
                if pair.new >= 0 and pair.similarity < MISSPELT:
                    return False
            token += step
        return False

    def _twin_deleted_nearby(self, tokens: Range) -> bool:
        """Whether the same words stand in a deleted stretch nearby, with nothing that holds between."""
        start, end = tokens
        if end - start > _LONGEST:
            return False
        for twin in self._deleted_twins(start, end):
            between = range(twin + end - start, start) if twin < start else range(end, twin)
            if not any(map(self._word_holds, between)):
                return True
        return False

    def _deleted_twins(self, start: int, end: int) -> Iterator[int]:
        size, wanted = end - start, self._ids[start:end]
        low, high = max(0, start - _NEAR), min(len(self._ids), end + _NEAR)
        for place in range(low, high - size + 1):
            if self._ids[place] != wanted[0]:
                continue
            gone = all(token < 0 for token in self._to_new[place : place + size])
            if gone and self._ids[place : place + size] == wanted:
                yield place
