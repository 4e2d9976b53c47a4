"""All memos as rows: what each is, what it is about, and where one goes from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from utsaga.model.errors import UtsagaError
from utsaga.model.ids import shown_time
from utsaga.model.memo import Memo
from utsaga.study import Study
from utsaga.study.coding.memos import all_memos
from utsaga.tui.screens.finding.quote_rows import turns


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A memo in the list: ``kind`` and ``about`` in words, ``quote`` the words that it is about, if any."""

    memo: Memo
    kind: str
    about: str
    when: str

    @property
    def id(self) -> str:
        """The memo's id."""
        return self.memo.id

    @property
    def quote(self) -> str:
        """The words of the passage; empty when the memo is about something else."""
        return self.memo.quote


def by_target(study: Study) -> Iterator[list[MemoRow]]:
    """Every memo of the study, those about one thing together, so that each text is read once."""
    ordered = sorted(all_memos(study), key=lambda memo: (memo.about != "study", memo.target))
    for _, group in groupby(ordered, key=lambda memo: memo.target):
        yield [memo_row(study, memo) for memo in group]


def newest_first(rows: Iterable[MemoRow]) -> list[MemoRow]:
    """Rows by when the memos were first written, the newest first."""
    return sorted(rows, key=lambda row: (row.memo.created, row.id), reverse=True)


def memo_row(study: Study, memo: Memo) -> MemoRow:
    """A memo with what it is about in words."""
    return MemoRow(memo, _kind(memo), _about(study, memo), shown_time(memo.created))


def _kind(memo: Memo) -> str:
    return "journal" if memo.about == "study" else memo.kind


def _about(study: Study, memo: Memo) -> str:
    if memo.about == "study":
        return ""
    if memo.about == "code":
        return study.codes.path(memo.target) if memo.target in study.codes else study.code_name(memo.target)
    title = study.source_title(memo.target)
    return title if memo.about == "source" else ", ".join(filter(None, (title, _turns(study, memo))))


def _turns(study: Study, memo: Memo) -> str:
    try:
        waits = study.held.review(memo.target, memo.id) is not None
        found = () if waits else study.transcript(memo.target).turns_in(memo.span)
    except UtsagaError:
        return ""  # its text cannot be read: the list is no place to fail
    return turns(found[0].index + 1, found[-1].index + 1) if found else ""
