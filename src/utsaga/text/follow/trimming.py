"""What two texts have in common at their beginning and at their end."""

from __future__ import annotations

from typing import NamedTuple


class Trim(NamedTuple):
    """Lengths in code points of what is the same at the beginning and at the end of two texts."""

    head: int
    tail: int


def trim(old: str, new: str) -> Trim:
    """Return what two texts share at their ends, down to whole words.

    Where the change could as well stand a little earlier or later (one of two equal lines taken out),
    what could be either is part of neither end. With several changes that is not to be seen here: what
    stands next to one is never certain.
    """
    shorter = min(len(old), len(new))
    head = _common(old, new, shorter)
    if head == len(old) == len(new):
        return Trim(head, 0)
    tail = _common(old[::-1], new[::-1], shorter)
    either = max(0, head + tail - shorter)
    return Trim(_head_of_words(old, head - either), _tail_of_words(old, tail - either))


def _common(one: str, other: str, most: int) -> int:
    """Length of the common beginning, by halves: comparing slices is far faster than characters."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _head_of_words(text: str, head: int) -> int:
    return max(text.rfind(" ", 0, head), text.rfind("\n", 0, head)) + 1


def _tail_of_words(text: str, tail: int) -> int:
    begin = len(text) - tail
    blanks = [place for place in (text.find(" ", begin), text.find("\n", begin)) if place >= 0]
    return len(text) - min(blanks) if blanks else 0
