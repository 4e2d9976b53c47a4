"""A passage as dialogue: who says what in it."""

from __future__ import annotations

from typing import NamedTuple

from utsaga.model.span import Span
from utsaga.text.elisions import elision_in
from utsaga.text.spans import trimmed
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turn

OUTSIDE = -1
"""Index of the turn that stands for words outside every turn."""


class Part(NamedTuple):
    """What of a passage lies in one turn: its words, without label and blank edges."""

    turn: Turn
    span: Span


def parts(transcript: Transcript, span: Span) -> list[Part]:
    """Return a passage divided by turn, in order; turns of which it holds no words are left out.

    Words in the front matter belong to no turn; they become a part whose turn has the index
    ``OUTSIDE`` and no label, so that nothing of a passage is lost. An elision before the label of a turn
    goes with the words before it.
    """
    found: list[Part] = []
    at = span.start
    for turn in transcript.turns_in(span):
        found += _outside(transcript.text, at, min(turn.start, span.end))
        if found and (elision := elision_in(transcript.text, turn.start, min(turn.body, span.end))):
            found[-1] = found[-1]._replace(span=found[-1].span._replace(end=elision.end))
        words = trimmed(transcript.text, max(span.start, turn.body), min(span.end, turn.end))
        if words.start < words.end:
            found.append(Part(turn, words))
        at = turn.end
    return found + _outside(transcript.text, at, span.end)


def _outside(text: str, start: int, end: int) -> list[Part]:
    words = trimmed(text, start, max(start, end))
    if words.start == words.end:
        return []
    return [Part(Turn(OUTSIDE, words.start, words.end, words.start, None), words)]
