"""Times that stand in a text without a sign: what was said from a place on, and when.

Where turns are joined, the label and the time of the later one go out of the words. The time is kept beside
the text, at the place from which it holds; in a study's file it is spelled ``1204@0:04:12 1290@0:04:15.250``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from utsaga.text.edits import Edited
from utsaga.text.times import clock, seconds

_SPELLED = re.compile(r"(?<!\S)(\d{1,9})@(-?\d{1,3}:\d\d:\d\d(?:\.\d{3})?)(?!\S)")


class Moment(NamedTuple):
    """A place in a text (code points) and when it was said, in seconds of the recording."""

    start: int
    time: float


def in_order(times: Iterable[Moment]) -> tuple[Moment, ...]:
    """Return times by their places; of several at one place the last, which is that of the words there."""
    return tuple(sorted({moment.start: moment for moment in sorted(times, key=_place)}.values()))


def carried(times: Iterable[Moment], edited: Edited) -> tuple[Moment, ...]:
    """Return times where their words are after edits."""
    return in_order(Moment(edited.place(moment.start), moment.time) for moment in times)


def spelled(times: Iterable[Moment]) -> str:
    """Return times as they stand in a study's file."""
    return " ".join(f"{moment.start}@{clock(moment.time)}" for moment in times)


def read(spelling: str) -> tuple[Moment, ...]:
    """Return the times of a spelling; what is not one, in a file changed by hand, is passed over."""
    found = ((int(one[1]), seconds(one[2])) for one in _SPELLED.finditer(spelling))
    return in_order(Moment(start, time) for start, time in found if time is not None)


def _place(moment: Moment) -> int:
    return moment.start
