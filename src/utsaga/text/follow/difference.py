"""The difference between two texts of one transcript, and where it takes a coding."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from utsaga.model.span import Span
from utsaga.text.anchors import context
from utsaga.text.follow.alignment import align
from utsaga.text.follow.cleanup import at_boundaries, without_islands
from utsaga.text.follow.confidence import (
    better,
    contexts_alike,
    linked_after,
    linked_before,
    sureness,
    words_alike,
)
from utsaga.text.follow.judging import Scored, judged
from utsaga.text.follow.links import Links
from utsaga.text.follow.mapping import Mapped, Mapper, Range
from utsaga.text.follow.marks import passage
from utsaga.text.follow.matches import Match, gaps
from utsaga.text.follow.moves import moves
from utsaga.text.follow.rarity import Rarity
from utsaga.text.follow.renames import find_renames, with_renames
from utsaga.text.follow.result import Candidate, Followed, Placed, Way
from utsaga.text.follow.search import Index
from utsaga.text.follow.tokens import Tokens, Vocabulary, tokenise
from utsaga.text.follow.trimming import Trim
from utsaga.text.follow.twins import Twins
from utsaga.text.follow.wordless import wordless

MARGIN = 1000
"""Characters of unchanged text around a change that are looked at with it."""
SURE = 0.85
"""A place in the main alignment that is less sure than this is compared with others."""
_GUESSED = 1  # tokens at the edges of a short passage that may be unlike the words they stand for
_TELLING = 4  # tokens that a passage must have to be told by its words alone
_BESIDE = 3  # tokens between the parts of a passage that mean that they still stand together
_NEAR = 40  # tokens between them that mean that they were parted by a neighbour
_TORN = 0.2  # share of a passage that may be moved far away while the rest stays where it is
_WHOLE = 0.25  # a change that spans more of the text than this is looked at with all of it
_STRETCH = 4  # tokens in a row that two texts do not share by chance
_FEW = 50  # tokens of a text so short that every one of them counts


class Difference:
    """Two texts, aligned: built once for a change, asked for every coding that the change may touch."""

    def __init__(self, old: str, new: str, shared: Trim) -> None:
        self._shared = shared
        head, tail = _margins(len(old), len(new), shared)
        self.vocabulary = Vocabulary()
        self.old = tokenise(old, self.vocabulary, head, len(old) - tail)
        self.new = tokenise(new, self.vocabulary, head, len(new) - tail)
        self._matches = self._aligned()
        self.links = Links(self._matches, self.old.ids, self.new.ids)
        self._moved = moves(
            self.old.ids, self.new.ids, list(gaps(self._matches, len(self.old), len(self.new)))
        )
        words = self.vocabulary.words
        self._mapper = Mapper(self.old, self.new, self.links, self._moved, words)
        self._rarity = Rarity(self.old, self.new, words)
        self._twins = Twins(self.old.ids, self._mapper, self._rarity)

    def _aligned(self) -> list[Match]:
        old, new, words = self.old, self.new, self.vocabulary.words
        found = align(old.ids, new.ids)
        renames = find_renames(old.ids, new.ids, found)
        found = with_renames(old.ids, new.ids, found, renames, words)
        kept = without_islands(found, len(old), len(new))
        if len(kept) < len(found):  # where chance matches were, labels may stand at the ends of gaps
            kept = with_renames(old.ids, new.ids, kept, renames, words)
        return at_boundaries(kept, old, new)

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
        return min(1.0, 2 * shared / tokens) if tokens else 1.0

    @cached_property
    def unexplained(self) -> Index:
        """The new words that no old ones became, neither in place nor by moving."""
        free = bytearray(place < 0 for place in self.links.to_old)
        if self._moved:
            for token, place in enumerate(self._moved.to_old):
                free[token] &= place < 0
        return Index(self.new.ids, free)

    def followed(self, coding: Placed) -> Followed:
        """Return where a coding went whose quote stood at its place in the old text."""
        tokens = self.old.covering(coding.start, coding.end)
        if tokens[0] == tokens[1]:
            return wordless(coding, self.old, self.new, self._mapper, tokens[0])
        places = []
        became = self._mapper.mapped(tokens)
        if became and became.begin < became.end:
            places.append(self._in_place(coding, tokens, became))
        if not any(place.candidate.sureness >= SURE for place in places):
            became = self._mapper.moved(tokens)
            if became and not _overlapped(became, places, self.new):
                place = self._scored(coding, tokens, became, Way.MOVED, self._moved)
                torn = became.guessed > (tokens[1] - tokens[0]) // 20
                places.append(replace(place, doubt="a part of it was left behind") if torn else place)
        if not any(place.sure for place in places):
            for found in self.unexplained.places(self.old.ids[slice(*tokens)]):
                if not _overlapped(found, places, self.new):
                    places.append(self._found(coding, tokens, found))
        return judged(coding, self.new.text, places)

    def _in_place(self, coding: Placed, tokens: Range, became: Mapped) -> Scored:
        became, torn = self._with_moved(tokens, became)
        place = self._scored(coding, tokens, became, Way.IN_PLACE, self.links)
        size = tokens[1] - tokens[0]
        if not self.links.inner.isdisjoint(tokens):
            doubt = "it was cut within what was renamed"
        elif torn or self._mapper.left_behind(tokens, became):
            doubt = "a part of it was moved"
        elif self._mapper.strayed(tokens):
            doubt = "much was put in at its edge"
        elif became.guessed > max(_GUESSED, size // 10):
            doubt = "its edge was rewritten"
        elif place.sure and self._twins.ambiguous(tokens):
            doubt = "the same words stood elsewhere too"
        else:
            return place
        return replace(place, doubt=doubt)

    def _found(self, coding: Placed, tokens: Range, found: Range) -> Scored:
        place = self._scored(coding, tokens, found, Way.FOUND, None)
        if not place.sure or (tokens[1] - tokens[0] >= _TELLING and not self._rarity.stands_again(*tokens)):
            return place
        return replace(place, doubt="the same words stood elsewhere too")

    def _with_moved(self, tokens: Range, became: Mapped) -> tuple[Mapped, bool]:
        """A place with the part of the passage that moved right beside it; whether another part is lost."""
        size = tokens[1] - tokens[0]
        links = self._moved
        away = sum(place >= 0 for place in links.to_new[slice(*tokens)]) if links else 0
        part = self._mapper.moved(tokens) if away > max(1, size // 10) else None
        if part is None:
            return became, False
        apart = max(part.begin - became.end, became.begin - part.end)
        if apart <= _BESIDE:
            return Mapped(min(part.begin, became.begin), max(part.end, became.end), became.guessed), False
        return became, apart <= _NEAR or away > size * _TORN

    def _scored(
        self, coding: Placed, tokens: Range, became: Range | Mapped, way: Way, links: Links | None
    ) -> Scored:
        old, new = self.old, self.new
        began = (became[0], became[1])
        span = passage(old, Span(coding.start, coding.end), tokens, new, began)
        left = right = None
        kept = own = 1.0
        if links:
            left = linked_before(links, tokens[0], began[0])
            right = linked_after(links, tokens[1], began[1])
            linked = sum(place >= 0 for place in links.to_new[slice(*tokens)])
            kept, own = linked / (tokens[1] - tokens[0]), min(1.0, linked / (began[1] - began[0]))
        if left != 1 or right != 1:
            before, after = contexts_alike(*context(old.text, Span(coding.start, coding.end)), new.text, span)
            left, right = better(left, before), better(right, after)
        words = self.vocabulary.words
        alike = words_alike(old, tokens, new, began, words, links)
        raw = words_alike(old, tokens, new, began, words) if links and links.renamed_old else alike
        return Scored(Candidate(span, sureness(alike, left, right), way), raw, left, right, kept, own)


def _margins(old_size: int, new_size: int, shared: Trim) -> tuple[int, int]:
    """How much at both ends need not be looked at: none when much changed."""
    longer = max(old_size, new_size)
    if longer - shared.head - shared.tail > _WHOLE * longer:
        return 0, 0
    return max(0, shared.head - MARGIN), max(0, shared.tail - MARGIN)


def _overlapped(became: Range | Mapped, places: list[Scored], new: Tokens) -> bool:
    span = Span(new.starts[became[0]], new.ends[became[1] - 1])
    return any(span.overlaps(place.candidate.span) for place in places)
