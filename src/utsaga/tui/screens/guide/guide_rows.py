"""A version of the interview guide as rows, with what became of each question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from utsaga.analysis.answers import Answer, State
from utsaga.model.guide import ASKED, CONDITION, HEADING, PROBE, Guide, GuideItem
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.wrapping import wrapped

_STYLES = {
    State.ANSWERED: "key",
    State.NO_ANSWER: "warning",
    State.NOT_ASKED: "muted",
    State.LIKELY: "match",
    State.NOT_FOUND: "muted",
}


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A line of the guide. ``number`` is what it is called in its version, empty for what is no question.

    ``states`` counts transcripts by what became of the question there; None until they are looked through.
    """

    item: GuideItem
    number: str
    states: tuple[tuple[State, int], ...] | None

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id


def guide_rows(guide: Guide, numbers: Mapping[str, str], answers: Iterable[Answer] | None) -> list[GuideRow]:
    """The rows of a version; ``answers`` are those of all transcripts, None while they are looked for."""
    counts: dict[str, Counter[State]] = {}
    for answer in answers or ():
        counts.setdefault(answer.question.id, Counter())[answer.state] += 1
    return [
        GuideRow(
            item,
            numbers.get(item.id, "") if item.kind in ASKED else "",
            None if answers is None else _in_order(counts.get(item.id, Counter())),
        )
        for item in guide.items
    ]


def row_lines(row: GuideRow, width: int) -> Sequence[Line]:
    """A heading, a note, or a question with its number and what became of it."""
    item = row.item
    if item.kind == HEADING:
        return [[Part(" " * (1 + 2 * item.depth)), Part(item.text, "heading", SHORT_NAME)]]
    indent = max(6 + 2 * (item.kind in (PROBE, CONDITION)), len(row.number) + 3)
    if not row.number:
        return wrapped(item.text, width - 1, "muted", indent=indent)
    lines = wrapped(item.text, width - 1, indent=indent)
    first: Line = [Part(f"{row.number:>{indent - 2}}. ", "muted"), *lines[0][1:]]
    return [first, *lines[1:], [Part(" " * indent), *states_line(row.states)]]


def states_line(states: tuple[tuple[State, int], ...] | None) -> Line:
    """What became of a question, in words."""
    if states is None:
        return [Part("…", "muted")]
    if not states:
        return [Part("in no transcript's guide", "muted")]
    parts: list[Part] = []
    for state, number in states:
        parts += [Part(" · " if parts else "", "muted"), Part(f"{number} {state.value}", _STYLES[state])]
    return parts


def state_part(state: State) -> Part:
    """What became of a question in one transcript."""
    return Part(state.value, _STYLES[state])


def _in_order(counts: Counter[State]) -> tuple[tuple[State, int], ...]:
    return tuple((state, counts[state]) for state in State if counts[state])
