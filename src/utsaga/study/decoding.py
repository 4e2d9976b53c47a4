"""Records out of the study's files, checked one by one: what is not as it must be is set aside and told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from utsaga.model.action import Json, Table
from utsaga.model.errors import BadRecord, UtsagaError
from utsaga.model.record import all_from_json, from_json

T = TypeVar("T")


class Tables(Protocol):
    """What records are read from: the store."""

    def tables(self, name: str) -> list[Table]:
        """Every table with a name."""

    def files_of(self, source_key: str) -> list[str]:
        """All coders' files for a source."""

    def records(self, table: Table) -> Mapping[str, Json]:
        """The records of a table by id."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file of the study, or a record in it, that is not what it must be.

    ``where`` names the file, ``what`` says what is wrong, without interview text; ``record`` is the id of
    the record, empty for a file that cannot be read at all.
    """

    where: str
    what: str
    record: str = ""


class Decoding:
    """Makes records of what stands in the files. What it cannot read is in ``unreadable``, nowhere else."""

    def __init__(self, tables: Tables) -> None:
        """Read from a store; nothing is read yet."""
        self._tables = tables
        self._unreadable: dict[tuple[Table, str], Unreadable] = {}

    @property
    def unreadable(self) -> list[Unreadable]:
        """What could not be read, as far as has been read."""
        return list(self._unreadable.values())

    def table(self, kind: type[T], table: Table) -> list[T]:
        """The records of a table that can be read."""
        try:
            records = list(self._tables.records(table).values())
            return all_from_json(kind, records)
        except BadRecord:
            each = (self.record(kind, table, record["id"], record) for record in records)
            return [record for record in each if record is not None]
        except UtsagaError as error:
            self._unreadable[Table(table.file, ""), ""] = Unreadable(f"{table.file}.json", str(error))
            return []

    def record(self, kind: type[T], table: Table, record_id: str, record: Json | None) -> T | None:
        """A record as it is now; None when there is none (any more) that can be read."""
        self._unreadable.pop((table, record_id), None)
        if record is None:
            return None
        try:
            return from_json(kind, record)
        except BadRecord as error:
            said = Unreadable(f"{table.file}.json", f"record {record_id}: {error}", record_id)
            self._unreadable[table, record_id] = said
            return None
