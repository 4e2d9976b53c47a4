"""When words were said: the times that stand in a transcript, and the place that is nearest to a time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from utsaga.model.span import Span
from utsaga.text.times import seconds
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turn

_CLOCK = r"-?\d{1,3}(?::\d{2}){1,3}(?:[.,;]\d{1,3})?"
_INSIDE = re.compile(rf"[\[(<{{][ \t]*({_CLOCK})(?:[ \t]*(?:-->|->|-|–|→)[ \t]*{_CLOCK})?[ \t]*[\])>}}]\s*")
"""A time inside a turn: only a clock in brackets, for ``(2.5)`` is a pause."""

_ASKED = re.compile(rf"(?P<at>@\s*)?(?P<clock>{_CLOCK}|(?(at)\d+(?:[.,]\d+)?\s*s))")
_BACK = 100
"""How many turns without a time are gone back over, at most, to find when something was said."""


class Moment(NamedTuple):
    """A place in a text (code points) and when it was said, in seconds of the recording."""

    start: int
    time: float


def moments(transcript: Transcript) -> Iterator[Moment]:
    """Yield every time that stands in a transcript, with the place of the words after it, in order."""
    for turn in transcript.turns:
        yield from in_turn(transcript, turn)


def in_turn(transcript: Transcript, turn: Turn) -> Iterator[Moment]:
    """Yield the times of a turn: the one that it opens with, and those among its words."""
    if turn.time is not None:
        yield Moment(turn.body, turn.time)
    for found in _INSIDE.finditer(transcript.text, turn.body, turn.end):
        time = seconds(found[1])
        if time is not None:
            yield Moment(found.end() if found.end() < turn.end else found.start(), time)


def said_at(transcript: Transcript, offset: int, *, back: int = _BACK) -> Moment | None:
    """The last time that stands at a place or before it, at most ``back`` turns before; None for none."""
    last = transcript.turns.last_before(offset)
    for index in range(last, max(last - back, 0) - 1, -1):
        turn = transcript.turns[index]
        before = [one for one in in_turn(transcript, turn) if one.start <= max(offset, turn.body)]
        if before:
            return before[-1]
    return None


def nearest(transcript: Transcript, time: float, within: Sequence[Span] | None = None) -> Moment | None:
    """The place whose time is nearest to one, the first of several as near; None without any times.

    ``within`` are the stretches in which it may lie, in order; None for anywhere.
    """
    allowed = (one for one in moments(transcript) if within is None or _inside(one.start, within))
    return min(allowed, key=lambda moment: abs(moment.time - time), default=None)


def _inside(start: int, spans: Sequence[Span]) -> bool:
    index = bisect_right(spans, start, key=lambda span: span.start) - 1
    return index >= 0 and start < spans[index].end


def asked_for(query: str) -> float | None:
    """The time, in seconds, that somebody asks for: ``12:30``, ``@1:02:03``, ``@90s``; None for words."""
    found = _ASKED.fullmatch(query.strip())
    return seconds(found["clock"]) if found else None


def only_time(query: str) -> bool:
    """Whether a time alone is asked for, and not also the words that spell it: ``@12:30``."""
    return query.lstrip().startswith("@") and asked_for(query) is not None
