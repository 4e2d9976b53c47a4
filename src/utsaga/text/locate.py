"""Where a quote stands in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from utsaga.model.span import Span
from utsaga.text.dialogue import parts
from utsaga.text.transcript import Transcript

_NO_ACCENT = "(?![\u0300-\u036f])"  # no letter is found without an accent that it has


def find_quote(where: Transcript | str, quote: str, *, within: Sequence[Span] | None = None) -> list[Span]:
    """Return every place where a quote stands, in order and without overlaps; none for a blank quote.

    White space around the quote does not count. Places where it stands exactly come before all
    others: only when there are none is white space folded, so that a quote typed on one line is found
    across line breaks; only then are accents taken as composed or not (``å`` may be one character in the
    one and two in the other, Unicode's NFC and NFD). In all, places at the edges of words go before those
    inside longer words: ``ja`` is found in ``jag`` only in a text that has no word ``ja``. In a transcript,
    a label alone is no quote: ``Anna`` is found where somebody says it. ``within``
    limits the search to stretches in the order of the text (the turns of one speaker), each searched by
    itself.
    """
    text = where if isinstance(where, str) else where.text
    pieces = quote.split()
    if not pieces:
        return []
    stretches = [Span(0, len(text))] if within is None else within
    for pattern in (
        re.escape(quote.strip()),
        r"\s+".join(map(re.escape, pieces)),
        r"\s+".join(map(_in_any_form, pieces)),
    ):
        places = _places(text, re.compile(pattern + _NO_ACCENT), stretches)
        if isinstance(where, Transcript):
            places = [place for place in places if parts(where, place)]
        whole = [place for place in places if _at_word_edges(text, place)]
        if places:
            return whole or places
    return []


def _in_any_form(word: str) -> str:
    """A pattern for a word, however its accents are written."""
    letters = []
    for letter in unicodedata.normalize("NFC", word):
        apart = unicodedata.normalize("NFD", letter)
        one, other = re.escape(letter), re.escape(apart)
        letters.append(one if apart == letter else f"(?:{one}|{other})")
    return "".join(letters)


def _places(text: str, pattern: re.Pattern[str], stretches: Sequence[Span]) -> list[Span]:
    return [
        Span(*found.span())
        for stretch in stretches
        for found in pattern.finditer(text, stretch.start, stretch.end)
    ]


def _at_word_edges(text: str, place: Span) -> bool:
    """Whether a place neither begins nor ends inside a word."""
    first, last = text[place.start], text[place.end - 1]
    before, after = text[place.start - 1 : place.start], text[place.end : place.end + 1]
    return not (first.isalnum() and before.isalnum()) and not (last.isalnum() and after.isalnum())
