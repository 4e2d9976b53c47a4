"""Labels that stand in mid-line and open no turn: what a re-flow makes of turns that no empty line parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from utsaga.model.source import Speaker
from utsaga.text.labels import spellings
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turns

_KEY = 40
"""Characters from a label on, white space apart, by which the same place is known in two texts."""
_LOOKED_AT = 4 * _KEY
_AFTER = r"""[.!?…/\])}>*_\"”’–—-]"""
_SIGN = re.compile(r"[ \t]*[:;：](?=\s)")


def unopened(old: Transcript, new: Transcript) -> int:
    """How many labels that opened turns in the old text stand in mid-line before the same words in the new.

    A label that went with its words, or stands before other words now, is none of them.
    """
    was_open, was_inside = _places(old, old)
    is_open, is_inside = _places(new, old)
    return sum(
        max(0, min(number - is_open[key], is_inside[key] - was_inside[key]))
        for key, number in was_open.items()
    )


def in_mid_line(transcript: Transcript) -> int:
    """How many labels of a text's speakers stand in mid-line, with a colon, and open no turn."""
    text = transcript.text
    return sum(
        not opens and bool(_SIGN.match(text, end)) for _, end, opens in _labels(transcript, transcript)
    )


def labels_after_signs(text: str, speakers: Sequence[Speaker], body: int) -> Iterator[int]:
    """Where labels of speakers stand, with a colon, after a sign, and open no turn: ``(paus) IP: Ja``.

    A label after a word, as in ``då sa Anna: kom``, is mostly somebody who is told of.
    """
    labels = {label for one in speakers for label in spellings(one.labels) if label}
    if not labels:
        return
    written = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    turns = None
    for found in re.finditer(rf"{_AFTER}[ \t]*((?:{written})[ \t]*[:;：])(?=\s)", text[body:]):
        turns = turns or Turns(text, speakers, body)
        start = body + found.start(1)
        turn = turns.last_before(start)
        if turn >= 0 and start >= turns[turn].body:
            yield start


def _places(text: Transcript, known: Transcript) -> tuple[Counter[str], Counter[str]]:
    """The places of labels by what stands there: those that open turns, and the others."""
    opening: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for start, _, opens in _labels(text, known):
        key = " ".join(text.text[start : start + _LOOKED_AT].split())[:_KEY]
        (opening if opens else inside)[key] += 1
    return opening, inside


def _labels(text: Transcript, known: Transcript) -> Iterator[tuple[int, int, bool]]:
    """Where the labels of the speakers known from a text stand in a text: start, end, whether one opens."""
    labels = {label for one in known.speakers for label in spellings(one.labels) if label}
    names = sorted(labels, key=len, reverse=True)
    if not names:
        return
    # A label of several words may be broken in a re-flow, too.
    written = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
    turns = [(turn.start, turn.body) for turn in text.turns if turn.label is not None]
    starts = [start for start, _ in turns]
    for found in re.finditer(rf"(?<!\w)(?:{written})(?!\w)", text.text):
        turn = bisect_right(starts, found.start()) - 1
        yield found.start(), found.end(), turn >= 0 and found.start() < turns[turn][1]
