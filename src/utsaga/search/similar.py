"""Names that probably say the same as a new one: a hint beside it, never a silent merge."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from utsaga.search.endings import forms, stem
from utsaga.search.polarity import POLAR, opposed, same_side
from utsaga.text.fold import fold, words

_ALIKE, _PARTNER, _COMPOUND = 0.80, 0.75, 0.9
_EQUAL_UNDER, _ONE_EDIT_UNDER = 5, 7
_STOP_WORDS = """
och eller att en ett den det de som i pa av om vid hos sin sitt sina sig
the a an of in on and or at by as is its their about
"""
# These count only where they face their opposite: från, till.
_WEAK_WORDS = "for fran till med over mot under inom to from with"
_SMALL = frozenset(_STOP_WORDS.split() + _WEAK_WORDS.split())


class _Key(NamedTuple):
    words: tuple[str, ...]  # all of them
    telling: tuple[str, ...]  # without small words
    stems: tuple[str, ...]  # of the telling ones
    plain: str  # the telling words joined
    joined: str  # their stems
    sorted: str  # their stems, in the order of the alphabet


def near_duplicates(name: str, names: Iterable[str]) -> list[tuple[str, float]]:
    """Return the names that probably say the same as a name, with their likeness (0..1), likest first.

    Names are compared by the stems of their words, in order and sorted, by optimal string alignment;
    every word needs a partner in the other name, short words an equal one; a compound may be taken
    apart (*tidsbrist*, *brist på tid*). Names of opposite meaning (*ökad*, *minskad*) are not alike
    however near their letters are. Swedish and English. A name equal but for case and diacritics has 1.
    """
    wanted = _key(name)
    if not wanted.joined:
        return []
    known = {number: (written, _key(written)) for number, written in enumerate(names)}
    likeness = dict.fromkeys((n for n, (_, key) in known.items() if _compounded(wanted, key)), _COMPOUND)
    for side in ("plain", "joined", "sorted"):
        choices = {number: getattr(key, side) for number, (_, key) in known.items()}
        near = process.extract(
            getattr(wanted, side), choices, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=None
        )
        for _, score, number in near:
            if score > likeness.get(number, 0.0) and _same(wanted, known[number][1]):
                likeness[number] = score
    return sorted(
        ((known[n][0], score) for n, score in likeness.items()), key=lambda pair: (-pair[1], pair[0])
    )


@lru_cache(maxsize=8192)
def _key(name: str) -> _Key:
    said = tuple(words(fold(name)))
    telling = tuple(word for word in said if word not in _SMALL) or said
    stems = tuple(word if word in POLAR else stem(word) for word in telling)
    return _Key(said, telling, stems, "".join(telling), "".join(stems), "".join(sorted(stems)))


def _compounded(one: _Key, other: _Key) -> bool:
    """Whether one is the compound of the other's two words: *X på Y* is *YX*, or *YsX*."""
    (short, long) = sorted((one, other), key=lambda key: len(key.stems))
    if (len(short.stems), len(long.stems)) != (1, 2):
        return False
    head, tail = long.stems
    return short.joined in (tail + head, f"{tail}s{head}")


def _same(one: _Key, other: _Key) -> bool:
    if opposed(one.words, other.words):
        return False
    return "".join(one.words) == "".join(other.words) or (_partnered(one, other) and _partnered(other, one))


def _partnered(one: _Key, other: _Key) -> bool:
    others = list(zip(other.telling, other.stems, strict=True))
    return all(
        any(_partners(word, theirs) or _near(stem_, their_stem) for theirs, their_stem in others)
        for word, stem_ in zip(one.telling, one.stems, strict=True)
    )


def _partners(one: str, other: str) -> bool:
    return other in forms(one) or same_side(one, other) or _near(one, other)


def _near(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    if shorter < _EQUAL_UNDER:
        return one == other
    if shorter < _ONE_EDIT_UNDER and (OSA.distance(one, other) > 1 or one[0] != other[0]):
        return False
    return OSA.normalized_similarity(one, other) >= _PARTNER
