"""What a researcher types to search her transcripts, taken apart.

    chef stöd          both words near each other: same turn or paragraph, in any order;
                       each in its inflected forms and with small slips of spelling
    "stöd från chef"   exactly these words
    stöd*  *tjänst     all words that begin, end so (*mål* holds it)

Case and diacritics are folded everywhere, with one exception: between quotation marks, what is *typed*
as a capital or with a diacritic counts, so ``"Åsa"`` finds the name alone and ``"asa"`` both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from utsaga.search.fold import fold, words

_TERM = re.compile(r'"([^"]*)"?|“([^”]*)”?|”([^”]*)”?|([^\s"“”]+)')


@dataclass(frozen=True, slots=True)
class Word:
    """A word (folded) to be found in its forms and with slips."""

    folded: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word (folded) with ``*`` for any letters."""

    folded: str

    def expression(self) -> re.Pattern[str]:
        """The pattern of the whole words that are meant."""
        return re.compile("[^\\W_]*".join(re.escape(part) for part in self.folded.split("*")))


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
        return Pattern(folded)
    return Word(parts[0]) if len(parts) == 1 else Phrase(folded)


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
