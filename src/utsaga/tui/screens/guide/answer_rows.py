"""What became of a guide question in a transcript, as rows: where it was asked, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from utsaga.analysis.answers import Answer, State, spoken
from utsaga.analysis.persons import Persons
from utsaga.model.source import Source, Speaker
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.text.dialogue import Part as Said
from utsaga.text.transcript import Transcript
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.screens.guide.guide_rows import state_part
from utsaga.tui.wrapping import wrapped

_INDENT = 3
_LONGEST = 900
"""How many characters are shown of an answer."""

_AFTER = 280
"""How many characters are shown after a place that nobody has confirmed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a question was asked, or perhaps was: the interviewer's words, and what follows by speaker."""

    asked: str
    turn: int
    answer: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How it went with a question in a transcript. ``question`` is shown where rows are of several."""

    answer: Answer
    who: str
    passages: tuple[Passage, ...]
    question: str = ""

    @property
    def id(self) -> str:
        """The transcript and the question."""
        return f"{self.answer.source.id}:{self.answer.question.id}"

    @property
    def place(self) -> Span | None:
        """Where the question was asked, or perhaps was."""
        if self.answer.exchanges:
            return self.answer.exchanges[0].asked
        return self.answer.likely.span if self.answer.likely else None


def answer_row(study: Study, answer: Answer, question: str = "") -> AnswerRow:
    """The row of an answer."""
    people = (person.name for person in Persons(study).speaking(answer.source))
    return AnswerRow(answer, ", ".join(filter(None, people)), tuple(_passages(study, answer)), question)


def _passages(study: Study, answer: Answer) -> Iterator[Passage]:
    transcript = study.transcript(answer.source.id)
    names = _Names(Persons(study), answer.source)
    for one in answer.exchanges:
        yield _passage(transcript, names, one.asked, one.answer, _LONGEST)
    if answer.likely is not None:
        end = min(len(transcript.text), answer.likely.span.end + 3 * _AFTER)
        yield _passage(transcript, names, answer.likely.span, Span(answer.likely.span.end, end), _AFTER)


class _Names(NamedTuple):
    """What speakers of a source are called."""

    persons: Persons
    source: Source

    def of(self, speaker: Speaker | None) -> str:
        return self.persons.of(self.source, speaker).name if speaker is not None else ""


def _passage(transcript: Transcript, names: _Names, asked: Span, answer: Span, most: int) -> Passage:
    """What is asked and answered; at most so many characters of the answer, and how many words more."""
    shown: list[tuple[str, str]] = []
    rest: list[Said] = spoken(transcript, answer)
    left, more = most, 0
    for said in rest:
        words = transcript.text[said.span.start : said.span.end]
        if left <= 0:
            more += len(words.split())
            continue
        cut = words if len(words) <= left else words[:left].rsplit(" ", 1)[0]
        more += len(words.split()) - len(cut.split())
        shown.append((names.of(transcript.speaker(said.turn)), f"{cut} …" if cut != words else cut))
        left -= len(words)
    turn = transcript.turn_at(asked.start).index + 1
    return Passage(transcript.text[asked.start : asked.end], turn, tuple(shown), more)


def row_lines(row: AnswerRow, width: int) -> Sequence[Line]:
    """Where and who, what became of it; the question as it was asked; the answer by speaker."""
    answer = row.answer
    sure = f" · {answer.likely.sureness:.0%} sure" if answer.likely else ""
    head: list[Line] = [
        [
            Part(" "),
            Part(answer.source.title, "strong", SHORT_NAME),
            Part(f" · {row.who}" if row.who else "", "muted", SHORT_NAME),
            Part("  "),
            state_part(answer.state),
            Part(sure, "muted"),
        ]
    ]
    if row.question:
        head += wrapped(row.question, width - 1, "strong", indent=_INDENT)
    for passage in row.passages:
        head += _passage_lines(row, passage, width)
    if answer.caution:
        head += wrapped(f"it {answer.caution}", width - 1, "warning", indent=_INDENT)
    return [*head, []]


def _passage_lines(row: AnswerRow, passage: Passage, width: int) -> list[Line]:
    asked = wrapped(
        f"turn {passage.turn}: {' '.join(passage.asked.split())}", width - 1, "muted", indent=_INDENT
    )
    several = len({speaker for speaker, _ in passage.answer}) > 1
    lines: list[Line] = [*asked]
    for speaker, words in passage.answer:
        label = f"{speaker}: " if several and speaker else ""
        style = "" if row.answer.state is not State.LIKELY else "muted"
        lines += wrapped(label + " ".join(words.split()), width - 1, style, indent=_INDENT + 2)
    if passage.more and row.answer.state is not State.LIKELY:
        lines.append([Part(" " * (_INDENT + 2)), Part(f"and {passage.more:,} words more", "muted")])
    return lines
