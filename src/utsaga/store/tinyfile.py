"""TinyDB's own extension points: a database file that knows what changed and is replaced, never overwritten.

Stock TinyDB copies a table and writes the whole file in place at every change. Here a table yields
the change itself, in time that does not grow with the table, and the storage decides what becomes
of it: a journal record in a study, a new snapshot for a file by itself.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, NamedTuple

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Table

from utsaga.model.action import Change
from utsaga.model.action import Table as Place
from utsaga.model.errors import Refused
from utsaga.store import files, snapshot
from utsaga.store.disk import Disk
from utsaga.store.layout import STUDY, Layout
from utsaga.store.snapshot import Doc, Docs, Tables

LARGEST_FILE = 256 * files.MIB


class DocChange(NamedTuple):
    """One document of a table before and after; None where it did not or does not exist."""

    key: str
    before: Doc | None
    after: Doc | None


Commit = Callable[[str, list[DocChange]], None]


class SnapshotStorage(Storage):
    """The tables of one file, in memory, and the snapshot of them on disk.

    ``commit`` is given what a TinyDB call changes in a table; by itself a storage applies it and
    writes a snapshot. ``signature`` is that of the file as last read or written.
    """

    def __init__(self, path: Path, *, disk: Disk | None = None, layout: Layout | None = None) -> None:
        """Stand for the file at a path; nothing is read before it is asked for."""
        self.path = path
        self.commit: Commit = self._apply_and_write
        self.signature: files.Signature | None = None
        self._disk = disk or Disk()
        self._layout = layout or Layout(path.parent)
        self._memory: Tables | None = None

    @property
    def loaded(self) -> bool:
        """Whether the file has been read."""
        return self._memory is not None

    def on_disk(self) -> tuple[Tables, files.Signature | None]:
        """Read the file as it stands; no tables and None when there is none.

        Raises:
            BadFile: it is not a TinyDB file.
        """
        content = files.read(self._layout, self.path, LARGEST_FILE)
        if content is None:
            return {}, None
        return snapshot.from_bytes(content.data, self._layout.named(self.path)), content.signature

    def read(self) -> Tables:
        """The tables, read from disk the first time."""
        if self._memory is None:
            self._memory, self.signature = self.on_disk()
        return self._memory

    def hold(self, tables: Tables) -> None:
        """Take tables as what is in memory."""
        self._memory = tables

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Take data as the tables and replace the file by a snapshot of them."""
        tables = {
            str(name): {str(key): dict(doc) for key, doc in docs.items()} for name, docs in data.items()
        }
        self._replace(tables)
        self._memory = tables

    def docs(self, table: str) -> Docs:
        """The documents of a table, made when it is not there."""
        return self.read().setdefault(table, {})

    def apply(self, table: str, changes: Iterable[DocChange]) -> None:
        """Put changes into memory: documents are replaced, never mutated."""
        _apply(self.docs(table), changes)

    def _apply_and_write(self, table: str, changes: list[DocChange]) -> None:
        tables = {name: dict(docs) for name, docs in self.read().items()}
        _apply(tables.setdefault(table, {}), changes)
        self._replace(tables)
        self._memory = tables

    def _replace(self, tables: Tables) -> None:
        filled = {name: docs for name, docs in tables.items() if docs}
        files.replace(self._disk, self.path, snapshot.to_bytes(filled), replaced=self._seen)

    def _seen(self, signature: files.Signature) -> None:
        self.signature = signature


def _apply(docs: Docs, changes: Iterable[DocChange]) -> None:
    for change in changes:
        if change.after is None:
            docs.pop(change.key, None)
        else:
            docs[change.key] = change.after


class _Edits(MutableMapping[int, Any]):
    """A table as TinyDB's updaters see it: what they look at is copied, what they change is noted."""

    def __init__(self, docs: Mapping[str, Doc]) -> None:
        self._docs = docs
        self._copies: dict[str, Doc] = {}
        self._gone: set[str] = set()
        self._new: dict[str, None] = {}

    def __getitem__(self, doc_id: int) -> Any:
        key = str(doc_id)
        if key not in self._copies:
            if key in self._gone:
                raise KeyError(doc_id)
            self._copies[key] = copy.deepcopy(self._docs[key])
        return self._copies[key]

    def __setitem__(self, doc_id: int, document: Any) -> None:
        key = str(doc_id)
        if doc_id not in self:
            self._new[key] = None
        self._copies[key] = document

    def __delitem__(self, doc_id: int) -> None:
        key = str(doc_id)
        if doc_id not in self:
            raise KeyError(doc_id)
        self._copies.pop(key, None)
        self._new.pop(key, None)
        if key in self._docs:
            self._gone.add(key)

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return key in self._copies or (key in self._docs and key not in self._gone)

    def __iter__(self) -> Iterator[int]:
        yield from (int(key) for key in list(self._docs) if key not in self._gone)
        yield from (int(key) for key in list(self._new))

    def __len__(self) -> int:
        return len(self._docs) - len(self._gone) + len(self._new)

    def changes(self) -> list[DocChange]:
        """What differs from before, in the order in which it was touched."""
        touched = [*self._gone, *(key for key in self._copies if key not in self._gone)]
        found = (DocChange(key, self._docs.get(key), self._copies.get(key)) for key in touched)
        return [change for change in found if change.before != change.after or change.key in self._new]


class RecordTable(Table):
    """A TinyDB table that hands on what a call changes, and that alone."""

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = 0,  # noqa: ARG002 - TinyDB's signature
        persist_empty: bool = False,
    ) -> None:
        """Stand for a table; results of searches are not kept, for the journal changes tables too."""
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        edits = _Edits(self._own.read().get(self.name, {}))
        updater(edits)
        if changes := edits.changes():
            self._own.commit(self.name, changes)

    def update(
        self,
        fields: Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Update documents; a condition is tried on the documents themselves, without a copy."""
        if doc_ids is None and cond is not None:
            doc_ids = self._matching(cond)
        return super().update(fields, doc_ids=doc_ids)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Remove documents; a condition is tried on the documents themselves, without a copy."""
        if doc_ids is None and cond is not None:
            doc_ids = self._matching(cond)
        return super().remove(doc_ids=doc_ids)

    def _matching(self, cond: QueryLike) -> list[int]:
        return [int(key) for key, doc in self._read_table().items() if cond(doc)]

    @property
    def _own(self) -> SnapshotStorage:
        storage = self.storage
        assert isinstance(storage, SnapshotStorage)
        return storage


class StudyFile(TinyDB):
    """A TinyDB over one file of a study: ``StudyFile(path).table("codes").search(...)``."""

    table_class = RecordTable
    default_storage_class = SnapshotStorage  # type: ignore[assignment]  # any Storage will do, as TinyDB says

    @property
    def storage(self) -> SnapshotStorage:
        """The file's tables in memory, and their snapshot."""
        storage = super().storage
        assert isinstance(storage, SnapshotStorage)
        return storage

    def tables(self) -> set[str]:
        """The names of the tables that have a document: an empty one is not written down."""
        return {name for name, docs in self.storage.read().items() if docs}

    def drop_table(self, name: str) -> None:
        """Remove every document of a table; handed on like any other change."""
        self.table(name).truncate()

    def drop_tables(self) -> None:
        """Remove every document, table by table; handed on like any other change."""
        for name in sorted(self.tables(), key=lambda name: (name != STUDY, name)):
            self.drop_table(name)


def as_changes(table: Place, edits: Iterable[DocChange]) -> tuple[Change, ...]:
    """What a TinyDB call changes in a table of a study, as changes of records.

    Raises:
        Refused: a document is no record, or stands under an id that is not its own.
    """
    return tuple(Change(table, _record_id(edit), edit.before, edit.after) for edit in edits)


def _record_id(edit: DocChange) -> str:
    doc = edit.after if edit.after is not None else edit.before or {}
    record_id = str(doc.get("id"))
    try:
        fits = snapshot.doc_key(record_id) == edit.key
    except ValueError:
        fits = False
    if not fits:
        raise Refused("A record has an 'id' of 32 hexadecimal digits, and its document id follows from it")
    return record_id
