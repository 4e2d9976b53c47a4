"""Stretches that were cut out in one place and put in elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from utsaga.text.follow.alignment import align
from utsaga.text.follow.matches import Gap, Match, once, shared

RUN = 4
"""How many tokens in a row, found once among all unmatched ones of both texts, tell of a move."""
_NEAR = 12  # tokens between two pieces of one moved stretch


def moves(old: Sequence[int], new: Sequence[int], open_gaps: Sequence[Gap]) -> list[Match]:
    """Return what moved, in the order of the old text, found among what an alignment left over."""
    in_old = once(old, [(gap.old, gap.old_end) for gap in open_gaps], RUN)
    in_new = once(new, [(gap.new, gap.new_end) for gap in open_gaps], RUN) if in_old else {}
    seeds = shared(in_old, in_new, RUN)
    free_old, free_new = bytearray(len(old)), bytearray(len(new))
    for gap in open_gaps:
        free_old[gap.old : gap.old_end] = b"\1" * (gap.old_end - gap.old)
        free_new[gap.new : gap.new_end] = b"\1" * (gap.new_end - gap.new)
    grown: list[Match] = []
    for seed in sorted(seeds, key=lambda match: -match.size):
        run = _grown(seed, old, new, free_old, free_new)
        if run:
            grown.append(run)
            free_old[run.old : run.old_end] = bytes(run.size)
            free_new[run.new : run.new_end] = bytes(run.size)
    grown.sort()
    return sorted([*grown, *_between(grown, old, new, free_old, free_new)])


def _grown(
    seed: Match, old: Sequence[int], new: Sequence[int], free_old: bytearray, free_new: bytearray
) -> Match | None:
    """A seed with all equal free tokens around it; None when another run has taken some of it."""
    a, a_end, b, b_end = seed
    if not (all(free_old[a:a_end]) and all(free_new[b:b_end])):
        return None
    while a and b and free_old[a - 1] and free_new[b - 1] and old[a - 1] == new[b - 1]:
        a, b = a - 1, b - 1
    while (
        a_end < len(old)
        and b_end < len(new)
        and free_old[a_end]
        and free_new[b_end]
        and old[a_end] == new[b_end]
    ):
        a_end, b_end = a_end + 1, b_end + 1
    return Match(a, a_end, b, b_end)


def _between(
    grown: Sequence[Match], old: Sequence[int], new: Sequence[int], free_old: bytearray, free_new: bytearray
) -> Iterator[Match]:
    """What else is equal between neighbouring pieces of one moved stretch."""
    for before, after in pairwise(grown):
        a, a_end, b, b_end = before.old_end, after.old, before.new_end, after.new
        if not (0 < a_end - a <= _NEAR and 0 < b_end - b <= _NEAR):
            continue
        if all(free_old[a:a_end]) and all(free_new[b:b_end]):
            for match in align(old[a:a_end], new[b:b_end]):
                yield Match(a + match.old, a + match.old_end, b + match.new, b + match.new_end)
