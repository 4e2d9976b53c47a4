"""What of a text is indexed: the words of each of its pieces, as SQLite's tokenizer is to see them.

FTS5's ``unicode61`` and our folding agree on what nearly every transcript is written in; such a text is
handed over as it stands, which is four times as fast. Any other is folded here, and a word that is not
plain ASCII afterwards goes in as a code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from utsaga.model.span import Span
from utsaga.search.pieces import Piece, pieces
from utsaga.search.profile import Profile
from utsaga.text.fold import foreign_to_ascii

_MARK = "qzq"  # begins what is no word as it stands; a text with it is never handed over as it is
_CODED, _LAST = f"{_MARK}w", f"{_MARK}l"
_AGREED = frozenset("åäöÅÄÖéèêëÉÈÊËüûùúÜÛÙÚáàâÁÀÂóòôÓÒÔíìîïÍÌÎÏçÇñÑ") | frozenset("–—…“”‘’•·»«§°\xa0")
_DASHES = "-–—‐‑−"
_BROKEN = re.compile(rf"[{_DASHES}][^\S\n]*\n")
_HYPHEN_BREAK = re.compile(r"-[^\S\n]*\n")


class Entered(NamedTuple):
    """The pieces of a text and, for each, the text that is indexed for it."""

    pieces: list[Piece]
    texts: list[str]


def entered(text: str, turns: Sequence[Span] | None) -> Entered:
    """What of a text is indexed; ``turns`` as for ``Profile``."""
    if turns is not None and _is_plain(text):
        found = pieces(text, turns)
        if not any(piece.start and _within_word(text, piece.start) for piece in found):
            return Entered(found, [text[piece.start : piece.end] for piece in found])
    return _folded(text, turns)


def token(word: str) -> str:
    """A word (folded) as it is indexed."""
    if word.isascii() and not word.startswith(_MARK):
        return word
    return _CODED + word.encode().hex()


def word_of(indexed: str) -> str | None:
    """The word that stands indexed as a token; None for what is no word."""
    if indexed.startswith(_CODED):
        return bytes.fromhex(indexed.removeprefix(_CODED)).decode()
    return None if indexed.startswith(_MARK) else indexed


def ends_with(word: str) -> str:
    """The token of a paragraph that ends with a word (folded): a phrase may go on in the next one."""
    return _LAST + token(word)


def _folded(text: str, turns: Sequence[Span] | None) -> Entered:
    profile = Profile(text, turns)
    rows = [[token(word) for word in dict.fromkeys(said)] for said in profile.said]
    for at, whole in profile.wholes:
        rows[at].append(token(whole))
    if turns is None:
        for row, said in zip(rows, profile.said, strict=True):
            row += [ends_with(said[-1])] if said else []
    return Entered(profile.pieces, [" ".join(row) for row in rows])


def _is_plain(text: str) -> bool:
    data = text.encode("utf-8", "surrogatepass")
    if not foreign_to_ascii(text) <= _AGREED or b"\0" in data or _MARK.encode() in data.lower():
        return False
    if "-" in text and _HYPHEN_BREAK.search(text):
        return False
    return not any(dash in text for dash in _DASHES[1:]) or not _BROKEN.search(text)


def _within_word(text: str, at: int) -> bool:
    return text[at].isalnum() and text[at - 1].isalnum()
