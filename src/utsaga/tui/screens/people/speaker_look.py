"""How a label stands in the speaker table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from utsaga.study.people.speaker_table import Row
from utsaga.study.phrases import counted
from utsaga.text.cells import shortened
from utsaga.tui.parts import SHORT_NAME, Line, Part, width_of

_INDENT = "     "
_NAMED = 3
"""How many participants of one label are named, at most."""


def look(
    row: Row, participant_name: Callable[[str], str], key: Callable[[str], str], width: int
) -> list[Line]:
    """Label, who it is and how much is said under it; below, what is doubtful and the first words."""
    first = [
        Part(f" {'✓' if row.used else '·'} ", "key"),
        Part(row.label, "strong" if row.used else "muted", SHORT_NAME),
        Part(f" + {', '.join(row.also)}" if row.also else "", "muted", SHORT_NAME),
        Part(f" = {' / '.join(row.names)}" if row.names else "", "strong", SHORT_NAME),
        Part("  "),
        *_facts(row, participant_name),
    ]
    doubt = ""
    if row.doubt:
        proposal = f"; {key('speakers.merge')} merges" if row.near else ""
        proposal = f"; {key('speakers.interviewer')} makes it one" if row.asks else proposal
        doubt = f"? {row.doubt}{proposal}  "
    said = Part(doubt, "warning" if row.used else "muted")
    # The words are a taste of what this speaker says, as long as there is room.
    room = max(0, width - width_of([said]) - len(_INDENT))
    return [first, [Part(_INDENT), said, Part(shortened(" ".join(row.sample.split()), room), "muted")]]


def _facts(row: Row, participant_name: Callable[[str], str]) -> Iterator[Part]:
    for n, (said, least) in enumerate(_told(row, participant_name)):
        if n:
            yield Part(" · ", "muted")
        yield Part(said, "muted", least)


def _told(row: Row, participant_name: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    """What there is to say, and in how few cells (0: never shorter)."""
    if not row.used:
        yield f"not a speaker; opens {counted(row.turns, 'line')}", 0
    else:
        if any(speaker.interviewer for speaker in row.speakers):
            yield "interviewer" if row.interviews else "interviewer in some", 0
        if row.several:
            yield "several or unknown, not counted", SHORT_NAME
        if len(row.participants) > _NAMED:
            yield counted(len(row.participants), "participant"), 0
        elif row.participants:
            named = ", ".join(map(participant_name, row.participants))
            yield f"participant {named}", len("participant ") + SHORT_NAME
        yield counted(row.turns, "turn"), 0
        yield counted(row.words, "word"), 0
    titles = dict.fromkeys(place.title for place in row.places)
    if len(titles) > 1:
        yield f"in {counted(len(titles), 'transcript')}", 0
    else:
        yield from ((title, SHORT_NAME) for title in titles)
