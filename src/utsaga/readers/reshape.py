"""A reading in another form, on request: lines unwrapped, neighbouring turns joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.readers.reading import Aside, Reading
from utsaga.text.edits import Edit, Edited
from utsaga.text.joining import joined_times, joining, neighbours
from utsaga.text.kept_times import carried, in_order
from utsaga.text.speakers import recounted
from utsaga.text.turns import Turns
from utsaga.text.unwrapping import Unwrapping, unwrapping

NOT_BROKEN = "no line ends were joined: the lines are no sentences that go on in the next line"

_LOOKED_AT = 500_000  # characters that are looked at for what to offer: eight hours of speech
_LEAST_BROKEN = 5
_BROKEN_SHARE = 0.3  # of the line ends, from which a text is taken for hard-wrapped
_LEAST_DIVIDED = 2
_DIVIDED_SHARE = 0.1  # of the turns, from which they are taken for pieces of turns


@dataclass(frozen=True, slots=True)
class Offers:
    """What seems right to do to a reading: how many line ends ``unwrapped`` would join, and how many turns
    ``joined``; 0 where there is little reason to. In a long text they are counted at its beginning.
    """

    unwrap: int = 0
    join: int = 0


def offers(reading: Reading, speakers: Sequence[Speaker] | None = None) -> Offers:
    """Return what to offer the user about a reading; nothing is changed.

    ``speakers`` here and below are those that the user says; None for those of the reading.
    """
    end = reading.text.find("\n", reading.body + _LOOKED_AT)
    if end >= 0:
        reading = replace(reading, text=reading.text[:end])
    turns = _turns(reading, speakers)
    broken = _unwrapping(reading, turns).joined
    lines = sum(1 for line in reading.text[reading.body :].split("\n") if line.strip())
    divided = sum(1 for _ in neighbours(turns))
    return Offers(
        broken if broken >= _LEAST_BROKEN and broken >= lines * _BROKEN_SHARE else 0,
        divided if divided >= _LEAST_DIVIDED and divided >= len(turns) * _DIVIDED_SHARE else 0,
    )


def joined(reading: Reading, speakers: Sequence[Speaker] | None = None) -> Reading:
    """Return a reading in which neighbouring turns of one speaker are one; itself where there are none.

    The times of the others are kept beside the text; comments stay on their words.
    """
    turns = _turns(reading, speakers)
    edits = joining(reading.text, turns)
    times = joined_times(turns, Edited(reading.text, edits))
    kept = f"; times kept where they were: {len(times)}" if times else ""
    note = f"turns joined with the one before, by the same speaker: {sum(1 for _ in neighbours(turns))}{kept}"
    after = _reshaped(reading, edits, note)
    return replace(after, times=in_order((*after.times, *times)))


def unwrapped(reading: Reading, speakers: Sequence[Speaker] | None = None) -> Reading:
    """Return a reading in which lines that were broken by hand or by a page are joined.

    Where none is, a note says so. Running headers and page numbers are set aside; comments stay with their
    words.
    """
    turns = _turns(reading, speakers)
    done = _unwrapping(reading, turns)
    if not done.edits:
        return replace(reading, notes=(*reading.notes, NOT_BROKEN))
    note = f"line ends joined: {done.joined}; headers and page numbers set aside: {len(done.furniture)}"
    asides = tuple(Aside("page furniture", line) for line in done.furniture)
    return _reshaped(replace(reading, asides=(*reading.asides, *asides)), done.edits, note)


def _turns(reading: Reading, speakers: Sequence[Speaker] | None) -> Turns:
    return Turns(reading.text, reading.speakers if speakers is None else speakers, reading.body)


def _unwrapping(reading: Reading, turns: Turns) -> Unwrapping:
    text = reading.text
    openings = {turn.start for turn in turns if turn.body > turn.start}
    # What stands below a label is not to stand beside it: without a colon the label would be lost.
    openings |= {turn.body for turn in turns if "\n" in text[turn.start : turn.body]}
    return unwrapping(reading.text, openings, reading.body)


def _reshaped(reading: Reading, edits: Sequence[Edit], note: str) -> Reading:
    """A reading after edits, which leave its front matter alone."""
    if not edits:
        return reading
    edited = Edited(reading.text, edits)
    body = edited.place(reading.body)
    comments = []
    for comment in reading.comments:
        start, end = edited.span(Span(comment.start, comment.end))
        if start < end:
            comments.append(replace(comment, start=start, end=end))
    return replace(
        reading,
        text=edited.text,
        proposal=recounted(replace(reading.proposal, body=body), edited.text, body),
        notes=(*reading.notes, note),
        comments=tuple(comments),
        times=carried(reading.times, edited),
    )
