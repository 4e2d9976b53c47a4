"""How many random examples tests try: few in every run, more where ``UTSAGA_TRIES`` says how many times.

UTSAGA_TRIES=20 make test
"""

from __future__ import annotations

import os

from hypothesis import settings

TIMES = max(1, int(os.environ.get("UTSAGA_TRIES", "1")))


def tries(number: int) -> settings:
    """Settings for so many examples, times what the environment asks for."""
    return settings(max_examples=number * TIMES, deadline=None)
