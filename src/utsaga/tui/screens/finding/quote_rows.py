"""The quotes of a code or theme as rows: what each says about itself, and which rows an action touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from utsaga.analysis.persons import Persons
from utsaga.analysis.quotes import Quote, quotes_for, said_when
from utsaga.analysis.weight import Weight
from utsaga.model.action import Action
from utsaga.model.code import Code
from utsaga.model.codetree import SEPARATOR
from utsaga.model.errors import UtsagaError
from utsaga.study import Study
from utsaga.study.phrases import counted
from utsaga.text.times import clock


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote in the list. ``below`` is the path of its code from the chosen one on; empty for that one.

    ``time`` is when it was said, in seconds, where that is known; ``who`` names those who speak, in the
    order in which they do: participants as they are called, others by their label.
    """

    quote: Quote
    code: Code
    below: str
    time: float | None = None
    who: str = ""

    @property
    def id(self) -> str:
        """The coding's id."""
        return self.quote.coding.id

    @property
    def place(self) -> str:
        """``turn 12``, ``turns 12–14 · 0:12:30``; empty in a text without turns."""
        told = [turns(self.quote.first_turn, self.quote.last_turn)]
        told += [clock(self.time)] if self.time is not None else []
        return " · ".join(filter(None, told))


def turns(first: int, last: int) -> str:
    """Turns, counted from 1, in words; empty where there are none."""
    if not first:
        return ""
    return f"turn {first}" if first == last else f"turns {first}–{last}"


def by_source(study: Study, code_id: str, unread: Callable[[str], None]) -> Iterator[list[QuoteRow]]:
    """The rows of a code and all below it, a transcript at a time, so that the first can be shown at once.

    ``unread`` is told the titles of transcripts that cannot be read; their rows are missing.
    """
    below, persons = _paths_below(study, code_id), Persons(study)
    codings = study.held.codings_of(below)
    for source_id, group in groupby(codings, key=lambda coding: coding.source):
        try:
            yield [_row(study, persons, quote, below) for quote in quotes_for(study, group)]
        except UtsagaError:
            unread(study.source_title(source_id))


def touched(study: Study, code_id: str, action: Action, shown: Iterable[str]) -> dict[str, QuoteRow | None]:
    """The rows of the list that an action changes, by id; None for those that go.

    Raises:
        LookupError: the list has to be made anew (codes or transcripts changed, or quotes came).
    """
    if any(change.table.source_key is None for change in action.changes) or action.texts:
        raise LookupError
    below, persons = _paths_below(study, code_id), Persons(study)
    known = set(shown)
    rows: dict[str, QuoteRow | None] = {}
    for change in action.changes:
        if change.table.name != "codings":
            continue
        here = change.after is not None and change.after["code"] in below
        if here and change.id not in known:
            raise LookupError
        if here:
            quote = quotes_for(study, [study.held.coding(change.id)])[0]
            rows[change.id] = _row(study, persons, quote, below)
        elif change.id in known:
            rows[change.id] = None
    return rows


def counts(weight: Weight) -> str:
    """What a theme rests on, in words."""
    return (
        f"{counted(weight.passages, 'passage')} · {counted(weight.transcripts, 'transcript')} · "
        f"{counted(weight.speakers, 'speaker')}"
    )


def _row(study: Study, persons: Persons, quote: Quote, below: dict[str, str]) -> QuoteRow:
    who = ", ".join(persons.names(quote))
    code = study.codes[quote.coding.code]
    return QuoteRow(quote, code, below[code.id], said_when(study, quote), who)


def _paths_below(study: Study, code_id: str) -> dict[str, str]:
    """Each code's path from a code on, by id; empty for the code itself."""
    above = len(study.codes.path(code_id)) + len(SEPARATOR)
    return {code.id: study.codes.path(code.id)[above:] for code in study.codes.subtree(code_id)}
