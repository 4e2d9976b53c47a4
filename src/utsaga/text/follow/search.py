"""Looking for a passage by its words, among new words that nothing else explains, or everywhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import Indel, MatchingBlock

from utsaga.text.follow.mapping import Range

_TELLING = 12  # of a passage's words, the rarest are looked up
_COMMON = 64  # a word that stands more often than this tells nothing
_LOOKED_AT = 4096  # places of a common word
_PLACES = 4  # places that are looked at
_BUCKET = 3  # bits: places within eight tokens of each other are one
_MOST = 400  # tokens of a long passage whose words are looked up
_EDGE = 3  # tokens at the edges that may be misspelt
_CHANCE = 2  # tokens of a match that may be there by chance


class Index:
    """Where words stand among new tokens. ``free`` says which tokens may be found; all by default."""

    def __init__(self, ids: Sequence[int], free: bytearray | None = None) -> None:
        self._ids = [n if free[k] else -1 for k, n in enumerate(ids)] if free is not None else list(ids)
        self._places: defaultdict[int, list[int]] = defaultdict(list)
        for place, number in enumerate(self._ids):
            if number >= 0:
                self._places[number].append(place)

    def __bool__(self) -> bool:
        return bool(self._places)

    def places(self, ids: Sequence[int]) -> list[Range]:
        """Return runs of new tokens, half open, in which many of a passage's words stand in its order.

        Likeliest first, none twice; a few at most.
        """
        known = [(len(self._places[n]), k, n) for k, n in enumerate(ids[:_MOST]) if n in self._places]
        telling = sorted(known)[:_TELLING]
        if not telling:
            return []
        if telling[0][0] > _COMMON:
            return self._exact(ids, telling[0][1])
        votes: Counter[int] = Counter()
        for count, offset, number in telling:
            if count <= _COMMON:
                votes.update({(place - offset) >> _BUCKET for place in self._places[number]})
        found: list[Range] = []
        for bucket, _ in votes.most_common(_PLACES):
            place = self._refined(ids, (bucket << _BUCKET) + (1 << _BUCKET) // 2)
            if place and not any(place[0] < other[1] and other[0] < place[1] for other in found):
                found.append(place)
        return found

    def _exact(self, ids: Sequence[int], offset: int) -> list[Range]:
        """The places of a passage all of whose words are common; one more than a few when there are many."""
        wanted, size = list(ids), len(ids)
        found: list[Range] = []
        for place in self._places[ids[offset]][:_LOOKED_AT]:
            start = place - offset
            if start >= 0 and self._ids[start : start + size] == wanted:
                found.append((start, start + size))
                if len(found) > _COMMON:
                    break
        return found

    def _refined(self, ids: Sequence[int], about: int) -> Range | None:
        """The run of tokens that a passage shares most with, near a place."""
        slack = (2 << _BUCKET) + len(ids) // 4
        low = max(0, about - slack)
        window = self._ids[low : max(0, about + len(ids) + slack)]
        opcodes = Indel.opcodes(list(ids), window)
        blocks = _together([block for block in opcodes.as_matching_blocks() if block.size])
        if not blocks:
            return None
        first, last = blocks[0], blocks[-1]
        begin, end = low + first.b, low + last.b + last.size
        before, after = first.a, len(ids) - last.a - last.size
        begin = self._widened(begin, -1, before if before <= _EDGE else 0)
        end = self._widened(end, 1, after if after <= _EDGE else 0)
        return begin, end

    def _widened(self, edge: int, step: int, most: int) -> int:
        for _ in range(most):
            token = edge if step > 0 else edge - 1
            if not 0 <= token < len(self._ids) or self._ids[token] < 0:
                break
            edge += step
        return edge


def _together(blocks: Sequence[MatchingBlock]) -> Sequence[MatchingBlock]:
    """Matching blocks without a word or two at either end that lie far off from the rest by chance."""
    first, last = 0, len(blocks)
    while last - first > 1 and _far(blocks[first], blocks[first], blocks[first + 1]):
        first += 1
    while last - first > 1 and _far(blocks[last - 1], blocks[last - 2], blocks[last - 1]):
        last -= 1
    return blocks[first:last]


def _far(edge: MatchingBlock, before: MatchingBlock, after: MatchingBlock) -> bool:
    apart = after.b - before.b - before.size
    return edge.size <= _CHANCE and apart > 2 * (after.a - before.a - before.size) + _EDGE
