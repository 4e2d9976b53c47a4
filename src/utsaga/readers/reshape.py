"""A reading in another form, on request: lines unwrapped, neighbouring turns joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from utsaga.model.span import Span
from utsaga.readers.reading import Aside, Reading
from utsaga.text.edits import Edit, Edited
from utsaga.text.joining import joining
from utsaga.text.speakers import recounted
from utsaga.text.turns import Turns
from utsaga.text.unwrapping import unwrapping


def joined(reading: Reading) -> Reading:
    """Return a reading in which neighbouring turns of one speaker are one; itself where there are none.

    The time of a turn is that of its first; comments stay on their words.
    """
    edits = joining(Turns(reading.text, reading.speakers, reading.body))
    return _reshaped(reading, edits, f"turns joined with the one before, by the same speaker: {len(edits)}")


def unwrapped(reading: Reading) -> Reading:
    """Return a reading in which lines that were broken by hand or by a page are joined; itself where none is.

    Running headers and page numbers are set aside; comments stay on their words.
    """
    turns = Turns(reading.text, reading.speakers, reading.body)
    openings = {turn.start for turn in turns if turn.body > turn.start}
    done = unwrapping(reading.text, openings, reading.body)
    note = f"line ends joined: {done.joined}; headers and page numbers set aside: {len(done.furniture)}"
    asides = tuple(Aside("page furniture", line) for line in done.furniture)
    return _reshaped(replace(reading, asides=(*reading.asides, *asides)), done.edits, note)


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
    )
