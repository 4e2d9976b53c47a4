"""Joining neighbouring turns of one speaker: offered, never forced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from utsaga.text.edits import Edit, Edited
from utsaga.text.elisions import elision_in
from utsaga.text.kept_times import Moment
from utsaga.text.turns import Turn


def joining(text: str, turns: Sequence[Turn]) -> list[Edit]:
    """Return the edits that join neighbouring turns of one speaker.

    The label and the time of the later turn go out of the text (``joined_times`` keeps them), an elision
    before the label stays; turns of nobody known stay apart, because they may be of several people.
    """
    edits = []
    for turn, following in neighbours(turns):
        at = turn.end
        if elision := elision_in(text, following.start, following.body):
            edits.append(Edit(at, elision.start, " "))
            at = elision.end
        apart = following.body < following.end and (turn.body < turn.end or elision)
        edits.append(Edit(at, following.body, " " if apart else ""))
    return edits


def joined_times(turns: Sequence[Turn], edited: Edited) -> list[Moment]:
    """Return the times that ``joining`` takes out of a text, at the words that they stood before."""
    return [
        Moment(edited.place(following.body), following.time)
        for _, following in neighbours(turns)
        if following.time is not None and following.body < following.end
    ]


def neighbours(turns: Sequence[Turn]) -> Iterator[tuple[Turn, Turn]]:
    """Turns with the one after, by the same speaker."""
    return (
        (turn, following)
        for turn, following in pairwise(turns)
        if turn.label is not None and turn.label == following.label
    )
