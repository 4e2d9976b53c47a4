"""Running headers and page numbers: what a page repeats, and nobody said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 2  # lines at the top and at the bottom of a page that may be furniture
_LONGEST = 120
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"\W*(?:(?:sida|sid|s|page|p|pg)\b\.?\s*)?(\d{1,4})(?:\s*(?:av|of|/|\()\s*\d{1,4})?\W*", re.IGNORECASE
)


def furniture(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """Return which lines of each page are furniture, by their index.

    They stand among the first or last two lines with words, and recur, but for their numbers, on half of
    the pages (two at least). A page's number alone on its first or last line is one wherever it stands, and
    so is any number there on the only page.
    """
    edges = [_edges(page) for page in pages]
    counts: Counter[tuple[bool, str]] = Counter()
    for page, (top, bottom) in zip(pages, edges, strict=True):
        counts.update({(True, _masked(page[index])) for index in top})
        counts.update({(False, _masked(page[index])) for index in bottom})
    enough = max(2, len(pages) / 2)
    return [
        {index for index in top if counts[True, _masked(page[index])] >= enough}
        | {index for index in bottom if counts[False, _masked(page[index])] >= enough}
        | {
            index
            for index in (*top[:1], *(top + bottom)[1:][-1:])
            if _numbers(page[index], number, len(pages))
        }
        for number, (page, (top, bottom)) in enumerate(zip(pages, edges, strict=True), 1)
    ]


def page_number(line: str) -> int | None:
    """Return the number on a line that holds a page number alone: ``- 12 -``, ``Sida 12 av 40``."""
    found = _NUMBER.fullmatch(line) if len(line) <= _LONGEST else None
    return int(found[1]) if found else None


def running_numbers(lines: Sequence[str]) -> set[int]:
    """Return which lines of a text without pages are page numbers: three or more that count up by one."""
    numbered = [
        (index, number) for index, line in enumerate(lines) if (number := page_number(line)) is not None
    ]
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for index, number in numbered:
        if run and number != run[-1][1] + 1:
            found |= {place for place, _ in run} if len(run) > 2 else set()
            run = []
        run.append((index, number))
    return found | ({place for place, _ in run} if len(run) > 2 else set())


def _numbers(line: str, page: int, pages: int) -> bool:
    """Whether a line is the number of a page, counted from 1."""
    found = page_number(line)
    return found is not None and (found == page or pages == 1)


def _edges(page: Sequence[str]) -> tuple[list[int], list[int]]:
    filled = [index for index, line in enumerate(page) if line.strip() and len(line) <= _LONGEST]
    return filled[:_EDGE], filled[_EDGE:][-_EDGE:]


def _masked(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))
