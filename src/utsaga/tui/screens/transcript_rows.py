"""All transcripts as rows: how long each is, who speaks, and how far its coding has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from utsaga.model.ids import shown_time
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.text.transcript import Transcript


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """A transcript in the list.

    ``measured`` is None until somebody has looked into the text; ``mine`` and ``others`` count codings by
    this coder and by all others; ``last`` is the turn in which the coder was last, 0 for the beginning.
    """

    source: Source
    measured: Measured | None = None
    mine: int = 0
    others: int = 0
    last: int = 0

    @property
    def id(self) -> str:
        """The source's id."""
        return self.source.id


@dataclass(frozen=True, slots=True)
class Measured:
    """What is in a text. ``share`` is the part of what is said (0..1) that has a code."""

    turns: int
    words: int
    share: float
    problem: str = ""


def measured_row(study: Study, source: Source, place: int = 0) -> TranscriptRow:
    """A transcript with everything counted; ``place`` is the offset at which the coder was last.

    Raises:
        UtsagaError: the text cannot be read.
    """
    transcript = study.transcript(source.id)
    codings = list(study.held.codings(source.id))
    mine = sum(coding.coder == study.coder for coding in codings)
    measured = measure(transcript, [coding.span for coding in codings])
    last = transcript.turn_at(place).index + 1 if place and transcript.turns else 0
    return TranscriptRow(source, measured, mine, len(codings) - mine, last)


def measure(transcript: Transcript, coded: Iterable[Span]) -> Measured:
    """Turns and words of a transcript, without labels and front matter, and how much of it is coded."""
    said = [turn.words for turn in transcript.turns]
    length = sum(span.end - span.start for span in said)
    return Measured(
        turns=len(said),
        words=sum(len(transcript.text[span.start : span.end].split()) for span in said),
        share=_common(said, merged(coded)) / length if length else 0.0,
    )


def merged(spans: Iterable[Span]) -> list[Span]:
    """The stretches that some spans cover together, in order, none touching the next."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.start < span.end:
            joined.append(span)
    return joined


def speakers_said(source: Source) -> str:
    """Who speaks, the interviewers last and in brackets."""
    participants = [speaker.shown for speaker in source.speakers if not speaker.interviewer]
    interviewers = [f"({speaker.shown})" for speaker in source.speakers if speaker.interviewer]
    return ", ".join([*participants, *interviewers])


def status_said(source: Source) -> str:
    """How far a transcript has come, who said so and when; nothing as long as nobody has."""
    if not source.status_at:
        return ""
    return f"{source.status} ({source.status_coder}, {shown_time(source.status_at)})"


def _common(some: list[Span], others: list[Span]) -> int:
    """How many characters two lists of spans share; each in order and without overlap."""
    shared = one = other = 0
    while one < len(some) and other < len(others):
        start = max(some[one].start, others[other].start)
        end = min(some[one].end, others[other].end)
        shared += max(0, end - start)
        if some[one].end <= others[other].end:
            one += 1
        else:
            other += 1
    return shared
