"""Diacritics that were typed: who types ``hår`` does not mean *har*."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from utsaga.text.fold import fold

Letters = Sequence[tuple[str, str]]
"""Letters without case, each folded and as it is written."""


def marks_fit(typed: str, found: str) -> bool:
    """Whether a found word has the diacritics of a typed one.

    The found word may be a form or a slip of the other: looked at are the letters that both begin with, and
    those that both end with.
    """
    mine, theirs = letters(typed), letters(found)
    head = _alike(mine, theirs)
    tail = _alike(mine[head:][::-1], theirs[head:][::-1])
    return _marked(mine[:head], theirs[:head]) and (not tail or _marked(mine[-tail:], theirs[-tail:]))


def pieces_fit(pattern: str, found: str) -> bool:
    """Whether a found word fits a pattern, in which ``*`` stands for any letters, with its diacritics."""
    theirs = letters(found)
    first, *inner, last = map(letters, pattern.split("*"))
    at, end = len(first), len(theirs) - len(last)
    if at > end or not (_same(first, theirs[:at]) and _same(last, theirs[end:])):
        return False
    for piece in inner:
        places = range(at, end - len(piece) + 1)
        found_at = next((place for place in places if _same(piece, theirs[place : place + len(piece)])), -1)
        if found_at < 0:
            return False
        at = found_at + len(piece)
    return True


@lru_cache(maxsize=4096)
def letters(text: str) -> Letters:
    """The letters and digits of a text, in order; one that folds to two letters stands twice."""
    written = (letter for letter in unicodedata.normalize("NFC", text).casefold() if letter.isalnum())
    return tuple((plain, letter) for letter in written for plain in fold(letter))


def is_marked(text: str) -> bool:
    """Whether letters of a text have diacritics."""
    return any(plain != letter for plain, letter in letters(text))


def _alike(one: Letters, other: Letters) -> int:
    """How many letters two words have in common from where they begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0][0] == pair[1][0], zip(one, other, strict=False)))


def _same(typed: Letters, found: Letters) -> bool:
    return [plain for plain, _ in typed] == [plain for plain, _ in found] and _marked(typed, found)


def _marked(typed: Letters, found: Letters) -> bool:
    """Whether letters that are the same, folded, have the diacritics that were typed."""
    return all(letter in (plain, there) for (plain, letter), (_, there) in zip(typed, found, strict=True))
