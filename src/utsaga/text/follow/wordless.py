"""Passages without a word in them: pauses, elisions, signs, a place between two words."""

from __future__ import annotations

from utsaga.model.span import Span
from utsaga.text.follow.judging import Scored, judged
from utsaga.text.follow.links import Links
from utsaga.text.follow.result import Candidate, Followed, Placed, Way
from utsaga.text.follow.tokens import Tokens

_LIKELY = 0.6


def wordless(coding: Placed, old: Tokens, new: Tokens, links: Links, token: int) -> Followed:
    """Return where a passage went that lies between two words; ``token`` is the old one after it.

    It is kept where both words still stand on both sides of the same signs. Elsewhere it is for a
    person to say, and without its signs between the two words it is gone.
    """
    left, right = links.left_of(token, len(old)), links.right_of(token, len(old))
    after = links.end_of(left) if left is not None and left >= 0 else 0
    before = links.to_new[right] if right is not None and right < len(old) else len(new)
    begin = new.ends[after - 1] if after else 0
    end = new.starts[before] if before < len(new) else len(new.text)
    neighbours = left == token - 1 and right == token and before == after
    if neighbours and old.before(token) == new.before(before):
        start = begin + coding.start - (old.ends[token - 1] if token else 0)
        return judged(coding, new.text, [_place(start, start + len(coding.quote), 1.0)])
    signs = coding.quote.strip()
    found = new.text.find(signs, begin, end) if signs else -1
    if found < 0:
        return judged(coding, new.text, [])
    certain = neighbours and new.text.find(signs, found + 1, end) < 0
    return judged(coding, new.text, [_place(found, found + len(signs), 1.0 if certain else _LIKELY)])


def _place(start: int, end: int, sureness: float) -> Scored:
    return Scored(Candidate(Span(start, end), sureness, Way.IN_PLACE), 1.0)
