"""Joining neighbouring turns of one speaker: offered, never forced."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from utsaga.text.edits import Edit
from utsaga.text.turns import Turn


def joining(turns: Sequence[Turn]) -> list[Edit]:
    """Return the edits that join neighbouring turns of one speaker.

    The label and the time of the later turn go; turns of nobody known stay apart, because they may be of
    several people.
    """
    return [
        Edit(turn.end, following.body, " " if following.body < following.end and turn.body < turn.end else "")
        for turn, following in pairwise(turns)
        if turn.label is not None and turn.label == following.label
    ]
