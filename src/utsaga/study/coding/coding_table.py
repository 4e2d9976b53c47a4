"""Codings from a table of quotes: found in the transcripts, planned as one action."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from utsaga.model.action import Action, Change
from utsaga.model.codetree import split_path
from utsaga.model.coding import Coding
from utsaga.model.errors import UtsagaError
from utsaga.model.ids import coder_name
from utsaga.model.record import to_json
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.coding import codings, memos
from utsaga.study.coding.paths import PathPlanner
from utsaga.study.places import memos_table
from utsaga.study.study import Study
from utsaga.study.tables import TOO_LONG, Row, read_table
from utsaga.text.locate import find_quote
from utsaga.text.transcript import Transcript

REQUIRED = ("source", "quote", "code")
OPTIONAL = ("speaker", "occurrence", "coder", "memo")
_LONGEST_NUMBER = 9  # digits


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that could not be placed: the line it begins on, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table comes to. ``action`` is None when nothing new could be placed."""

    action: Action | None
    placed: int
    known: int
    problems: tuple[Problem, ...]


class _CannotPlace(UtsagaError):
    """Why a row is no coding."""


def plan(study: Study, path: Path) -> Plan:
    """Plan the codings of a table; the rows that cannot be placed are listed.

    Raises:
        BadTable: the file is no such table.
    """
    rows = read_table(path, REQUIRED, OPTIONAL)
    planner = _Planner(study)
    problems = []
    for row in rows:
        try:
            planner.place(row)
        except UtsagaError as error:
            problems.append(Problem(row.line, str(error)))
    return Plan(planner.action(), len(planner.codings), planner.known, tuple(problems))


class _Planner:
    """Collects the codings of rows that have been placed."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._paths = PathPlanner(study)
        self._transcripts: dict[str, Transcript] = {}
        self._seen: set[tuple[str, Span, str, str]] = set()
        self._coders: dict[str, tuple[str, str]] = {}
        self._memos: list[Change] = []
        self.codings: list[Coding] = []
        self.known = 0

    def place(self, row: Row) -> None:
        """Find a row's quote and plan its coding."""
        if row.too_long:
            raise _CannotPlace(TOO_LONG)
        if not row["source"].strip():
            raise _CannotPlace("the column 'source' is empty")
        source = self._study.source_named(row["source"])
        span = self._find(source, row)
        coder = self._coder(row["coder"]) if row["coder"].strip() else self._study.coder
        code = self._code(row["code"])
        coding = codings.new_coding(self._study, source.id, span, code, coder=coder)
        key = (source.id, coding.span, code, coder)
        if key in self._seen or codings.twin(self._study, coding):
            self.known += 1
            return
        self._seen.add(key)
        self.codings.append(coding)
        if row["memo"].strip():
            self._memos.append(self._memo(source, coding, row["memo"]))

    def _coder(self, name: str) -> str:
        """Who codes; two names that differ in a letter are two people, and must not become one."""
        coder = coder_name(name)
        letters = "".join(filter(str.isalnum, unicodedata.normalize("NFC", name).casefold()))
        first = self._coders.setdefault(coder, (letters, name.strip()))
        if letters != first[0]:
            raise _CannotPlace(
                f"the coders '{first[1]}' and '{name.strip()}' would be one, '{coder}': spell one otherwise, "
                "or both alike if they are one"
            )
        return coder

    def action(self) -> Action | None:
        """Everything that was placed, as one action."""
        if not self.codings:
            return None
        return Action(
            "codings.table",
            self._study.coder,
            (
                *self._paths.changes,
                *(codings.creation(self._study, coding) for coding in self.codings),
                *self._memos,
            ),
            counts={"passages": len(self.codings), "codes": len(self._paths.changes)},
        )

    def _code(self, path: str) -> str:
        names = split_path(path)
        if not names:
            raise _CannotPlace("the column 'code' is empty")
        return self._paths.meant(names).id

    def _find(self, source: Source, row: Row) -> Span:
        if not row["quote"].strip():
            raise _CannotPlace("the column 'quote' is empty")
        transcript = self._transcripts.get(source.id)
        if transcript is None:
            transcript = self._transcripts[source.id] = self._study.transcript(source.id)
        within = _turns_of(transcript, row["speaker"]) if row["speaker"].strip() else None
        found = find_quote(transcript, row["quote"], within=within)
        if not found and within is None and find_quote(transcript.text, row["quote"]):
            raise _CannotPlace(
                f"in '{source.title}' the quote is nothing that anybody says: it stands there as the label "
                "of a speaker"
            )
        if not found:
            where = f" in what {row['speaker'].strip()} says" if within is not None else ""
            raise _CannotPlace(f"the quote is not found in '{source.title}'{where}")
        return _chosen(found, row["occurrence"].strip(), source)

    def _memo(self, source: Source, coding: Coding, text: str) -> Change:
        memo = replace(
            memos.new_memo(self._study, "passage", source.id, text),
            coder=coding.coder,
            start=coding.start,
            end=coding.end,
            quote=coding.quote,
            prefix=coding.prefix,
            suffix=coding.suffix,
        )
        return Change(memos_table(source.key, coding.coder), memo.id, None, to_json(memo))


def _chosen(found: Sequence[Span], occurrence: str, source: Source) -> Span:
    if not occurrence:
        if len(found) > 1:
            raise _CannotPlace(
                f"the quote stands {len(found)} times in '{source.title}': "
                "say which in the column 'occurrence', or who says it in 'speaker'"
            )
        return found[0]
    occurrence = occurrence.removesuffix(".0")  # as programs write whole numbers beside empty cells
    is_number = occurrence.isdecimal() and len(occurrence) <= _LONGEST_NUMBER
    if not is_number or not 1 <= int(occurrence) <= len(found):
        raise _CannotPlace(
            f"'occurrence' must be a number from 1 to {len(found)}: "
            f"so often the quote stands in '{source.title}'"
        )
    return found[int(occurrence) - 1]


def _turns_of(transcript: Transcript, name: str) -> list[Span]:
    wanted = name.strip().casefold()
    turns = [
        Span(turn.body, turn.end)
        for turn in transcript.turns
        if (speaker := transcript.speaker(turn)) is not None
        and wanted in [name.casefold() for name in (*speaker.labels, speaker.name)]
    ]
    if not turns:
        known = ", ".join(speaker.shown for speaker in transcript.speakers)
        raise _CannotPlace(f"nobody is called '{name.strip()}' there; speakers: {known or 'none'}")
    return turns
