"""Every place of a few words in one text: what ``n`` and ``N`` step through."""

from __future__ import annotations

import re

from utsaga.model.span import Span
from utsaga.search.fold import Folded, fold, fold_with_origins


def find_all(text: str | Folded, query: str) -> list[Span]:
    """Return every place where a text has a query, in code points, in order, none overlapping.

    Case and diacritics are folded, white space in the query stands for any (also a line break), and the
    query may be part of a word. Whoever asks often folds the text once and hands that in.
    """
    wanted = fold(query).split()
    if not wanted:
        return []
    folded = text if isinstance(text, Folded) else fold_with_origins(text)
    pattern = re.compile(spaced(wanted))
    return [folded.span(*match.span()) for match in pattern.finditer(folded.text)]


def spaced(pieces: list[str]) -> str:
    """The pattern of literal pieces with any white space between them."""
    return r"\s+".join(re.escape(piece) for piece in pieces)
