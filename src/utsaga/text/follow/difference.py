"""The difference between two texts of one transcript: which words became which, and which have no origin."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from utsaga.model.span import Span
from utsaga.text.follow.alignment import align
from utsaga.text.follow.cleanup import at_boundaries, either_way, without_islands
from utsaga.text.follow.gap_pairs import GapPairs
from utsaga.text.follow.links import Links
from utsaga.text.follow.matches import Match, gaps
from utsaga.text.follow.moves import moves
from utsaga.text.follow.renames import find_renames, with_renames
from utsaga.text.follow.search import Index
from utsaga.text.follow.tokens import Tokens, Vocabulary, tokenise
from utsaga.text.follow.trimming import Trim

MARGIN = 1000
"""Characters of unchanged text around a change that are looked at with it."""
_WHOLE = 0.25  # a change that spans more of the text than this is looked at with all of it
_STRETCH = 4  # tokens in a row that two texts do not share by chance
_PARAGRAPH = 8  # tokens in a row that are not in another place by chance
_FEW = 50  # tokens of a text so short that every one of them counts


class Difference:
    """Two texts, aligned once for a change.

    ``old`` and ``new`` are the tokens of the texts, or of a window around the change; ``links`` are
    those in place, ``moved`` those of what moved, None when nothing did; ``pairs`` are what was
    misspelt or replaced; of ``either_way`` nobody can say whether they or their equals stayed.
    """

    def __init__(self, old: str, new: str, shared: Trim) -> None:
        self._shared = shared
        head, tail = _margins(len(old), len(new), shared)
        vocabulary = Vocabulary()
        self.old = tokenise(old, vocabulary, head, len(old) - tail)
        self.new = tokenise(new, vocabulary, head, len(new) - tail)
        self.words = vocabulary.words
        self._matches = _aligned(self.old, self.new, self.words)
        self.either_way = either_way(self._matches, self.old.ids)
        self.links = Links(self._matches, self.old.ids, self.new.ids)
        open_gaps = list(gaps(self._matches, len(self.old), len(self.new)))
        self._moves = moves(self.old.ids, self.new.ids, open_gaps)
        self.moved = Links(self._moves, self.old.ids, self.new.ids) if self._moves else None
        self.pairs = GapPairs(self.old, self.new, self.links, self.moved, self.words)

    @cached_property
    def aligned(self) -> float:
        """The share (0..1) of the words of both texts that stand in stretches in both."""
        outside = 2 * (self._shared.head + self._shared.tail)
        letters = len(self.old.text) + len(self.new.text)
        if not (self.old.whole and self.new.whole):
            return outside / letters
        tokens = len(self.old) + len(self.new)
        least = 1 if tokens < 2 * _FEW else _STRETCH
        shared = sum(match.size for match in self._matches if match.size >= least)
        shared += sum(match.size for match in self._moves if match.size >= _PARAGRAPH)
        return min(1.0, 2 * shared / tokens) if tokens else 1.0

    def left_of(self, spans: Iterable[Span]) -> tuple[int, int]:
        """How many old words there are in some stretches, and how many of them stand in the new text.

        Only in a text that is looked at as a whole: else both are 0, for most of it has not changed.
        """
        if not (self.old.whole and self.new.whole):
            return 0, 0
        ranges = [self.old.covering(*span) for span in spans]
        return sum(end - start for start, end in ranges), sum(sum(self._stand[a:b]) for a, b in ranges)

    @cached_property
    def _stand(self) -> bytearray:
        """For each old word, whether it stands in the new text within a stretch."""
        stand = bytearray(len(self.old))
        stretches = [match for match in self._matches if match.size >= _STRETCH]
        for match in (*stretches, *(match for match in self._moves if match.size >= _PARAGRAPH)):
            stand[match.old : match.old_end] = b"\x01" * match.size
        return stand

    @cached_property
    def unexplained(self) -> Index:
        """The new words that no old ones became, neither in place nor by moving."""
        free = bytearray(place < 0 for place in self.links.to_old)
        if self.moved:
            for token, place in enumerate(self.moved.to_old):
                free[token] &= place < 0
        return Index(self.new.ids, free)


def _aligned(old: Tokens, new: Tokens, words: list[str]) -> list[Match]:
    found = align(old.ids, new.ids)
    renames = find_renames(old.ids, new.ids, found)
    found = with_renames(old.ids, new.ids, found, renames, words)
    kept = without_islands(found, len(old), len(new))
    if len(kept) < len(found):  # where chance matches were, labels may stand at the ends of gaps
        kept = with_renames(old.ids, new.ids, kept, renames, words)
    return at_boundaries(kept, old, new)


def _margins(old_size: int, new_size: int, shared: Trim) -> tuple[int, int]:
    """How much at both ends need not be looked at: none when much changed."""
    longer = max(old_size, new_size)
    if longer - shared.head - shared.tail > _WHOLE * longer:
        return 0, 0
    return max(0, shared.head - MARGIN), max(0, shared.tail - MARGIN)
