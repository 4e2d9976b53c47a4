"""A text as it is read: written in one way where it looks the same, its case and its diacritics kept.

Letters are composed and compatibility letters plain (Unicode's NFKC), apostrophes, quotation marks and
dashes have their ASCII forms, invisible characters (soft hyphen, zero-width) vanish. What is looked for in it
is found however a program has saved it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache

from utsaga.text.fold import ALIKE, Folded, foreign_to_ascii

_BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_SOFT_AT_LINE_END = re.compile("\u00ad(?=[ \t]*\r?\n)")
_APOSTROPHES = dict.fromkeys(map(ord, "´ʹ′‛"), "'")
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_CONJOINING = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")  # vowels and finals of Hangul


@lru_cache(maxsize=1)
def marks() -> str:
    """The inside of a regular expression's class: combining marks, which belong to the word before them."""
    found = [code for code in range(0x300, 0x20000) if unicodedata.category(chr(code))[0] == "M"]
    first = [code for code in found if code - 1 not in set(found)]
    last = [code for code in found if code + 1 not in set(found)]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(first, last, strict=True))


def read(text: str) -> str:
    """Return a text as it is read; reading twice changes nothing."""
    if text.isascii():
        return text.replace("`", "'")
    text = _SOFT_AT_LINE_END.sub("-", text.replace("`", "'"))
    for character in foreign_to_ascii(text):
        if (plain := _plain(character)) != character:
            text = text.replace(character, plain)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def read_with_origins(text: str) -> Folded:
    """Return a text as it is read that remembers where its characters came from."""
    if text.isascii():
        return Folded(read(text))
    stepped = _SOFT_AT_LINE_END.sub("-", text.replace("`", "'"))
    in_step = True
    dividing: list[str] = []
    joining: list[str] = []
    for character in foreign_to_ascii(stepped):
        plain = _plain(character)
        if len(plain) == 1:
            stepped = stepped.replace(character, plain)
            joining += [plain] * _joins(plain)
        else:
            in_step = False
            (dividing if plain else joining).append(character)
    if in_step and unicodedata.is_normalized("NFC", stepped):
        return Folded(stepped)
    return _out_of_step(stepped, dividing, joining)


def made_whole(text: str) -> str:
    """A text as it is read, with words whole that a hyphen breaks at the end of a line."""
    return _BROKEN.sub("", text) if "\n" in text else text


def made_whole_with_origins(text: Folded) -> Folded | None:
    """As ``made_whole``, remembering where characters came from; None when no word is broken."""
    breaks = [match.span() for match in _BROKEN.finditer(text.text)]
    if not breaks:
        return None
    known = range(len(text.text) + 1) if text.origins is None else text.origins
    origins, pieces, done = array("Q"), [], 0
    for start, end in breaks:
        pieces.append(text.text[done:start])
        origins.extend(known[done:start])
        done = end
    pieces.append(text.text[done:])
    origins.extend(known[done:])
    return Folded("".join(pieces), origins)


def _out_of_step(text: str, dividing: list[str], joining: list[str]) -> Folded:
    """Read what does not stay one character for one: letters with what joins them, and those that divide."""
    joins, divides = (
        f"[{''.join(map(re.escape, some))}]" if some else "(?!)" for some in (joining, dividing)
    )
    pieces: list[str] = []
    origins = array("Q")
    done = 0
    for match in re.finditer(rf"(?s:.)?{joins}+|{divides}", text):
        at = match.start()
        plain = unicodedata.normalize("NFC", "".join(map(_plain, match[0])))
        pieces += (text[done:at], plain)
        origins.extend(range(done, at))
        origins.extend([at] * len(plain))
        done = match.end()
    pieces.append(text[done:])
    origins.extend(range(done, len(text) + 1))
    return Folded("".join(pieces), origins)


def _joins(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or bool(_CONJOINING.match(character))


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or _INVISIBLE.match(character):
        return ""
    plain = unicodedata.normalize("NFC", character).translate(_APOSTROPHES)
    plain = unicodedata.normalize("NFKC", plain).translate(ALIKE)
    if category[0] not in "LM" and len(plain) != 1:  # an ellipsis or a fraction stays one character
        return character
    return plain
