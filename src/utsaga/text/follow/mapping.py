"""From the words of a passage to the words that they became."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from utsaga.text.follow.boundaries import CLAUSE, strength
from utsaga.text.follow.links import Links
from utsaga.text.follow.matches import Gap
from utsaga.text.follow.pairing import LONGEST, NO_PAIR, Pair, paired
from utsaga.text.follow.tokens import Tokens

_REPLACED = 0.5  # below this similarity a pair is a word and its replacement
_REWRITTEN = 4  # words of a gap that has been rewritten when most of them are unlike
_EDGE = 3  # tokens that a large insertion parts from the rest of their passage
_NEARBY = 60  # tokens around a passage where a part of it may have been put
_LARGE = 20  # tokens of such an insertion
_REPLACEMENT = 3  # words that a replacement may be longer
_LEAP = 40  # new tokens between two pieces of one moved passage

Range = tuple[int, int]


class Mapped(NamedTuple):
    """New tokens, half open, that a passage became.

    ``guessed`` words at its edges stand where others stood, without being like them.
    """

    begin: int
    end: int
    guessed: int = 0


class Mapper:
    """Maps passages through the links of an alignment; remembers the gaps that it has paired."""

    def __init__(
        self, old: Tokens, new: Tokens, links: Links, moved: Links | None, words: Sequence[str]
    ) -> None:
        self._old = old
        self._new = new
        self._words = words
        self._pairs: dict[Gap, list[Pair]] = {}
        self.links = links
        self.moved_links = moved

    def mapped(self, tokens: Range) -> Mapped | None:
        """Return the new tokens that a passage's tokens became, None when all of them are gone.

        From its first to its last linked token; beyond these, what is misspelt or replaced counts
        when the gap is small enough to tell.
        """
        first, last = self._linked(tokens)
        if first < 0:
            return self._unlinked(tokens)
        begin, guessed_before = self._begin(tokens[0], first)
        end, guessed_after = self._end(tokens[1], last)
        return Mapped(begin, end, guessed_before + guessed_after)

    def moved(self, tokens: Range) -> Mapped | None:
        """Return the new tokens of a passage that moved: its largest piece that stayed together."""
        links = self.moved_links
        if links is None:
            return None
        placed = [k for k in range(*tokens) if links.to_new[k] >= 0]
        if not placed:
            return None
        pieces = [[placed[0]]]
        for before, token in pairwise(placed):
            leap = links.to_new[token] - links.to_new[before]
            if 0 <= leap <= _LEAP + token - before:
                pieces[-1].append(token)
            else:
                pieces.append([token])
        piece = max(pieces, key=len)
        begin, end = links.to_new[piece[0]], links.end_of(piece[-1])
        missing_before, missing_after = piece[0] - tokens[0], tokens[1] - 1 - piece[-1]
        if 0 < missing_before <= LONGEST:
            gap = Gap(tokens[0], piece[0], self._free(begin, -1, missing_before, links), begin)
            begin = min(
                (pair.new for pair in self._paired(gap) if pair.similarity >= _REPLACED), default=begin
            )
        if 0 < missing_after <= LONGEST:
            gap = Gap(piece[-1] + 1, tokens[1], end, self._free(end, 1, missing_after, links))
            last = max((pair.new for pair in self._paired(gap) if pair.similarity >= _REPLACED), default=-1)
            end = max(end, last + 1)
        return Mapped(begin, end, missing_before + missing_after)

    def strayed(self, tokens: Range) -> bool:
        """Whether a word or a few at an edge of a passage are linked far off from the rest of it.

        A label at its beginning may have been taken for that of a turn that was put in before it.
        """
        placed = [place for place in self.links.to_new[slice(*tokens)] if place >= 0]
        leaps = [*pairwise(placed[: _EDGE + 1]), *pairwise(placed[-_EDGE - 1 :])]
        return any(after - before > _LARGE for before, after in leaps)

    def left_behind(self, tokens: Range, became: Mapped) -> bool:
        """Whether words missing at an edge of a passage stand close by, put in as if they were new.

        A short turn that changed places with its neighbour is too short to be seen to have moved.
        """
        first, last = self._linked(tokens)
        if first < 0:
            return False
        low, high = max(0, became.begin - _NEARBY), became.end + _NEARBY
        near, explained = self._new.ids[low:high], self.links.to_old[low:high]
        missing = self._old.ids[tokens[0] : first], self._old.ids[last + 1 : tokens[1]]
        return any(
            near[at : at + len(words)] == words and max(explained[at : at + len(words)]) < 0
            for words in missing
            if len(words) > 1
            for at in range(len(near) - len(words) + 1)
        )

    def pair_of(self, token: int) -> Pair:
        """The new word that an unlinked old one became, if the gap around it is small enough to tell."""
        left, right = self.links.left_of(token, LONGEST), self.links.right_of(token, LONGEST)
        gap = None if left is None or right is None else self._gap(left, right)
        return NO_PAIR if gap is None else self._paired(gap)[token - gap.old]

    def _linked(self, tokens: Range) -> Range:
        to_new = self.links.to_new
        start, end = tokens
        if start < end and to_new[start] >= 0 and to_new[end - 1] >= 0:
            return start, end - 1
        first = next((k for k in range(start, end) if to_new[k] >= 0), -1)
        last = next((k for k in range(end - 1, start - 1, -1) if to_new[k] >= 0), -1)
        return first, last

    def _gap(self, left: int, right: int) -> Gap | None:
        """The gap between two linked old tokens; None when it is too long to be paired."""
        links = self.links
        begin = links.end_of(left) if left >= 0 else 0
        end = links.to_new[right] if right < len(links.to_new) else len(links.to_old)
        gap = Gap(left + 1, right, begin, max(begin, end))
        return gap if max(gap.old_end - gap.old, gap.new_end - gap.new) <= LONGEST else None

    def _paired(self, gap: Gap) -> list[Pair]:
        """For each old token of a gap its partner; what moved away or came from elsewhere has none."""
        if gap not in self._pairs:
            olds, news = list(range(gap.old, gap.old_end)), list(range(gap.new, gap.new_end))
            if self.moved_links:
                olds = [token for token in olds if self.moved_links.to_new[token] < 0]
                news = [token for token in news if self.moved_links.to_old[token] < 0]
            found = paired(self._words_of(self._old, olds), self._words_of(self._new, news))
            pairs = [NO_PAIR] * (gap.old_end - gap.old)
            for token, pair in zip(olds, found, strict=True):
                if pair.new >= 0:
                    pairs[token - gap.old] = Pair(news[pair.new], pair.similarity)
            self._pairs[gap] = pairs
        return self._pairs[gap]

    def _words_of(self, tokens: Tokens, places: Sequence[int]) -> list[str]:
        return [self._words[tokens.ids[place]] for place in places]

    def _begin(self, start: int, first: int) -> Range:
        """The first new token of a passage, and how many are guessed."""
        became = self.links.to_new[first]
        left = self.links.left_of(first, LONGEST) if first > start else None
        gap = None if left is None else self._gap(left, first)
        if gap is None:
            return became, 0
        inside = [pair for pair in self._paired(gap)[start - gap.old :] if pair.new >= 0]
        if not inside:
            return became, 0
        begin = self._widened_left(gap, inside[0]) if gap.old == start else inside[0].new
        return begin, self._guessed(gap, inside, became - begin)

    def _end(self, end: int, last: int) -> Range:
        """One past the last new token of a passage, and how many are guessed."""
        became = self.links.end_of(last)
        right = self.links.right_of(last + 1, LONGEST) if last < end - 1 else None
        gap = None if right is None else self._gap(last, right)
        if gap is None:
            return became, 0
        inside = [pair for pair in self._paired(gap)[: end - gap.old] if pair.new >= 0]
        if not inside:
            return became, 0
        stop = self._widened_right(gap, inside[-1]) if gap.old_end == end else inside[-1].new + 1
        return stop, self._guessed(gap, inside, stop - became)

    def _unlinked(self, tokens: Range) -> Mapped | None:
        left, right = self.links.left_of(tokens[0], LONGEST), self.links.right_of(tokens[1], LONGEST)
        gap = None if left is None or right is None else self._gap(left, right)
        if gap is None:
            return None
        pairs = self._paired(gap)[tokens[0] - gap.old : tokens[1] - gap.old]
        inside = [pair for pair in pairs if pair.new >= 0]
        if not inside:
            return None
        begin = self._widened_left(gap, inside[0]) if gap.old == tokens[0] else inside[0].new
        end = self._widened_right(gap, inside[-1]) if gap.old_end == tokens[1] else inside[-1].new + 1
        return Mapped(begin, end, self._guessed(gap, inside, end - begin))

    def _widened_left(self, gap: Gap, pair: Pair) -> int:
        """Where a replacement begins that has more words than what it replaces."""
        begin = pair.new
        if pair.similarity < _REPLACED:
            while begin > max(gap.new, pair.new - _REPLACEMENT) and self._joined(begin):
                begin -= 1
        return begin

    def _widened_right(self, gap: Gap, pair: Pair) -> int:
        end = pair.new + 1
        if pair.similarity < _REPLACED:
            while end < min(gap.new_end, pair.new + 1 + _REPLACEMENT) and self._joined(end):
                end += 1
        return end

    def _guessed(self, gap: Gap, inside: Sequence[Pair], taken: int) -> int:
        """How many words of a passage were taken for others by their place alone.

        Replaced ones, and new ones beyond these; all of them where the gap was rewritten.
        """
        replaced = _unlike(inside)
        every = self._paired(gap)
        if len(every) >= _REWRITTEN and 2 * _unlike(every) > len(every):
            replaced = len(inside)
        return max(replaced, taken - len(inside))

    def _joined(self, token: int) -> bool:
        return strength(self._new.before(token)) < CLAUSE

    def _free(self, edge: int, direction: int, most: int, links: Links) -> int:
        """How far new tokens that nothing explains reach from an edge of a moved piece."""
        for _ in range(most + _REPLACEMENT):
            token = edge if direction > 0 else edge - 1
            if not 0 <= token < len(self._new) or self.links.to_old[token] >= 0 or links.to_old[token] >= 0:
                break
            edge += direction
        return edge


def _unlike(pairs: Sequence[Pair]) -> int:
    """How many pairs are of words that are not like each other."""
    return sum(pair.similarity < _REPLACED for pair in pairs)
