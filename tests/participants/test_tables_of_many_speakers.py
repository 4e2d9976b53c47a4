"""The table of speakers is made in work that hardly grows faster than the speakers do."""

from __future__ import annotations

import time

from utsaga.model.source import Speaker
from utsaga.study.people.speaker_table import Standing, table


def standing(number: int) -> Standing:
    """A speaker whose name nobody else has, in a text with others."""
    speaker = Speaker(f"Anna Ek {number}x{number * 7919 % 9973}", f"Anna {number}")
    return Standing("a", "A", speaker, True, 2 + number % 3, 9, 0, "Ja.", "", 0)


def cost(count: int) -> float:
    """How many seconds of the processor a table of so many speakers takes."""
    found = [standing(number) for number in range(count)]
    before = time.process_time()
    assert len(table(found)) == count
    return time.process_time() - before


def test_four_times_the_speakers_take_no_sixteen_times_the_work() -> None:
    """Only processor time is looked at, and another try is allowed: the square is 16 times, the cube 64."""
    cost(50)
    ratios: list[float] = []
    while not ratios or (min(ratios) >= 12 and len(ratios) < 4):
        ratios.append(cost(1_000) / max(cost(250), 0.02))
    assert min(ratios) < 12
