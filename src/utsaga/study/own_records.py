"""What a study's own file holds, in memory: its title, sources, participants, codes, coders and memos."""

from __future__ import annotations

from typing import Any

from utsaga.model.action import Json, Table
from utsaga.model.attribute import AttributeKind
from utsaga.model.code import Code, Coder
from utsaga.model.codetree import CodeTree
from utsaga.model.errors import NotFound
from utsaga.model.info import StudyInfo
from utsaga.model.memo import Memo
from utsaga.model.participant import Participant, in_order
from utsaga.model.source import Source
from utsaga.study.decoding import Decoding, Tables, Unreadable
from utsaga.study.places import ATTRIBUTES, CODERS, CODES, MEMOS, PARTICIPANTS, SOURCES, STUDY, coder_id

_KINDS: dict[Table, type] = {
    STUDY: StudyInfo,
    SOURCES: Source,
    CODES: Code,
    CODERS: Coder,
    MEMOS: Memo,
    PARTICIPANTS: Participant,
    ATTRIBUTES: AttributeKind,
}


class OwnRecords:
    """The records of ``study.json``: few, and read at once."""

    def __init__(self, tables: Tables) -> None:
        """Read them."""
        self.info = StudyInfo("", "", "en", 0, "", "")
        self._sources: dict[str, Source] = {}
        self._codes: dict[str, Code] = {}
        self._coders: dict[str, Coder] = {}
        self._memos: dict[str, Memo] = {}
        self._participants: dict[str, Participant] = {}
        self._attributes: dict[str, AttributeKind] = {}
        self._tree: CodeTree | None = None
        self._ordered: list[Source] | None = None
        self._decoding = Decoding(tables)
        for table in _KINDS:
            for record_id, record in tables.records(table).items():
                self._put(table, record_id, record)

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
    def participants(self) -> list[Participant]:
        """Everybody who takes part, by name; numbers by size."""
        return sorted(self._participants.values(), key=lambda p: (in_order(p.name), p.id))

    def participant(self, participant_id: str) -> Participant | None:
        """The participant with an id, or None."""
        return self._participants.get(participant_id)

    @property
    def attributes(self) -> list[AttributeKind]:
        """What can be known of participants, in the order of declaration; forbidden ones among them."""
        return sorted(self._attributes.values(), key=lambda kind: (kind.order, kind.name, kind.id))

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
    def coders(self) -> list[Coder]:
        """Everybody who has pinned a code."""
        return list(self._coders.values())

    @property
    def unreadable(self) -> list[Unreadable]:
        """What could not be read so far, and is therefore in nothing that is shown or written."""
        return self._decoding.unreadable

    @property
    def memos(self) -> list[Memo]:
        """Memos about codes and about the study, oldest first."""
        return sorted(self._memos.values(), key=lambda memo: (memo.created, memo.id))

    def _put(self, table: Table, record_id: str, record: Json | None) -> None:
        if table not in _KINDS:
            return
        value: Any = self._decoding.record(_KINDS[table], table, record_id, record)
        if table == STUDY:
            self.info = value or self.info
            return
        homes: dict[Table, dict[str, Any]] = {
            SOURCES: self._sources,
            CODES: self._codes,
            CODERS: self._coders,
            MEMOS: self._memos,
            PARTICIPANTS: self._participants,
            ATTRIBUTES: self._attributes,
        }
        if value is None:
            homes[table].pop(record_id, None)
        else:
            homes[table][record_id] = value
        if table == CODES:
            self._tree = None
        elif table == SOURCES:
            self._ordered = None
