"""From the words of a passage to the words that they became."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from utsaga.text.follow.boundaries import CLAUSE, strength
from utsaga.text.follow.gap_pairs import GapPairs
from utsaga.text.follow.links import Links
from utsaga.text.follow.matches import Gap
from utsaga.text.follow.pairing import LONGEST, REPLACED, Pair
from utsaga.text.follow.tokens import Tokens

_REWRITTEN = 4  # words of a gap that has been rewritten when most of them are unlike
_REPLACEMENT = 3  # words that a replacement may be longer

Range = tuple[int, int]


class Mapped(NamedTuple):
    """New tokens, half open, that a passage became.

    ``guessed`` words at its edges stand where others stood, without being like them.
    """

    begin: int
    end: int
    guessed: int = 0


class Mapper:
    """Maps passages through the links of an alignment."""

    def __init__(self, new: Tokens, links: Links, pairs: GapPairs) -> None:
        self._new = new
        self._links = links
        self._pairs = pairs

    def mapped(self, tokens: Range) -> Mapped | None:
        """Return the new tokens that a passage's tokens became, None when all of them are gone.

        From its first to its last linked token; beyond these, what is misspelt or replaced counts
        when the gap is small enough to tell.
        """
        first, last = self._links.first_and_last(*tokens)
        if first < 0:
            return self._unlinked(tokens)
        begin, guessed_before = self._begin(tokens[0], first)
        end, guessed_after = self._end(tokens[1], last)
        return Mapped(begin, end, guessed_before + guessed_after)

    def _begin(self, start: int, first: int) -> Range:
        """The first new token of a passage, and how many are guessed."""
        became = self._links.to_new[first]
        left = self._links.left_of(first, LONGEST) if first > start else None
        gap = self._pairs.gap(left, first)
        if gap is None:
            return became, 0
        inside = [pair for pair in self._pairs.of(gap)[start - gap.old :] if pair.new >= 0]
        if not inside:
            return became, 0
        begin = self._widened_left(gap, inside[0]) if gap.old == start else inside[0].new
        return begin, self._guessed(gap, inside, became - begin)

    def _end(self, end: int, last: int) -> Range:
        """One past the last new token of a passage, and how many are guessed."""
        became = self._links.end_of(last)
        right = self._links.right_of(last + 1, LONGEST) if last < end - 1 else None
        gap = self._pairs.gap(last, right)
        if gap is None:
            return became, 0
        inside = [pair for pair in self._pairs.of(gap)[: end - gap.old] if pair.new >= 0]
        if not inside:
            return became, 0
        stop = self._widened_right(gap, inside[-1]) if gap.old_end == end else inside[-1].new + 1
        return stop, self._guessed(gap, inside, stop - became)

    def _unlinked(self, tokens: Range) -> Mapped | None:
        gap = self._pairs.gap(
            self._links.left_of(tokens[0], LONGEST), self._links.right_of(tokens[1], LONGEST)
        )
        if gap is None:
            return None
        pairs = self._pairs.of(gap)[tokens[0] - gap.old : tokens[1] - gap.old]
        inside = [pair for pair in pairs if pair.new >= 0]
        if not inside:
            return None
        begin = self._widened_left(gap, inside[0]) if gap.old == tokens[0] else inside[0].new
        end = self._widened_right(gap, inside[-1]) if gap.old_end == tokens[1] else inside[-1].new + 1
        return Mapped(begin, end, self._guessed(gap, inside, end - begin))

    def _widened_left(self, gap: Gap, pair: Pair) -> int:
        """Where a replacement begins that has more words than what it replaces."""
        begin = pair.new
        if pair.similarity < REPLACED:
            while begin > max(gap.new, pair.new - _REPLACEMENT) and self._joined(begin):
                begin -= 1
        return begin

    def _widened_right(self, gap: Gap, pair: Pair) -> int:
        end = pair.new + 1
        if pair.similarity < REPLACED:
            while end < min(gap.new_end, pair.new + 1 + _REPLACEMENT) and self._joined(end):
                end += 1
        return end

    def _guessed(self, gap: Gap, inside: Sequence[Pair], taken: int) -> int:
        """How many words of a passage were taken for others by their place alone.

        Replaced ones, and new ones beyond these; all of them where the gap was rewritten.
        """
        replaced = _unlike(inside)
        every = self._pairs.of(gap)
        if len(every) >= _REWRITTEN and 2 * _unlike(every) > len(every):
            replaced = len(inside)
        return max(replaced, taken - len(inside))

    def _joined(self, token: int) -> bool:
        return strength(self._new.before(token)) < CLAUSE


def _unlike(pairs: Sequence[Pair]) -> int:
    """How many pairs are of words that are not like each other."""
    return sum(pair.similarity < REPLACED for pair in pairs)
