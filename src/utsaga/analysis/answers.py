"""What was answered to the questions of the guide, over all transcripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from utsaga.analysis.asked import Proposal, likeliest, places_of
from utsaga.model.guide import Asked, GuideItem
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.guide.asked import asked_in
from utsaga.study.guide.versions import guide_of
from utsaga.study.phrases import counted
from utsaga.text.backchannels import may_answer
from utsaga.text.dialogue import Part, parts
from utsaga.text.transcript import Transcript


class State(Enum):
    """How it went with a question in a transcript; the values are words for people."""

    ANSWERED = "answered"
    NO_ANSWER = "asked, no answer"
    NOT_ASKED = "not asked"
    LIKELY = "perhaps asked"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Where a question was asked, and what follows up to the next confirmed question, half open."""

    asked: Span
    answer: Span


@dataclass(frozen=True, slots=True)
class Answer:
    """How it went with one question in one transcript.

    ``exchanges`` are there when somebody confirmed that it was asked, ``likely`` when nobody has said
    anything but there is a place where it may have been. ``past`` are other questions that were perhaps asked
    in the midst of the answer: as long as nobody confirms them it goes on over their answers.
    """

    question: GuideItem
    source: Source
    state: State
    exchanges: tuple[Exchange, ...] = ()
    likely: Proposal | None = None
    past: tuple[GuideItem, ...] = ()

    @property
    def caution(self) -> str:
        """That the answer may hold those to other questions, in words; empty where it does not."""
        if not self.past:
            return ""
        questions = counted(len(self.past), "other question")
        return f"goes on over places where {questions} may have been asked: confirm or reject them"


def answers(study: Study, question_id: str) -> list[Answer]:
    """How it went with a question in every transcript whose guide has it, in the order of transcripts."""
    found = (answers_in(study, source) for source in study.sources)
    return [answer for there in found for answer in there if answer.question.id == question_id]


def answers_in(study: Study, source: Source, places: Sequence[Proposal] | None = None) -> list[Answer]:
    """How it went with every question of a transcript's guide, in the order of the guide.

    ``places`` are those of ``asked.places_of`` for its guide, if they have been found before.
    """
    guide = guide_of(study, source)
    if guide is None:
        return []
    noted = asked_in(study, source)
    transcript = study.transcript(source.id)
    found = places_of(transcript, guide) if places is None else places
    likely = {proposal.question.id: proposal for proposal in likeliest(found, noted)}
    return [_answer(question, source, transcript, noted, likely) for question in guide.questions]


def exchanges(study: Study, source: Source) -> Iterator[tuple[str, Exchange]]:
    """Every confirmed question of a transcript by its id, with where it was asked and answered."""
    noted = asked_in(study, source)
    if any(one.asked for one in noted):
        end = len(study.transcript(source.id).text)
        yield from ((one.question, _exchange(one, noted, end)) for one in noted if one.asked)


def _answer(
    question: GuideItem,
    source: Source,
    transcript: Transcript,
    noted: Sequence[Asked],
    likely: Mapping[str, Proposal],
) -> Answer:
    mine = [one for one in noted if one.question == question.id]
    there = tuple(_exchange(one, noted, len(transcript.text)) for one in mine if one.asked)
    if there:
        state = State.ANSWERED if any(_is_answer(transcript, one) for one in there) else State.NO_ANSWER
        waiting = [one for one in likely.values() if one.question.id != question.id]
        past = (
            one.question
            for one in waiting
            if any(a.answer.start <= one.span.start < a.answer.end for a in there)
        )
        return Answer(question, source, state, there, past=tuple(past))
    if any(one.nowhere for one in mine):
        return Answer(question, source, State.NOT_ASKED)
    place = likely.get(question.id)
    return Answer(question, source, State.LIKELY if place else State.NOT_FOUND, likely=place)


def _is_answer(transcript: Transcript, exchange: Exchange) -> bool:
    """Whether participants say more in an exchange than that they listen."""
    text = transcript.text
    return any(
        may_answer(transcript, part.turn, text[part.span.start : part.span.end])
        for part in spoken(transcript, exchange.answer)
    )


def spoken(transcript: Transcript, span: Span) -> list[Part]:
    """What participants say in a stretch, by turn: an answer without the interviewer's words between."""
    return [
        part
        for part in parts(transcript, span)
        if not ((speaker := transcript.speaker(part.turn)) is not None and speaker.interviewer)
        and any(map(str.isalnum, transcript.text[part.span.start : part.span.end]))
    ]


def _exchange(one: Asked, noted: Sequence[Asked], end: int) -> Exchange:
    following = (other.start for other in noted if other.asked and other.start >= one.end)
    return Exchange(one.span, Span(one.end, min(following, default=end)))
