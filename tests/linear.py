"""Whether work grows no faster than what it works on."""

from __future__ import annotations

import time
from collections.abc import Callable

_MUCH = 0.4
"""Seconds of the processor; work that takes less on the larger size is quick enough, whatever its growth."""


def grows_with(work: Callable[[int], object], size: int) -> bool:
    """Whether four times the size takes about four times the work: sixteen times are twice too much.

    What is done in a moment counts as linear, so that only work is compared that a slow machine's other
    work cannot hide.
    """
    small = _seconds(work, size)
    large = _seconds(work, 4 * size)
    return large < _MUCH or large < 9 * small


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
