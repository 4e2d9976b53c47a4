"""How a label stands in the speaker table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from utsaga.study.people.speaker_table import Row
from utsaga.study.words import counted
from utsaga.tui.parts import Line, Part

_INDENT = "     "
_NAMED = 3
"""How many participants of one label are named, at most."""


def look(row: Row, participant_name: Callable[[str], str], key: Callable[[str], str]) -> list[Line]:
    """Label, who it is and how much is said under it; below, what is doubtful and the first words."""
    first = [
        Part(f" {'✓' if row.used else '·'} ", "key"),
        Part(row.label, "strong" if row.used else "muted"),
        Part(f" + {', '.join(row.also)}" if row.also else "", "muted"),
        Part(f" = {' / '.join(row.names)}" if row.names else "", "strong"),
        Part("  "),
        Part(" · ".join(_facts(row, participant_name)), "muted"),
    ]
    doubt = ""
    if row.doubt:
        proposal = f"; {key('speakers.merge')} merges" if row.near else ""
        proposal = f"; {key('speakers.interviewer')} makes it one" if row.asks else proposal
        doubt = f"? {row.doubt}{proposal}  "
    second = [
        Part(_INDENT),
        Part(doubt, "warning" if row.used else "muted"),
        Part(" ".join(row.sample.split()), "muted"),
    ]
    return [first, second]


def _facts(row: Row, participant_name: Callable[[str], str]) -> Iterator[str]:
    if not row.used:
        yield f"not a speaker; opens {counted(row.turns, 'line')}"
    else:
        if any(speaker.interviewer for speaker in row.speakers):
            yield "interviewer" if row.interviews else "interviewer in some"
        if row.several:
            yield "several or unknown, not counted"
        if len(row.participants) > _NAMED:
            yield counted(len(row.participants), "participant")
        elif row.participants:
            yield "participant " + ", ".join(map(participant_name, row.participants))
        yield counted(row.turns, "turn")
        yield counted(row.words, "word")
    titles = dict.fromkeys(place.title for place in row.places)
    if len(titles) > 1:
        yield f"in {counted(len(titles), 'transcript')}"
    else:
        yield from titles
