"""A text divided for searching: turns or paragraphs, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from utsaga.model.span import Span

_BLANK = re.compile(r"\n[ \t]*\n\s*")
_LONG = 2000  # characters; a longer stretch without a blank line has a turn a line


class Piece(NamedTuple):
    """A stretch of a text, in code points, half open; ``near``: what stands in it is near each other."""

    start: int
    end: int
    near: bool


def pieces(text: str, turns: Sequence[Span] | None) -> list[Piece]:
    """All that is not blank in a text, in order: its turns and what stands between them; or paragraphs."""
    if turns is None:
        return [Piece(start, end, True) for start, end in paragraphs(text)]
    found: list[Piece] = []
    done = 0
    for start, end in turns:
        if start > done and not text[done:start].isspace():
            found.append(Piece(done, start, False))
        if end > start:
            found.append(Piece(start, end, True))
        done = max(done, end)
    if done < len(text) and not text[done:].isspace():
        found.append(Piece(done, len(text), False))
    return found


def paragraphs(text: str) -> list[Span]:
    """What stands between blank lines; where that is very long, its lines."""
    found: list[Span] = []
    start = 0
    for end, after in [*(match.span() for match in _BLANK.finditer(text)), (len(text), len(text))]:
        found += [Span(start, end)] if end - start <= _LONG else _lines(text, start, end)
        start = after
    return [span for span in found if span.start < span.end]


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield Span(start, stop)
        start = stop + 1
