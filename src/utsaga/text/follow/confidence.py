"""How sure it is that a passage went to a place: its words and what stands around them, old and new."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from utsaga.model.span import Span
from utsaga.text.follow.links import Links
from utsaga.text.follow.mapping import Range
from utsaga.text.follow.tokens import Tokens

CONTEXT = 48
"""Characters on either side that are compared."""
NEIGHBOURS = 10
"""Tokens on either side whose links are counted."""
_NEARBY = 30  # new tokens within which a neighbour still is one
_WORDS, _SIDE = 0.6, 0.2


def sureness(similarity: float, left: float | None, right: float | None) -> float:
    """Return how sure a place is (0..1): 0.6 for the words, 0.2 for either side.

    A side on which nothing stood (the text's edge) counts as the other does.
    """
    if left is None and right is None:
        left = right = similarity
    left = right if left is None else left
    right = left if right is None else right
    return _WORDS * similarity + _SIDE * (left or 0.0) + _SIDE * (right or 0.0)


def words_alike(
    old: Tokens, tokens: Range, new: Tokens, became: Range, words: Sequence[str], links: Links | None = None
) -> float:
    """Return the similarity (0..1) of two runs of words; words that were renamed are left out of it."""
    ids, new_ids = old.ids[slice(*tokens)], new.ids[slice(*became)]
    if ids == new_ids:
        return 1.0
    if links and links.renamed_old:
        ids = [n for k, n in enumerate(ids, tokens[0]) if k not in links.renamed_old]
        new_ids = [n for k, n in enumerate(new_ids, became[0]) if k not in links.renamed_new]
        if ids == new_ids:
            return 1.0
    return Indel.normalized_similarity(
        " ".join(map(words.__getitem__, ids)), " ".join(map(words.__getitem__, new_ids))
    )


def linked_before(links: Links, token: int, became: int) -> float | None:
    """Return the share of neighbours before a passage that still stand before it; None when it has none."""
    first = max(0, token - NEIGHBOURS)
    if first == token:
        return None
    low = became - _NEARBY
    return sum(low <= place < became for place in links.to_new[first:token] if place >= 0) / (token - first)


def linked_after(links: Links, token: int, became: int) -> float | None:
    """Return the share of neighbours after a passage, from ``token`` on, that still stand after it."""
    after = links.to_new[token : token + NEIGHBOURS]
    if not after:
        return None
    return sum(became <= place < became + _NEARBY for place in after if place >= 0) / len(after)


def contexts_alike(before: str, after: str, text: str, span: Span) -> tuple[float | None, float | None]:
    """Return how alike what stood around a passage is to what stands around a place; None for nothing."""
    return (
        _alike(before[-CONTEXT:], text[max(0, span.start - CONTEXT) : span.start]),
        _alike(after[:CONTEXT], text[span.end : span.end + CONTEXT]),
    )


def _alike(one: str, other: str) -> float | None:
    if one == other:
        return 1.0 if one.strip() else None
    folded = _folded(one)
    return Indel.normalized_similarity(folded, _folded(other)) if folded else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def better(one: float | None, other: float | None) -> float | None:
    """Return the greater of two shares, None when neither is known."""
    if one is None or other is None:
        return one if other is None else other
    return max(one, other)
