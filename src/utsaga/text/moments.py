"""When words were said: the times that stand in a transcript, and the place where a time is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import pairwise

from utsaga.model.span import Span
from utsaga.text.kept_times import Moment
from utsaga.text.times import seconds
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turn

_CLOCK = r"-?\d{1,3}(?::\d{2}){1,3}(?:[.,;]\d{1,3})?"
_INSIDE = re.compile(rf"[\[(<{{][ \t]*({_CLOCK})(?:[ \t]*(?:-->|->|-|–|→)[ \t]*{_CLOCK})?[ \t]*[\])>}}]\s*")
"""A time inside a turn: only a clock in brackets, for ``(2.5)`` is a pause."""

_ASKED = re.compile(rf"(?P<at>@\s*)?(?P<clock>{_CLOCK}|(?(at)\d+(?:[.,]\d+)?\s*s))")
_SLOW = 1.0
"""Seconds that a word takes of one who speaks slowly and pauses; in talk it is about a third of that."""

_BACK = 100
"""How many turns without a time are gone back over, at most, to find when something was said."""


def moments(transcript: Transcript) -> Iterator[Moment]:
    """Yield every time that stands in a transcript, with the place of the words after it, in order."""
    for turn in transcript.turns:
        yield from in_turn(transcript, turn)


def in_turn(transcript: Transcript, turn: Turn) -> Iterator[Moment]:
    """Yield the times of a turn: the one that it opens with, those among its words and those kept beside."""
    if turn.time is not None:
        yield Moment(turn.body, turn.time)
    yield from merge(_among_words(transcript, turn), transcript.times_in(turn))


def _among_words(transcript: Transcript, turn: Turn) -> Iterator[Moment]:
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


def at_time(transcript: Transcript, time: float, within: Sequence[Span] | None = None) -> Moment | None:
    """The place from which was said what was said at a time: the last mark up to it, by the clock.

    Of several marks of one time it is the first. Where all are later, it is where the first turn begins, with
    the earliest time. None without any, and for a time at which the recording must have ended.
    ``within`` are the stretches in which it may lie, in order; None for anywhere.
    """
    there = list(moments(transcript))
    if not there or time > _ended_by(transcript, there):
        return None
    allowed = [one for one in there if within is None or _inside(one.start, within)]
    until = (one for one in allowed if one.time <= time)
    found = max(until, key=_time, default=None) or min(allowed, key=_time, default=None)
    first = transcript.turns[0].body
    if found and found.time > time and (within is None or _inside(first, within)):
        return Moment(first, found.time)
    return found


def _ended_by(transcript: Transcript, there: Sequence[Moment]) -> float:
    """When a recording had ended at the latest, in seconds.

    The words after the last mark were spoken slowly at worst, or it was as far to the end as it ever is from
    one mark to the next.
    """
    last = max(there, key=_time)
    times = sorted(one.time for one in there)
    longest = max((after - before for before, after in pairwise(times)), default=0.0)
    return last.time + max(longest, _SLOW * len(transcript.text[last.start :].split()))


def _time(moment: Moment) -> float:
    return moment.time


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
