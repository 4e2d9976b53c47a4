"""Joining lines that were broken by hand or by a page, on request.

Hard-wrapped lines, double spacing, one word a line, words hyphenated over line ends, and page numbers in
the middle of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles
from typing import NamedTuple

from utsaga.text.edits import Edit
from utsaga.text.furniture import furniture, running_numbers
from utsaga.text.wordlist import wordlist

_LINE_OR_PAGE = re.compile(r"[^\n\f]+|\f")
_WRAPPED_AT_MOST = 161  # median length of lines, in characters, from which nobody has wrapped them
_NARROWEST = 40  # what is shorter was not broken for want of room
_MOSTLY = 0.9
_ENDS = re.compile(r"[.!?…:][\"”’')\]*_]*\Z")
_STARTS_ANEW = re.compile(r"[-–—*+•#>|\[(]|\d+[.)]\s|\d+:\d\d")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\xad]\Z")
_AFTER_LOOSE_HYPHEN = wordlist("och eller samt resp respektive and or und oder y o et ou")


class _Line(NamedTuple):
    """A line that is kept: where its words begin and end, and they themselves."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Unwrapping:
    """The edits that unwrap a text; how many line ends were joined, and which lines go as furniture."""

    edits: list[Edit]
    joined: int
    furniture: tuple[str, ...]


def unwrapping(text: str, openings: Collection[int], body: int = 0) -> Unwrapping:
    """Return how a text is unwrapped from ``body`` on; a line at one of the ``openings`` stays a line."""
    lines, gone = _lines(text, body)
    if not lines or median(len(line.words) for line in lines) >= _WRAPPED_AT_MOST:
        return Unwrapping([], 0, ())
    known = frozenset(openings)
    loose = _is_double_spaced(text, lines, known)
    by_word = median(len(line.words.split()) for line in lines) <= 1
    width = _width(lines)
    places = [line.start for line in gone]
    edits = _at_edges(lines, gone)
    joined = 0
    for line, following in pairwise(lines):
        gap = text[line.end : following.start]
        cut = "\f" in gap or bisect_left(places, line.end) < bisect_left(places, following.start)
        apart = gap.count("\n") > 1 and not loose and not cut
        joins = following.start not in known and not apart and not _STARTS_ANEW.match(following.words)
        if joins and (by_word or _goes_on(line.words, following.words, width, cut)):
            edits.append(_joined(line, following))
            joined += 1
        elif cut:
            edits.append(Edit(line.end, following.start, "\n\n" if gap.count("\n") > 2 else "\n"))
    return Unwrapping(sorted(edits), joined, tuple(line.words for line in gone))


def _lines(text: str, body: int) -> tuple[list[_Line], list[_Line]]:
    """The lines with words, and those of them that are furniture of pages."""
    pages: list[list[_Line]] = [[]]
    for found in _LINE_OR_PAGE.finditer(text, body):
        words = found[0].strip()
        if found[0] == "\f":
            pages.append([])
        elif words:
            start = found.start() + found[0].index(words)
            pages[-1].append(_Line(start, start + len(words), words))
    spelled = [[line.words for line in page] for page in pages]
    marked = furniture(spelled) if len(pages) > 1 else [running_numbers(spelled[0])]
    both = [
        (line, index in out)
        for page, out in zip(pages, marked, strict=True)
        for index, line in enumerate(page)
    ]
    return [line for line, out in both if not out], [line for line, out in both if out]


def _is_double_spaced(text: str, lines: Sequence[_Line], openings: Collection[int]) -> bool:
    """Whether every second line is blank, in the middle of sentences as well."""
    inside = [(line, other) for line, other in pairwise(lines) if other.start not in openings]
    blank = sum(1 for line, other in inside if text.count("\n", line.end, other.start) > 1)
    unfinished = sum(1 for line, _ in inside if not _ENDS.search(line.words))
    return len(inside) > 1 and blank >= len(inside) * _MOSTLY and unfinished * 3 >= len(inside)


def _width(lines: Sequence[_Line]) -> float:
    """How long lines became before they were broken."""
    lengths = [len(line.words) for line in lines]
    return quantiles(lengths, n=20)[-1] if len(lengths) > 1 else float(lengths[0])


def _goes_on(words: str, following: str, width: float, cut: bool) -> bool:
    """Whether a line goes on in the next: its first word had no room, or the sentence is not finished."""
    first = following.split(maxsplit=1)[0]
    full = len(words) + 1 + len(first) > width * _MOSTLY
    unfinished = not _ENDS.search(words)
    return (full and width >= _NARROWEST and not cut) or (unfinished and (cut or following[0].islower()))


def _joined(line: _Line, following: _Line) -> Edit:
    """One line end made a space; a word hyphenated over it is made whole."""
    first = following.words.split(maxsplit=1)[0]
    if not _HYPHEN.search(line.words) or not following.words[0].isalpha():
        return Edit(line.end, following.start, " ")
    if line.words.endswith("-") and first.casefold().strip(",.") in _AFTER_LOOSE_HYPHEN:
        return Edit(line.end, following.start, " ")
    if line.words[-2].isupper() or not following.words[0].islower():
        return Edit(line.end, following.start, "")
    return Edit(line.end - 1, following.start, "")


def _at_edges(lines: Sequence[_Line], gone: Sequence[_Line]) -> list[Edit]:
    """Furniture before the first line and after the last goes with its white space."""
    before = [line for line in gone if line.end <= lines[0].start]
    after = [line for line in gone if line.start >= lines[-1].end]
    edits = [Edit(before[0].start, lines[0].start, "")] if before else []
    return edits + ([Edit(lines[-1].end, after[-1].end, "")] if after else [])
