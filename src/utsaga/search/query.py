"""What a researcher types to search her transcripts, taken apart.

    chef stöd          both words near each other: same turn or paragraph, in any order;
                       each in its inflected forms and with small slips of spelling
    "stöd från chef"   exactly these words
    stöd*  *tjänst     all words that begin, end so (*mål* holds it)

Case and diacritics are folded in what is typed without them: ``har`` finds *har* and *hår*. A letter that is
*typed* with a diacritic is meant: ``hår`` finds *hår* and *håret* alone. Between quotation marks the same
holds for capitals, so ``"Åsa"`` finds the name alone and ``"asa"`` all.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from utsaga.search.marks import is_marked, marks_fit, pieces_fit
from utsaga.text.fold import fold, words

_TERM = re.compile(r'"([^"]*)"?|“([^”]*)”?|”([^”]*)”?|([^\s"“”]+)')


@dataclass(frozen=True, slots=True)
class Word:
    """A word (folded) to be found in its forms and with slips. ``typed`` is the word as it was typed."""

    folded: str
    typed: str = ""

    @property
    def marked(self) -> bool:
        """Whether diacritics were typed, so that not every word with these letters fits."""
        return is_marked(self.typed)

    def fits(self, found: str) -> bool:
        """Whether a found word has the diacritics that were typed, where the two have the same letters."""
        return marks_fit(self.typed, found)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word (folded) with ``*`` for any letters. ``typed`` is the word as it was typed."""

    folded: str
    typed: str = ""

    @property
    def marked(self) -> bool:
        """Whether diacritics were typed, so that not every word with these letters fits."""
        return is_marked(self.typed)

    def fits(self, found: str) -> bool:
        """Whether a found word has the diacritics that were typed."""
        return pieces_fit(self.typed, found)

    @property
    def pieces(self) -> list[str]:
        """What stands before, between and after the ``*``; empty where nothing does."""
        return self.folded.split("*")

    def means(self, word: str) -> bool:
        """Whether a whole word (folded) is one that is meant.

        Each piece is taken where it stands first, which leaves most room for the next: no other choice
        need be tried, so that the time does not grow with their number.
        """
        first, *inner, last = self.pieces
        at, end = len(first), len(word) - len(last)
        if at > end or not (word.startswith(first) and word.endswith(last)):
            return False
        for piece in inner:
            found = word.find(piece, at, end)
            if found < 0:
                return False
            at = found + len(piece)
        return True


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as they stand. ``typed`` is what was between the quotation marks."""

    typed: str

    def expression(self) -> re.Pattern[str]:
        """The pattern of the phrase in a folded text; white space stands for any.

        A word at its end is whole; that a word at its start is, is for the caller to see to.
        """
        return _phrase(self.typed)

    def fits(self, found: str) -> bool:
        """Whether found words have the capitals and diacritics that were typed, if any were."""
        mine, capitals, marks = _typed(self.typed)
        if not (capitals or marks):
            return True
        theirs = _letters(found)
        if capitals and marks:
            return mine == theirs
        if capitals:
            return [letter.isupper() for letter in mine] == [letter.isupper() for letter in theirs]
        return mine == [letter.casefold() for letter in theirs]


Term = Word | Pattern | Phrase


def parse(query: str) -> list[Term]:
    """Return the terms of a query, each once; none when there is nothing to look for.

    A quotation mark that is not closed closes at the end. A word with something inside it that is no
    letter (``e-post``) is taken as a phrase.
    """
    terms: dict[Term, None] = {}
    for match in _TERM.finditer(query):
        plain = match[match.lastindex or 0]
        term = _plain(plain) if match.lastindex == 4 else Phrase(plain)
        if not isinstance(term, Phrase) or fold(term.typed).split():
            terms[term] = None
    return list(terms)


def _plain(typed: str) -> Term:
    folded = fold(typed)
    parts = words(folded)
    if parts and re.fullmatch(r"\*?[^\W_]+(\*[^\W_]+)*\*?", folded) and "*" in folded:
        return Pattern(folded, typed)
    return Word(parts[0], typed) if len(parts) == 1 else Phrase(typed.casefold())


@lru_cache(maxsize=64)
def _phrase(typed: str) -> re.Pattern[str]:
    phrase = r"\s+".join(re.escape(piece) for piece in fold(typed).split())
    return re.compile(phrase + (r"(?![^\W_])" if phrase[-1:].isalnum() else ""))


@lru_cache(maxsize=64)
def _typed(text: str) -> tuple[list[str], bool, bool]:
    """The letters of a phrase, and whether capitals and diacritics are among them."""
    letters = _letters(text)
    marked = any(fold(letter) != letter.casefold() for letter in letters)
    return letters, any(letter.isupper() for letter in letters), marked


def _letters(text: str) -> list[str]:
    return [letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum()]
