"""Retrieval: the quotes of codes, each with who said it and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from utsaga.model.coding import Coding
from utsaga.model.review import Review
from utsaga.model.source import Source, Speaker
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.text.moments import said_at
from utsaga.text.transcript import Transcript

NOWHERE = Span(-1, -1)
"""Where words stand that are not placed: no passage of a text shares a character with it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A coding's words with their place.

    ``first_turn`` and ``last_turn`` are counted from 1, 0 in a text without turns; ``speakers`` are those
    whose words are in the passage, in the order in which they speak, the interviewer included. ``exact``
    says whether the words stand in the transcript as they were coded, and the coding is placed there. Of
    one that is not, no turn is known, and ``speakers`` are those who had said the words when they were
    lost, as far as that was noted: whoever speaks at the old place now may be somebody else.
    """

    coding: Coding
    source: Source
    first_turn: int
    last_turn: int
    speakers: tuple[Speaker, ...]
    exact: bool

    @property
    def participants(self) -> tuple[Speaker, ...]:
        """The speakers who are one person each and no interviewers."""
        return tuple(speaker for speaker in self.speakers if speaker.counts)

    @property
    def span(self) -> Span:
        """Where the words stand; nowhere when that is not known."""
        return self.coding.span if self.exact else NOWHERE


def quotes_for(study: Study, codings: Iterable[Coding]) -> list[Quote]:
    """Codings as quotes, in the order given; quickest when those of one source follow each other."""
    sources = {source.id: source for source in study.sources}
    return [
        quote_at(study.transcript(c.source), c, sources[c.source], study.held.review(c.source, c.id))
        for c in codings
    ]


def quote_at(transcript: Transcript, coding: Coding, source: Source, review: Review | None = None) -> Quote:
    """A coding as a quote; one with a ``review`` waits to be placed, whatever stands where it was."""
    if review is not None or transcript.text[coding.start : coding.end] != coding.quote:
        noted = review.speakers if review is not None else ()
        known = {label: speaker for speaker in source.speakers for label in speaker.labels}
        speakers = tuple(dict.fromkeys(known[label] for label in noted if label in known))
        return Quote(coding, source, 0, 0, speakers, exact=False)
    turns = transcript.said_in(coding.span)
    return Quote(
        coding=coding,
        source=source,
        first_turn=turns[0].index + 1 if turns else 0,
        last_turn=turns[-1].index + 1 if turns else 0,
        speakers=transcript.speakers_of(turns),
        exact=True,
    )


def said_when(study: Study, quote: Quote) -> float | None:
    """When a quote was said (seconds of the recording), by the times in the turn where it begins."""
    if not quote.exact:
        return None
    moment = said_at(study.transcript(quote.source.id), quote.coding.start, back=0)
    return moment.time if moment else None


def distinct(quotes: Iterable[Quote]) -> list[Quote]:
    """Quotes without those on the very passage of an earlier one (two codes, or two coders)."""
    seen: dict[tuple[str, Span, bool, str], Quote] = {}
    for quote in quotes:
        coding = quote.coding
        seen.setdefault((quote.source.id, coding.span, quote.exact, coding.quote), quote)
    return list(seen.values())
