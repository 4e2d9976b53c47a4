"""Passages without a word in them: pauses, elisions, signs, a place between two words."""

from __future__ import annotations

from utsaga.model.span import Span
from utsaga.text.follow.gap_pairs import GapPairs
from utsaga.text.follow.judging import Scored, judged
from utsaga.text.follow.links import Links
from utsaga.text.follow.pairing import MISSPELT
from utsaga.text.follow.result import Candidate, Followed, Placed, Way
from utsaga.text.follow.tokens import Tokens

_LIKELY = 0.6


def wordless(coding: Placed, old: Tokens, new: Tokens, links: Links, pairs: GapPairs, token: int) -> Followed:
    """Return where a passage went that lies between two words; ``token`` is the old one after it.

    It is kept where both words still stand on both sides of the same signs. Elsewhere it is for a
    person to say, and without its signs between the two words it is gone.
    """
    after, before = _after(links, pairs, token - 1), _before(links, pairs, token, len(old))
    neighbours = after is not None and after == before
    if after is None or before is None or after > before:
        after, before = _around(links, token, len(old))
    if neighbours and old.before(token) == new.before(before):
        begin = new.ends[after - 1] if after else 0
        start = begin + coding.start - (old.ends[token - 1] if token else 0)
        return judged(coding, new.text, [_place(start, start + len(coding.quote), 1.0)])
    begin = new.ends[after - 1] if after else 0
    end = new.starts[before] if before < len(new) else len(new.text)
    signs = coding.quote.strip()
    found = new.text.find(signs, begin, end) if signs else -1
    if found < 0:
        return judged(coding, new.text, [])
    certain = neighbours and new.text.find(signs, found + 1, end) < 0
    return judged(coding, new.text, [_place(found, found + len(signs), 1.0 if certain else _LIKELY)])


def _after(links: Links, pairs: GapPairs, token: int) -> int | None:
    """One past the new word that an old one became, misspelt at most; 0 at the text's beginning."""
    if token < 0:
        return 0
    if links.to_new[token] >= 0:
        return links.end_of(token)
    pair = pairs.pair_of(token)
    return pair.new + 1 if pair.similarity >= MISSPELT else None


def _before(links: Links, pairs: GapPairs, token: int, size: int) -> int | None:
    """The new word that an old one became, misspelt at most; the new text's size at the old one's end."""
    if token == size:
        return len(links.to_old)
    if links.to_new[token] >= 0:
        return links.to_new[token]
    pair = pairs.pair_of(token)
    return pair.new if pair.similarity >= MISSPELT else None


def _around(links: Links, token: int, size: int) -> tuple[int, int]:
    """The new words between the nearest linked ones on both sides of an old one, half open."""
    left, right = links.left_of(token, size), links.right_of(token, size)
    after = links.end_of(left) if left is not None and left >= 0 else 0
    before = links.to_new[right] if right is not None and right < size else len(links.to_old)
    return after, max(after, before)


def _place(start: int, end: int, sureness: float) -> Scored:
    return Scored(Candidate(Span(start, end), sureness, Way.IN_PLACE), 1.0)
