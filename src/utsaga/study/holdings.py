"""What a study holds, in memory: typed records and the ways to find them.

Nothing here changes a study. ``Holdings.apply`` follows changes that the store has already made durable.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from utsaga.model.action import Change, Json, Table
from utsaga.model.code import Code, Coder
from utsaga.model.codetree import CodeTree
from utsaga.model.coding import Coding
from utsaga.model.errors import NotFound
from utsaga.model.ids import slug
from utsaga.model.info import StudyInfo
from utsaga.model.memo import Memo
from utsaga.model.record import from_json
from utsaga.model.source import Source
from utsaga.study.passages import Passages

STUDY = Table("study", "study")
SOURCES = Table("study", "sources")
CODES = Table("study", "codes")
CODERS = Table("study", "coders")
MEMOS = Table("study", "memos")

_KINDS: dict[str, type] = {
    "study": StudyInfo,
    "sources": Source,
    "codes": Code,
    "coders": Coder,
    "memos": Memo,
    "codings": Coding,
}


def codings_table(source_key: str, coder: str) -> Table:
    """Where one coder's codings in one source stand."""
    return Table(f"codings/{source_key}.{slug(coder)}", "codings")


def memos_table(source_key: str, coder: str) -> Table:
    """Where one coder's memos on a source and its passages stand: they go when the source is erased."""
    return Table(f"codings/{source_key}.{slug(coder)}", "memos")


def coder_id(name: str) -> str:
    """The record id of a coder: the same wherever the name is used, so that two copies of a study agree."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"utsaga:coder:{slug(name)}").hex


class Tables(Protocol):
    """What holdings read from: the store."""

    def tables(self, name: str) -> list[Table]:
        """Every table with a name."""

    def records(self, table: Table) -> Mapping[str, Json]:
        """The records of a table by id."""


class Holdings:
    """Sources, codes, coders, memos and codings of a study.

    The study's own records are read at once; codings and memos of a source when it is first asked
    for, so that the first transcript can be on screen before the rest has been read.
    """

    def __init__(self, tables: Tables) -> None:
        """Read the study's own records."""
        self._tables = tables
        self.info = StudyInfo("", "", "en", 0, "", "")
        self._sources: dict[str, Source] = {}
        self._codes: dict[str, Code] = {}
        self._coders: dict[str, Coder] = {}
        self._memos: dict[str, Memo] = {}
        self._codings: dict[str, Passages[Coding]] = {}
        self._source_memos: dict[str, Passages[Memo]] = {}
        self._homes: dict[str, str] = {}  # coding or memo id -> source id
        self._by_code: dict[str, set[str]] = {}
        self._tree: CodeTree | None = None
        self._ordered: list[Source] | None = None
        for table in (STUDY, SOURCES, CODES, CODERS, MEMOS):
            for record_id, record in tables.records(table).items():
                self._put(table, record_id, record)

    # What is there

    @property
    def sources(self) -> list[Source]:
        """All sources in their order."""
        if self._ordered is None:
            self._ordered = sorted(self._sources.values(), key=lambda s: (s.order, s.title, s.id))
        return self._ordered

    def source(self, source_id: str) -> Source:
        """The source with an id.

        Raises:
            NotFound: there is none.
        """
        try:
            return self._sources[source_id]
        except KeyError:
            raise NotFound("This transcript is no longer in the study.") from None

    @property
    def codes(self) -> CodeTree:
        """The codebook."""
        if self._tree is None:
            self._tree = CodeTree(self._codes.values())
        return self._tree

    def coder(self, name: str) -> Coder | None:
        """The record of a coder, or None before the first pin."""
        return self._coders.get(coder_id(name))

    @property
    def memos(self) -> list[Memo]:
        """Memos about codes and about the study, oldest first."""
        return sorted(self._memos.values(), key=lambda memo: (memo.created, memo.id))

    def codings(self, source_id: str) -> Passages[Coding]:
        """All coders' codings in a source."""
        self.load(source_id)
        return self._codings[source_id]

    def source_memos(self, source_id: str) -> Passages[Memo]:
        """All coders' memos on a source and on its passages."""
        self.load(source_id)
        return self._source_memos[source_id]

    def coding(self, coding_id: str) -> Coding:
        """The coding with an id, among the sources that have been read.

        Raises:
            NotFound: there is none.
        """
        home = self._homes.get(coding_id)
        found = self._codings[home].get(coding_id) if home in self._codings else None
        if found is None:
            raise NotFound("This coding is no longer in the study.")
        return found

    def memo(self, memo_id: str) -> Memo:
        """The memo with an id, among the sources that have been read.

        Raises:
            NotFound: there is none.
        """
        home = self._homes.get(memo_id)
        found = self._source_memos[home].get(memo_id) if home else self._memos.get(memo_id)
        if found is None:
            raise NotFound("This memo is no longer in the study.")
        return found

    def codings_of(self, code_ids: Iterable[str]) -> list[Coding]:
        """All codings under some codes, by source and place."""
        self.load_all()
        ids = {coding_id for code_id in code_ids for coding_id in self._by_code.get(code_id, ())}
        place = {source.id: number for number, source in enumerate(self.sources)}
        found = [self.coding(coding_id) for coding_id in ids]
        return sorted(found, key=lambda c: (place.get(c.source, len(place)), c.start, c.end, c.id))

    def count(self, code_id: str) -> int:
        """How many codings a code has itself, among the sources that have been read."""
        return len(self._by_code.get(code_id, ()))

    # Reading what has not been read

    @property
    def unread(self) -> list[Source]:
        """Sources whose codings have not been read yet."""
        return [source for source in self.sources if source.id not in self._codings]

    def load(self, source_id: str) -> None:
        """Read the codings and memos of a source, once."""
        if source_id in self._codings:
            return
        key = self.source(source_id).key
        codings = [c for c in self._read(Coding, "codings", key) if c.source == source_id]
        memos = [m for m in self._read(Memo, "memos", key) if m.target == source_id]
        for coding in codings:
            self._note(coding, source_id)
        for memo in memos:
            self._homes[memo.id] = source_id
        self._codings[source_id] = Passages(codings)
        self._source_memos[source_id] = Passages(memos)

    def load_all(self) -> None:
        """Read what has not been read."""
        for source in self.unread:
            self.load(source.id)

    def _read(self, kind: type[Any], name: str, key: str) -> Iterator[Any]:
        for table in self._tables.tables(name):
            if table.source_key == key:
                for record in self._tables.records(table).values():
                    yield from_json(kind, record)

    def _note(self, coding: Coding, source_id: str) -> None:
        self._homes[coding.id] = source_id
        self._by_code.setdefault(coding.code, set()).add(coding.id)

    # Following changes

    def apply(self, changes: Iterable[Change]) -> None:
        """Follow changes that have been made."""
        for change in changes:
            if change.table.source_key is None:
                self._put(change.table, change.id, change.after)
            else:
                self._put_passage(change)

    def _put(self, table: Table, record_id: str, record: Json | None) -> None:
        value = None if record is None else from_json(_KINDS[table.name], record)
        if table == STUDY:
            self.info = value or self.info
            return
        homes: dict[Table, dict[str, Any]] = {
            SOURCES: self._sources,
            CODES: self._codes,
            CODERS: self._coders,
            MEMOS: self._memos,
        }
        held = homes.get(table)
        if held is None:
            return
        if value is None:
            held.pop(record_id, None)
        else:
            held[record_id] = value
        if table == CODES:
            self._tree = None
        elif table == SOURCES:
            self._ordered = None
            if value is None:
                self._codings.pop(record_id, None)
                self._source_memos.pop(record_id, None)

    def _put_passage(self, change: Change) -> None:
        home = self._homes.get(change.id)
        if home is None and change.after is not None:
            home = change.after.get("source" if change.table.name == "codings" else "target")
        if home is None or home not in self._codings:
            return  # not read yet: it will be read as it stands then
        if change.table.name == "codings":
            self._put_coding(home, change)
        elif change.table.name == "memos":
            memos = self._source_memos[home]
            if change.after is None:
                memos.discard(change.id)
                self._homes.pop(change.id, None)
            else:
                memos.add(from_json(Memo, change.after))
                self._homes[change.id] = home

    def _put_coding(self, home: str, change: Change) -> None:
        codings = self._codings[home]
        old = codings.get(change.id)
        if old is not None:
            self._by_code.get(old.code, set()).discard(change.id)
        if change.after is None:
            codings.discard(change.id)
            self._homes.pop(change.id, None)
            return
        coding = from_json(Coding, change.after)
        codings.add(coding)
        self._note(coding, home)
