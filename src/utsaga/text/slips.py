"""Labels that are another one with a slip of the pen, or another way of writing it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from utsaga.text.doubts import is_several, number

_SHORTEST_MISSPELT = 6
"""Fewest characters in a label that can be a slip for another: ``Anna`` and ``Anne`` may be two people."""

_SHORTEST_WORD = 4
"""Fewest letters in the word that differs: ``Deltagare A`` and ``Deltagare B`` are two people."""

_LONG = 10
"""From how many characters on two letters may be wrong."""


def slip_for(label: str, others: Iterable[str]) -> str:
    """The label for which another one is a slip of a letter (of two in a long one), or empty.

    Letters are compared without regard to case; two that changed places are one slip (the optimal string
    alignment distance, Boytsov 2011). Numbers must be the same.
    """
    if len(label) < _SHORTEST_MISSPELT or is_several(label):
        return ""
    from rapidfuzz.distance import OSA  # 15 ms to import, and seldom needed

    allowed = 2 if len(label) >= _LONG else 1
    best, least = "", allowed + 1
    for other in others:
        distance = OSA.distance(label.casefold(), other.casefold(), score_cutoff=allowed)
        if other != label and distance < least and _alike(label, other):
            best, least = other, distance
    return best


def same_written(label: str, others: Iterable[str]) -> str:
    """The label that another one is but for case, blanks and full stops (``ip1`` for ``IP 1``), or empty."""
    return next((other for other in others if other != label and _bare(other) == _bare(label)), "")


def _bare(label: str) -> str:
    return "".join(label.casefold().replace(".", "").split())


def _alike(label: str, other: str) -> bool:
    """Whether numbers are the same and no short word differs."""
    if number(label) != number(other):
        return False
    differing = [(a, b) for a, b in zip_longest(label.split(), other.split(), fillvalue="") if a != b]
    joined = "".join(label.split()).casefold() == "".join(other.split()).casefold()
    return joined or all(min(len(a), len(b)) >= _SHORTEST_WORD for a, b in differing)
