"""The words of the gaps of an alignment in pairs: what was misspelt, corrected or replaced by what."""

from __future__ import annotations

from collections.abc import Sequence

from utsaga.text.follow.links import Links
from utsaga.text.follow.matches import Gap
from utsaga.text.follow.pairing import LONGEST, NO_PAIR, Pair, paired
from utsaga.text.follow.tokens import Tokens


class GapPairs:
    """Pairs the words of gaps when asked to, and remembers them.

    ``moved`` are the links of what moved: such words stand for nothing else.
    """

    def __init__(
        self, old: Tokens, new: Tokens, links: Links, moved: Links | None, words: Sequence[str]
    ) -> None:
        self._old = old
        self._new = new
        self._links = links
        self._moved = moved
        self._words = words
        self._pairs: dict[Gap, list[Pair]] = {}

    def gap(self, left: int | None, right: int | None) -> Gap | None:
        """The gap between two linked old tokens; None when one is missing or it is too long to be paired."""
        if left is None or right is None:
            return None
        links = self._links
        begin = links.end_of(left) if left >= 0 else 0
        end = links.to_new[right] if right < len(links.to_new) else len(links.to_old)
        gap = Gap(left + 1, right, begin, max(begin, end))
        return gap if max(gap.old_end - gap.old, gap.new_end - gap.new) <= LONGEST else None

    def pair_of(self, token: int) -> Pair:
        """The new word that an unlinked old one became, if the gap around it is small enough to tell."""
        gap = self.gap(self._links.left_of(token, LONGEST), self._links.right_of(token, LONGEST))
        return NO_PAIR if gap is None else self.of(gap)[token - gap.old]

    def of(self, gap: Gap) -> list[Pair]:
        """For each old token of a gap its partner; what moved away or came from elsewhere has none."""
        if gap not in self._pairs:
            olds, news = list(range(gap.old, gap.old_end)), list(range(gap.new, gap.new_end))
            if self._moved:
                olds = [token for token in olds if self._moved.to_new[token] < 0]
                news = [token for token in news if self._moved.to_old[token] < 0]
            found = paired(self._words_of(self._old, olds), self._words_of(self._new, news))
            pairs = [NO_PAIR] * (gap.old_end - gap.old)
            for token, pair in zip(olds, found, strict=True):
                if pair.new >= 0:
                    pairs[token - gap.old] = Pair(news[pair.new], pair.similarity)
            self._pairs[gap] = pairs
        return self._pairs[gap]

    def _words_of(self, tokens: Tokens, places: Sequence[int]) -> list[str]:
        return [self._words[tokens.ids[place]] for place in places]
