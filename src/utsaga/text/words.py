"""Words: the smallest unit that the cursor stands on."""

from __future__ import annotations

import re
from functools import cache

from utsaga.model.span import Span
from utsaga.text.spans import trimmed

# Signs that belong to the letter before them but are no letters to Python's \w: accents of decomposed
# text, vowel signs of Hebrew, Arabic, Indic and Thai scripts, joiners, variation selectors.
_SIGNS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0730-\u074a"
    "\u0900-\u0963\u0966-\u0df3\u0e31-\u0e4e\u0eb1-\u0ece\u0f18-\u0f84\u102b-\u109d\u1712-\u17d3"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
_LETTERS = rf"[^\W_]+(?:[{_SIGNS}]+[^\W_]*)*"
_WORD = rf"{_LETTERS}(?:(?:[-‐‑'’ʼ_.:@&]|(?<=\d),(?=\d)){_LETTERS})*"
_MARK = r"\[[^\[\]\n]{1,80}\]|\([^\s()]{1,30}(?: [\d:.,]+ ?\w{0,4})?\)|/(?:\.{2,3}|…)/"
_PICTURES = "[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_PICTURE = f"{_PICTURES}[\u200d\ufe0e\ufe0f\u20e3\U0001f000-\U0001faff\u2600-\u27bf\U000e0020-\U000e007f]*"


@cache
def _unit() -> re.Pattern[str]:
    """Compiled when words are first asked for: reading begins with sentences."""
    return re.compile(f"{_MARK}|{_WORD}|{_PICTURE}")


def words(text: str, start: int, end: int) -> list[Span]:
    """Return the words of a stretch, in order and without the punctuation around them.

    ``t.ex``, ``8.15``, ``EU:s``, ``e-post`` and ``don't`` are one word each. A mark in brackets
    (``[skratt]``, ``(ohörbart)``, ``[namn på plats]``, ``/.../``) is one unit, and so is an emoji. A
    stretch that is punctuation alone is one unit as a whole; only a blank one has none.
    """
    found = [Span(*match.span()) for match in _unit().finditer(text, start, end)]
    if found:
        return found
    rest = trimmed(text, start, end)
    return [rest] if rest.start < rest.end else []
