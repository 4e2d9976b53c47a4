"""Aligning two texts: what stands once in both holds them together, the rest is found between.

Patience difference (Bram Cohen, 2003) with runs of five tokens, then three, two and one in the gaps that
remain; the longest common subsequence (rapidfuzz's Indel) only in small gaps, because over whole texts
it is slow and matches words that have nothing to do with each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from utsaga.text.follow.matches import Gap, Match, heaviest_chain, once, shared

RUNS = (5, 3, 2, 1)
"""Lengths of runs, in tokens, that hold the texts together, in the order of trying."""
MOST_CELLS = 40_000
"""The largest gap, old tokens times new tokens, whose common subsequence is sought."""
_MOST_PIECES = 150_000_000
"""The same for pieces of a gap in which nothing stands once: 20 MB of memory and less than a second."""
_PIECE = 10  # tokens in a piece, about
_SCATTER, _SCATTER_AGAIN = 2_654_435_761, 2_246_822_519  # large primes: any words may part pieces
_LEAST = 8  # tokens in a row that are in both by no chance
_FEW = 12  # in gaps with this many tokens or fewer on both sides nothing is gained by patience


def align(old: Sequence[int], new: Sequence[int]) -> list[Match]:
    """Return the matches of equal tokens of two texts, in order, none touching the next.

    Time grows with the length of the texts, whatever stands in them. Where nothing stands once, they are
    compared by pieces; what is too long for that, too, stays unmatched.
    """
    found: list[Match] = []
    open_gaps = [Gap(0, len(old), 0, len(new))]
    for size in RUNS:
        still: list[Gap] = []
        for gap in open_gaps:
            inner = trimmed_ends(old, new, gap, found)
            if inner.cells == 0:
                continue
            if _is_small(inner):
                found.extend(_common(old, new, inner))
                continue
            held = _held(old, new, inner, size)
            found.extend(held)
            still.extend(_between(held, inner))
        open_gaps = still
    for gap in open_gaps:
        inner = trimmed_ends(old, new, gap, found)
        if inner.cells > MOST_CELLS:
            found.extend(_by_pieces(old, new, inner))
        elif inner.cells:
            found.extend(_common(old, new, inner))
    return joined(sorted(found))


def _by_pieces(old: Sequence[int], new: Sequence[int], gap: Gap) -> Iterator[Match]:
    """Yield the matches of a large gap in which nothing stands once: the same paragraphs again and again.

    Both sides are cut where certain tokens stand (content-defined chunking), so that equal stretches fall
    into equal pieces; the common subsequence of pieces is that of a text a tenth as long.
    """
    size = max(_PIECE, math.isqrt(gap.cells // _MOST_PIECES) + 1)
    pieces = list(_pieces(old, gap.old, gap.old_end, size))
    others = list(_pieces(new, gap.new, gap.new_end, size))
    if len(pieces) * len(others) > 2 * _MOST_PIECES:
        return
    numbers: dict[tuple[int, ...], int] = {}
    in_old = [numbers.setdefault(tuple(old[a:b]), len(numbers)) for a, b in pieces]
    in_new = [numbers.setdefault(tuple(new[a:b]), len(numbers)) for a, b in others]
    for block in Indel.opcodes(in_old, in_new).as_matching_blocks():
        if not block.size:
            continue
        start, end = pieces[block.a][0], pieces[block.a + block.size - 1][1]
        if end - start >= _LEAST:
            at = others[block.b][0]
            yield Match(start, end, at, at + end - start)


def _pieces(ids: Sequence[int], start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield half open ranges of about so many tokens, parted by what stands there alone."""
    for place in range(start + 2, end):
        two = ids[place] * _SCATTER + ids[place - 1] * _SCATTER_AGAIN
        if (two >> 7) % size == 0:
            yield start, place + 1
            start = place + 1
    if start < end:
        yield start, end


def joined(matches: Sequence[Match]) -> list[Match]:
    """Return matches in order with those that touch made one, where both go word for word."""
    done: list[Match] = []
    for match in matches:
        last = done[-1] if done else None
        if (
            last
            and (last.old_end, last.new_end) == (match.old, match.new)
            and last.word_for_word
            and match.word_for_word
        ):
            done[-1] = Match(last.old, match.old_end, last.new, match.new_end)
        else:
            done.append(match)
    return done


def _is_small(gap: Gap) -> bool:
    return gap.old_end - gap.old <= _FEW and gap.new_end - gap.new <= _FEW


def trimmed_ends(old: Sequence[int], new: Sequence[int], gap: Gap, found: list[Match]) -> Gap:
    """Add to ``found`` what is equal at both ends of a gap; return what is left of it."""
    a, a_end, b, b_end = gap
    while a < a_end and b < b_end and old[a] == new[b]:
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    if a > gap.old:
        found.append(Match(gap.old, a, gap.new, b))
    if a_end < gap.old_end:
        found.append(Match(a_end, gap.old_end, b_end, gap.new_end))
    return Gap(a, a_end, b, b_end)


def _held(old: Sequence[int], new: Sequence[int], gap: Gap, size: int) -> list[Match]:
    in_old = once(old, [(gap.old, gap.old_end)], size)
    in_new = once(new, [(gap.new, gap.new_end)], size)
    return heaviest_chain(shared(in_old, in_new, size))


def _between(held: Sequence[Match], gap: Gap) -> Iterator[Gap]:
    a, b = gap.old, gap.new
    for match in held:
        yield Gap(a, match.old, b, match.new)
        a, b = match.old_end, match.new_end
    yield Gap(a, gap.old_end, b, gap.new_end)


def _common(old: Sequence[int], new: Sequence[int], gap: Gap) -> Iterator[Match]:
    if gap.cells == 1:
        return
    opcodes = Indel.opcodes(old[gap.old : gap.old_end], new[gap.new : gap.new_end])
    for block in opcodes.as_matching_blocks():
        if block.size:
            a, b = gap.old + block.a, gap.new + block.b
            yield Match(a, a + block.size, b, b + block.size)
