"""Passages that were moved, and parts of passages that were: where they are now, what was torn off."""

from __future__ import annotations

from itertools import pairwise

from utsaga.text.follow.links import Links
from utsaga.text.follow.mapping import Mapped, Range
from utsaga.text.follow.tokens import Tokens

_LEAP = 40  # new tokens between two pieces of one moved passage
_BESIDE = 3  # tokens between the parts of a passage that mean that they still stand together
_NEAR = 40  # tokens between them that mean that they were parted by a neighbour
_TORN = 0.2  # share of a passage that may be moved far away while the rest stays where it is
_EDGE = 3  # tokens that a large insertion parts from the rest of their passage
_LARGE = 20  # tokens of such an insertion
_NEARBY = 60  # tokens around a passage where a part of it may have been put


def moved_passage(tokens: Range, moved: Links | None) -> Mapped | None:
    """Return the new tokens of a passage that moved: its largest piece that stayed together.

    ``guessed`` is how many of its words are missing before and after that.
    """
    placed = [token for token in range(*tokens) if moved.to_new[token] >= 0] if moved else []
    if not placed or not moved:
        return None
    pieces = [[placed[0]]]
    for before, token in pairwise(placed):
        leap = moved.to_new[token] - moved.to_new[before]
        if 0 <= leap <= _LEAP + token - before:
            pieces[-1].append(token)
        else:
            pieces.append([token])
    piece = max(pieces, key=len)
    missing = piece[0] - tokens[0] + tokens[1] - 1 - piece[-1]
    return Mapped(moved.to_new[piece[0]], moved.end_of(piece[-1]), missing)


def with_moved_part(tokens: Range, became: Mapped, moved: Links | None) -> tuple[Mapped, bool]:
    """Return a place with the part of its passage that moved right beside it; and whether one is torn off."""
    size = tokens[1] - tokens[0]
    away = sum(place >= 0 for place in moved.to_new[slice(*tokens)]) if moved else 0
    part = moved_passage(tokens, moved) if away > max(1, size // 10) else None
    if part is None:
        return became, False
    apart = max(part.begin - became.end, became.begin - part.end)
    if apart <= _BESIDE:
        return Mapped(min(part.begin, became.begin), max(part.end, became.end), became.guessed), False
    return became, apart <= _NEAR or away > size * _TORN


def left_behind(old: Tokens, tokens: Range, new: Tokens, became: Mapped, links: Links) -> bool:
    """Return whether words missing at an edge of a passage stand close by, put in as if they were new.

    A short turn that changed places with its neighbour is too short to be seen to have moved.
    """
    first, last = links.first_and_last(*tokens)
    if first < 0:
        return False
    low, high = max(0, became.begin - _NEARBY), became.end + _NEARBY
    near, explained = new.ids[low:high], links.to_old[low:high]
    missing = old.ids[tokens[0] : first], old.ids[last + 1 : tokens[1]]
    return any(
        near[at : at + len(words)] == words and max(explained[at : at + len(words)]) < 0
        for words in missing
        if len(words) > 1
        for at in range(len(near) - len(words) + 1)
    )


def strayed(tokens: Range, links: Links) -> bool:
    """Return whether a word or a few at an edge of a passage are linked far off from the rest of it.

    A label at its beginning may have been taken for that of a turn that was put in before it.
    """
    placed = [place for place in links.to_new[slice(*tokens)] if place >= 0]
    leaps = [*pairwise(placed[: _EDGE + 1]), *pairwise(placed[-_EDGE - 1 :])]
    return any(after - before > _LARGE for before, after in leaps)
