"""Labels that are another one with a slip of the pen, or another way of writing it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from utsaga.text.doubts import is_several, number

_SHORTEST_MISSPELT = 6
"""Fewest characters in a label that can be a slip for another: ``Anna`` and ``Anne`` may be two people."""

_SHORTEST_ONCE = 4
"""The same, in letters of either, for one that stands once beside one that recurs: ``Anan`` and ``Anna``."""

_SHORTEST_WORD = 4
"""Fewest letters in the word that differs: ``Deltagare A`` and ``Deltagare B`` are two people."""

_LONG = 10
"""From how many characters on two letters may be wrong."""


def is_long(label: str) -> bool:
    """Whether a label is so long that hardly anybody else is called almost the same."""
    return len(label) >= _SHORTEST_MISSPELT


def slip_for(label: str, others: Iterable[str], *, once: bool = False) -> str:
    """The label for which another one is a slip, or empty: where none is, or several are as near.

    As ``nearest_labels``.
    """
    found = nearest_labels(label, others, once=once)
    return found[0] if len(found) == 1 else ""


def nearest_labels(label: str, others: Iterable[str], *, once: bool = False) -> tuple[str, ...]:
    """The labels for which another one is a slip of a letter (of two in a long one), all as near.

    Letters are compared without regard to case; two that changed places are one slip (the optimal string
    alignment distance, Boytsov 2011). Numbers must be the same. ``once`` says that the label stands once and
    that the others recur: then short ones may be slips, too.
    """
    if not _may_be_slip(label, once):
        return ()
    allowed = _allowed(label)
    likely = [other for other in others if abs(len(other) - len(label)) <= allowed and other != label]
    if not likely:
        return ()
    from rapidfuzz.distance import OSA  # 15 ms to import, and seldom needed

    nearest: dict[str, str] = {}
    least = allowed
    for other in likely:
        distance = OSA.distance(label.casefold(), other.casefold(), score_cutoff=allowed)
        if distance > least or not _alike(label, other):
            continue
        if not is_long(label) and _letters(other) < _SHORTEST_ONCE:
            continue
        if distance < least:
            nearest, least = {}, distance
        nearest.setdefault(_bare(other), other)
    return tuple(nearest.values())


class Written:
    """Labels by how they are written, to ask of many others what they may be slips for or other spellings of.

    Asked twice about one label it has the answer; the cost of asking hardly grows with the labels.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        """Look at labels, each of them once."""
        self._by_bare: dict[str, list[str]] = {}
        self._by_length: dict[int, dict[str, str]] = {}
        self._order: dict[str, int] = {}
        self._meant: dict[str, tuple[str, ...]] = {}
        for place, label in enumerate(labels):
            self._order[label] = place
            self._by_bare.setdefault(_bare(label), []).append(label)
            self._by_length.setdefault(len(label), {})[label] = label.casefold()

    def same(self, label: str) -> str:
        """As ``same_written``."""
        return next((other for other in self._by_bare.get(_bare(label), ()) if other != label), "")

    def nearest(self, label: str) -> tuple[str, ...]:
        """As ``nearest_labels`` for a label that stands once."""
        if label not in self._meant:
            self._meant[label] = nearest_labels(label, self._close(label), once=True)
        return self._meant[label]

    def near(self, label: str) -> set[str]:
        """All labels but itself of which ``same_written``, ``slip_for`` or ``nearest_labels`` may choose."""
        digits = number(label)
        close = (other for other in self._close(label) if number(other) == digits)
        return {*self._by_bare.get(_bare(label), ()), *close} - {label}

    def _close(self, label: str) -> list[str]:
        """The labels of about the length and with about the letters of another, in their order."""
        if not _may_be_slip(label, once=True):
            return []
        allowed = _allowed(label)
        lengths = range(len(label) - allowed, len(label) + allowed + 1)
        alike = [self._by_length[length] for length in lengths if length in self._by_length]
        if not alike:
            return []
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        folded = label.casefold()
        found = (extract_iter(folded, some, scorer=OSA.distance, score_cutoff=allowed) for some in alike)
        return sorted((one for some in found for _, _, one in some), key=self._order.__getitem__)


def _may_be_slip(label: str, once: bool) -> bool:
    return not is_several(label) and (is_long(label) or (once and _letters(label) >= _SHORTEST_ONCE))


def _allowed(label: str) -> int:
    """How many letters of a label may be wrong."""
    return 2 if len(label) >= _LONG else 1


def _letters(label: str) -> int:
    return sum(character.isalpha() for character in label)


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
