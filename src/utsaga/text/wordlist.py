"""Lists of words as they are written in the code: parted by white space."""

from __future__ import annotations


def wordlist(words: str) -> frozenset[str]:
    """Return the words as a set."""
    return frozenset(words.split())
