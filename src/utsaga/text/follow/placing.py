"""Where a difference takes a coding: its place in the alignment, then what moved, then a search."""

from __future__ import annotations

from dataclasses import replace

from utsaga.model.span import Span
from utsaga.text.anchors import context
from utsaga.text.follow.confidence import (
    better,
    contexts_alike,
    linked_after,
    linked_before,
    sureness,
    words_alike,
)
from utsaga.text.follow.difference import Difference
from utsaga.text.follow.judging import Scored, judged
from utsaga.text.follow.links import Links
from utsaga.text.follow.mapping import Mapped, Mapper, Range
from utsaga.text.follow.marks import passage
from utsaga.text.follow.moved_passage import left_behind, moved_passage, strayed, with_moved_part
from utsaga.text.follow.rarity import Rarity
from utsaga.text.follow.result import Candidate, Followed, Placed, Way
from utsaga.text.follow.sentence_edges import PUT_IN, SentenceEdges
from utsaga.text.follow.tokens import Tokens
from utsaga.text.follow.twins import Twins
from utsaga.text.follow.wordless import wordless

SURE = 0.85
"""A place in the main alignment that is less sure than this is compared with others."""
_GUESSED = 1  # tokens at the edges of a passage that may be unlike the words they stand for
_TELLING = 4  # tokens that a passage must have to be told by its words alone
_ELSEWHERE = "the same words stood elsewhere too"


class Placer:
    """Places codings, one at a time, by a difference between two texts."""

    def __init__(self, difference: Difference) -> None:
        self._difference = difference
        self.old, self.new, self.links = difference.old, difference.new, difference.links
        self._mapper = Mapper(self.new, self.links, difference.pairs)
        self._edges = SentenceEdges(self.old, self.new, self.links, difference.moved, difference.pairs)
        self._rarity = Rarity(self.old, self.new, difference.words)
        self._twins = Twins(self.old.ids, self.links, difference.pairs, self._rarity)

    def followed(self, coding: Placed) -> Followed:
        """Return where a coding went whose quote stood at its place in the old text."""
        tokens = self.old.covering(coding.start, coding.end)
        if tokens[0] == tokens[1]:
            return wordless(coding, self.old, self.new, self.links, self._difference.pairs, tokens[0])
        places = []
        became = self._mapper.mapped(tokens)
        if became and became.begin < became.end:
            places.append(self._in_place(coding, tokens, became))
        if not any(place.candidate.sureness >= SURE for place in places):
            became = moved_passage(tokens, self._difference.moved)
            if became and not _overlapped(became, places, self.new):
                places.append(self._moved(coding, tokens, became))
        if not any(place.sure for place in places):
            for found in self._difference.unexplained.places(self.old.ids[slice(*tokens)]):
                if not _overlapped(found, places, self.new):
                    places.append(self._found(coding, tokens, found))
        return judged(coding, self.new.text, places)

    def _in_place(self, coding: Placed, tokens: Range, became: Mapped) -> Scored:
        became, torn = with_moved_part(tokens, became, self._difference.moved)
        became, unclear = self._edges.kept(Span(coding.start, coding.end), tokens, became)
        place = self._scored(coding, tokens, became, Way.IN_PLACE, self.links)
        if not self.links.inner.isdisjoint(tokens):
            doubt = "it was cut within what was renamed"
        elif torn or left_behind(self.old, tokens, self.new, became, self.links):
            doubt = "a part of it was moved"
        elif strayed(tokens, self.links):
            doubt = "much was put in at its edge"
        elif unclear:
            doubt = PUT_IN
        elif became.guessed > _GUESSED:
            doubt = "its edge was rewritten"
        else:
            doubt = _ELSEWHERE if place.sure and self._ambiguous(tokens) else ""
        return replace(place, doubt=doubt) if doubt else place

    def _ambiguous(self, tokens: Range) -> bool:
        left = [token for token in range(*tokens) if self.links.to_new[token] >= 0]
        return self._difference.either_way.issuperset(left) or self._twins.ambiguous(tokens)

    def _moved(self, coding: Placed, tokens: Range, became: Mapped) -> Scored:
        became, unclear = self._edges.kept(Span(coding.start, coding.end), tokens, became)
        place = self._scored(coding, tokens, became, Way.MOVED, self._difference.moved)
        if became.guessed > (tokens[1] - tokens[0]) // 20:
            return replace(place, doubt="a part of it was left behind")
        return replace(place, doubt=PUT_IN) if unclear else place

    def _found(self, coding: Placed, tokens: Range, found: Range) -> Scored:
        place = self._scored(coding, tokens, found, Way.FOUND, None)
        telling = tokens[1] - tokens[0] >= _TELLING
        if not place.sure or (telling and not self._rarity.stands_again(*tokens)):
            return place
        return replace(place, doubt=_ELSEWHERE)

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
        words = self._difference.words
        alike = words_alike(old, tokens, new, began, words, links)
        raw = words_alike(old, tokens, new, began, words) if links and links.renamed_old else alike
        return Scored(Candidate(span, sureness(alike, left, right), way), raw, left, right, kept, own)


def _overlapped(became: Range | Mapped, places: list[Scored], new: Tokens) -> bool:
    span = Span(new.starts[became[0]], new.ends[became[1] - 1])
    return any(span.overlaps(place.candidate.span) for place in places)
