"""Matches: which stretch of old tokens became which stretch of new ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Gram = int | tuple[int, ...]


class Match(NamedTuple):
    """Old tokens and the new ones that they became; half open indices.

    Equal or renamed word for word when both are of the same length, else as a whole.
    """

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def size(self) -> int:
        """How many old tokens."""
        return self.old_end - self.old

    @property
    def new_size(self) -> int:
        """How many new tokens."""
        return self.new_end - self.new

    @property
    def word_for_word(self) -> bool:
        """Whether each old token became one new token."""
        return self.old_end - self.old == self.new_end - self.new


class Gap(NamedTuple):
    """Old tokens and new tokens between two matches; either may be empty. Half open indices."""

    old: int
    old_end: int
    new: int
    new_end: int

    @property
    def cells(self) -> int:
        """How many pairs of an old and a new token there are."""
        return (self.old_end - self.old) * (self.new_end - self.new)


def gaps(matches: Iterable[Match], old_size: int, new_size: int) -> Iterator[Gap]:
    """Yield what stands between the matches, before the first and after the last."""
    old = new = 0
    for match in matches:
        if match.old > old or match.new > new:
            yield Gap(old, match.old, new, match.new)
        old, new = match.old_end, match.new_end
    if old < old_size or new < new_size:
        yield Gap(old, old_size, new, new_size)


def once(ids: Sequence[int], stretches: Iterable[tuple[int, int]], size: int) -> dict[Gram, int]:
    """Return runs of ``size`` tokens within stretches and where each begins; -1 when more than once."""
    places: dict[Gram, int] = {}
    for start, stop in stretches:
        last = stop - size + 1
        if last <= start:
            continue
        grams: Iterable[Gram] = (
            ids[start:stop]
            if size == 1
            else zip(*(ids[start + k : last + k] for k in range(size)), strict=True)
        )
        for place, gram in enumerate(grams, start):
            places[gram] = -1 if gram in places else place
    return places


def shared(old: dict[Gram, int], new: dict[Gram, int], size: int) -> list[Match]:
    """Return the matches of runs that stand once in both, in the order of the old text."""
    found: list[Match] = []
    start = end = shift = -1
    for gram, place in old.items():
        other = new.get(gram, -1) if place >= 0 else -1
        if other < 0:
            continue
        if start >= 0 and place <= end and other - place == shift:
            end = place + size
            continue
        if start >= 0:
            found.append(Match(start, end, start + shift, end + shift))
        start, end, shift = place, place + size, other - place
    if start >= 0:
        found.append(Match(start, end, start + shift, end + shift))
    return found


def heaviest_chain(matches: Sequence[Match]) -> list[Match]:
    """Return the matches of equal runs that go forward in both texts and hold most tokens together.

    ``matches`` come in the order of the old text. Where two of the chain overlap, the later one is cut.
    """
    fronts: list[int] = []  # where matches begin in the new text, rising
    weights: list[int] = []  # tokens of the heaviest chain that ends there, rising too
    ends: list[int] = []  # its last match
    before = [-1] * len(matches)
    for index, match in enumerate(matches):
        at = bisect_left(fronts, match.new)
        weight = match.size
        if at:
            weight += weights[at - 1]
            before[index] = ends[at - 1]
        stop = at
        while stop < len(fronts) and weights[stop] <= weight:
            stop += 1
        if stop == at < len(fronts) and fronts[at] == match.new:
            continue
        fronts[at:stop], weights[at:stop], ends[at:stop] = [match.new], [weight], [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(matches[index])
        index = before[index]
    return list(_apart(reversed(chain)))


def _apart(chain: Iterable[Match]) -> Iterator[Match]:
    old = new = 0
    for match in chain:
        cut = max(old - match.old, new - match.new, 0)
        if cut < match.size:
            old, new = match.old_end, match.new_end
            yield Match(match.old + cut, old, match.new + cut, new)
