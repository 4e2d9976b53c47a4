"""What a search found as rows: each hit in its context."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.search.hits import Hit, context
from utsaga.text.moments import said_at
from utsaga.text.times import clock
from utsaga.text.transcript import Transcript
from utsaga.tui.screens.finding.quote_rows import turns

CONTEXT = 110
"""How many characters of context a hit has on either side, at most."""


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit in the list.

    ``speakers`` are those in whose turns it stands, None in one that no label opens. ``words`` is a stretch
    of the transcript as it stands; ``marks`` are the places in it (code points, from its beginning) that
    matched. ``left_out`` hits are not coded with the others.
    """

    hit: Hit
    place: str
    speakers: tuple[Speaker | None, ...]
    words: str
    marks: tuple[Span, ...]
    left_out: bool = False

    @property
    def id(self) -> str:
        """A name that no other hit of the search has."""
        return f"{self.hit.source}:{self.hit.start}:{self.hit.end}"


def hit_row(transcript: Transcript, hit: Hit) -> HitRow:
    """A hit with its context, turn and speakers."""
    before, matched, after = context(transcript.text, hit, CONTEXT)
    first = hit.start - len(before)
    in_turns = transcript.turns_in(Span(hit.start, hit.end))
    speakers = (transcript.speaker(turn) for turn in in_turns)
    moment = said_at(transcript, hit.start, back=0) if in_turns else None
    told = [turns(in_turns[0].index + 1, in_turns[-1].index + 1)] if in_turns else ["front matter"]
    told += [clock(moment.time)] if moment else []
    return HitRow(
        hit=hit,
        place=" · ".join(told),
        speakers=tuple(dict.fromkeys(speakers)),
        words=before + matched + after,
        marks=tuple(Span(word.start - first, word.end - first) for word in hit.words),
    )
