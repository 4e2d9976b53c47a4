"""Transcripts at a glance: how long each is, how much of it is coded, how often it was read.

What interviewers and moderators say is left out of words, and of the share that is coded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.passes import passes_in
from utsaga.text.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Measured:
    """What is in a text: all its turns, and the words of participants.

    ``interviewer_words`` are the others; ``share`` is the part of what participants say (0..1) that has
    a code.
    """

    turns: int
    words: int
    share: float
    interviewer_words: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """A transcript; codings and the dates of readings are by coder.

    ``waiting`` counts passages, with a code or a memo, that a person must place.
    """

    source: Source
    measured: Measured
    codings: Mapping[str, int]
    passes: Mapping[str, tuple[str, ...]]
    waiting: int = 0


def overview(study: Study, source: Source) -> Overview:
    """A transcript with everything counted.

    Raises:
        UtsagaError: the text cannot be read.
    """
    codings = list(study.held.codings(source.id))
    measured = measure(study.transcript(source.id), [coding.span for coding in study.held.placed(source.id)])
    passes: dict[str, tuple[str, ...]] = {}
    for one in passes_in(study, source):
        passes[one.coder] = (*passes.get(one.coder, ()), one.created)
    by_coder = Counter(coding.coder for coding in codings)
    return Overview(source, measured, by_coder, passes, len(study.held.reviews(source.id)))


def measure(transcript: Transcript, coded: Iterable[Span]) -> Measured:
    """Turns and words of a transcript, without labels and front matter, and how much of it is coded."""
    said: list[Span] = []
    words = interviewers = 0
    for turn in transcript.turns:
        number = len(transcript.text[turn.words.start : turn.words.end].split())
        speaker = transcript.speaker(turn)
        if speaker is not None and speaker.interviewer:
            interviewers += number
        else:
            words += number
            said.append(turn.words)
    length = sum(span.end - span.start for span in said)
    share = _common(said, merged(coded)) / length if length else 0.0
    return Measured(len(transcript.turns), words, share, interviewers)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The stretches that some spans cover together, in order, none touching the next."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.start < span.end:
            joined.append(span)
    return joined


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
