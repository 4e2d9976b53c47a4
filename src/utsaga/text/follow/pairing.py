"""Which words of a small gap stand for which: misspelt, corrected, replaced."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from rapidfuzz.distance import Indel

LONGEST = 80
"""Words of a gap, on either side, that are worth pairing at most: time grows with their product."""
REPLACED = 0.5
"""Below this similarity a pair is a word and another that replaced it."""
MISSPELT = 0.6
"""From this similarity on a word is taken to be the same, misspelt or corrected."""
_REPLACING = 1.4  # what it costs to replace a word by another at most; leaving out and putting in costs 2


class Pair(NamedTuple):
    """The new word that an old one became, by its index, -1 for none; how similar they are (0..1)."""

    new: int
    similarity: float


NO_PAIR = Pair(-1, 0.0)
"""For a word that was left out."""


def paired(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return for every old word of a gap its partner among the new ones, in the order of both.

    Needleman and Wunsch's alignment (1970) on words, with the similarity of their letters.
    """
    if len(old) == len(new) == 1:
        return [Pair(0, _alike(old[0], new[0]))]
    if not new:
        return [NO_PAIR] * len(old)
    alike = [list(map(partial(_alike, word), new)) for word in old]
    return [
        NO_PAIR if k < 0 else Pair(k, row[k])
        for row, k in zip(alike, _cheapest(alike, len(new)), strict=True)
    ]


def _alike(one: str, other: str) -> float:
    return 1.0 if one == other else Indel.normalized_similarity(one, other)


def _cheapest(alike: list[list[float]], width: int) -> list[int]:
    """For each row the column that it is paired with on the cheapest way through, or -1."""
    above: list[float] = [float(column) for column in range(width + 1)]
    ways: list[bytearray] = []
    for row, likeness in enumerate(alike, 1):
        costs: list[float] = [float(row)]
        way = bytearray(width + 1)
        for column, similarity in enumerate(likeness, 1):
            pair = above[column - 1] + min(2 * (1 - similarity), _REPLACING)
            drop = above[column] + 1
            put_in = costs[column - 1] + 1
            cost = min(pair, drop, put_in)
            way[column] = 1 if cost == pair else 2 if cost == drop else 3
            costs.append(cost)
        ways.append(way)
        above = costs
    partners = [-1] * len(alike)
    row, column = len(alike), width
    while row and column:
        step = ways[row - 1][column]
        if step == 1:
            partners[row - 1] = column - 1
        row -= step != 3
        column -= step != 2
    return partners
