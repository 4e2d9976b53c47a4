"""Text without case and diacritics, so that what is typed plainly finds what is written fully."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from utsaga.model.span import Span

WORD = re.compile(r"[^\W_]+")
"""A word of a folded text: letters and digits."""

ALIKE = str.maketrans(dict.fromkeys("’‘ʼ", "'") | dict.fromkeys("”“„»«", '"') | dict.fromkeys("‐‑–—−", "-"))
"""Typographic forms of one sign."""

# Letters whose stroke or ligature Unicode does not take apart.
_PLAIN = ALIKE | str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_DIACRITIC = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_ASCII = bytes(range(128))
_FOREIGN = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters stands in the text it came from.

    ``origins`` has one offset for each folded character and one for the end; None where the two texts
    run in step, as they nearly always do.
    """

    text: str
    origins: Sequence[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original text, in code points, that ``text[start:end]`` came from.

        A diacritic written as a character of its own belongs to the letter before it.
        """
        if self.origins is None or start >= end:
            return Span(start, end) if self.origins is None else Span(*[self.origins[start]] * 2)
        return Span(self.origins[start], max(self.origins[end], self.origins[end - 1] + 1))


def fold(text: str) -> str:
    """Return a text in one case and without diacritics: ``Ålder`` becomes ``alder``.

    Compatibility letters become plain (``ﬁ``, ``Ａ``), apostrophes, quotation marks and dashes become
    their ASCII forms, invisible characters (soft hyphen, zero-width) vanish. Folding twice changes
    nothing.
    """
    return fold_with_origins(text).text


def fold_with_origins(text: str) -> Folded:
    """Return a folded text that remembers where its characters came from."""
    lower = text.casefold()
    if len(lower) == len(text):
        foreign = [(character, _fold_character(character)) for character in foreign_to_ascii(lower)]
        if all(len(plain) == 1 for _, plain in foreign):
            for character, plain in foreign:
                if plain != character:
                    lower = lower.replace(character, plain)
            return Folded(lower)
    return _fold_out_of_step(text)


def foreign_to_ascii(text: str) -> set[str]:
    """The characters of a text that are not ASCII; quicker than looking at each."""
    encoded = text.encode("utf-8", "surrogatepass")
    return set(encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def words(text: str) -> list[str]:
    """The words of a folded text, in order."""
    return WORD.findall(text)


def _fold_out_of_step(text: str) -> Folded:
    pieces: list[str] = []
    origins = array("Q")
    done = 0
    for match in _FOREIGN.finditer(text):
        at = match.start()
        plain = _fold_character(match[0])
        pieces += (text[done:at].casefold(), plain)
        origins.extend(range(done, at))
        origins.extend([at] * len(plain))
        done = at + 1
    pieces.append(text[done:].casefold())
    origins.extend(range(done, len(text) + 1))
    return Folded("".join(pieces), origins)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category == "Zs":
        return " "
    if category[0] not in "LM":  # an ellipsis or a fraction stays one character
        return _in_step(unicodedata.normalize("NFKD", character).casefold(), character).translate(_PLAIN)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    plain = unicodedata.normalize("NFC", _DIACRITIC.sub("", plain).translate(_PLAIN))
    if category[0] == "L":  # a letter stays a word: ŀ is no l with a dot beside it
        return "".join(letter for letter in plain if letter.isalnum()) or plain
    return plain


def _in_step(plain: str, character: str) -> str:
    return plain if len(plain) == 1 else character
