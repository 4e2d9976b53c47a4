"""Retrieval: the quotes of codes, each with who said it and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from utsaga.model.coding import Coding
from utsaga.model.source import Source, Speaker
from utsaga.study import Study
from utsaga.text.moments import said_at
from utsaga.text.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Quote:
    """A coding's words with their place.

    ``first_turn`` and ``last_turn`` are counted from 1, 0 in a text without turns; ``speakers`` are those
    whose words are in the passage, in the order in which they speak, the interviewer included. ``exact``
    says whether the words stand in the transcript as they were coded, and the coding is placed there.
    """

    coding: Coding
    source: Source
    first_turn: int
    last_turn: int
    speakers: tuple[Speaker, ...]
    exact: bool

    @property
    def participants(self) -> tuple[Speaker, ...]:
        """The speakers without interviewers."""
        return tuple(speaker for speaker in self.speakers if not speaker.interviewer)


def quotes_of(study: Study, code_id: str, *, below: bool = True) -> list[Quote]:
    """The quotes of a code and (with ``below``) of all codes below it, by source and place."""
    codes = study.codes.subtree(code_id) if below else [study.codes[code_id]]
    return quotes_for(study, study.held.codings_of(code.id for code in codes))


def quotes_for(study: Study, codings: Iterable[Coding]) -> list[Quote]:
    """Codings as quotes, in the order given; quickest when those of one source follow each other."""
    sources = {source.id: source for source in study.sources}
    return [
        quote_at(
            study.transcript(c.source),
            c,
            sources[c.source],
            placed=study.held.review(c.source, c.id) is None,
        )
        for c in codings
    ]


def quote_at(transcript: Transcript, coding: Coding, source: Source, *, placed: bool = True) -> Quote:
    """A coding as a quote; one that is not ``placed`` is never exact, whatever stands where it was."""
    touched = transcript.turns_in(coding.span)
    # A selection may end in the label of the next turn; nobody's words are in a label.
    turns = [turn for turn in touched if turn.body < coding.end and coding.start < turn.end] or touched
    speakers = dict.fromkeys(speaker for turn in turns if (speaker := transcript.speaker(turn)) is not None)
    return Quote(
        coding=coding,
        source=source,
        first_turn=turns[0].index + 1 if turns else 0,
        last_turn=turns[-1].index + 1 if turns else 0,
        speakers=tuple(speakers),
        exact=placed and transcript.text[coding.start : coding.end] == coding.quote,
    )


def said_when(study: Study, quote: Quote) -> float | None:
    """When a quote was said (seconds of the recording), by the times in the turn where it begins."""
    moment = said_at(study.transcript(quote.source.id), quote.coding.start, back=0)
    return moment.time if moment else None


def distinct(quotes: Iterable[Quote]) -> list[Quote]:
    """Quotes without those on the very passage of an earlier one (two codes, or two coders)."""
    seen: dict[tuple[str, int, int], Quote] = {}
    for quote in quotes:
        seen.setdefault((quote.source.id, quote.coding.start, quote.coding.end), quote)
    return list(seen.values())
