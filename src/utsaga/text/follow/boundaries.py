"""How strongly what stands between two words parts them."""

from __future__ import annotations

import re

PARAGRAPH, LINE, SENTENCE, CLAUSE, NONE = 8, 6, 4, 2, 0

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_SENTENCE = re.compile(r"[.!?…]")
_CLAUSE = re.compile(r"[,;:–—]")


def strength(between: str) -> int:
    """Return how strongly what stands between two words parts them: ``PARAGRAPH`` down to ``NONE``."""
    if between == " ":
        return NONE
    if "\n" in between:
        return PARAGRAPH if _PARAGRAPH.search(between) else LINE
    if _SENTENCE.search(between):
        return SENTENCE
    return CLAUSE if _CLAUSE.search(between) else NONE
