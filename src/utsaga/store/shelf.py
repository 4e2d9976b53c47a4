"""The TinyDB files of a study in memory: read on first use, changed by records, written as snapshots."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from utsaga.model.action import Change, Table
from utsaga.store import files, snapshot
from utsaga.store.disk import Disk
from utsaga.store.layout import STUDY, Layout
from utsaga.store.merge import CONFLICTS, conflict, settle
from utsaga.store.migrations import migrate, version_of
from utsaga.store.snapshot import Doc, Docs, Tables
from utsaga.store.tinyfile import DocChange, SnapshotStorage, StudyFile

Spot = tuple[str, str]
"""A record's place in a file: table and document key."""
Chains = dict[Spot, list[Doc | None]]
"""By place, every version that journals tell of, oldest first."""
Replaced = Callable[[files.Signature | None], None]


@dataclass(slots=True)
class Held:
    """A file in memory. ``base`` holds, for each record that differs, what the file on disk has.

    While it is ``being_saved`` neither that nor the signature tells what stands on disk.
    """

    file: StudyFile
    storage: SnapshotStorage
    base: dict[Spot, Doc | None] = field(default_factory=dict)
    being_saved: bool = False

    def get(self, spot: Spot) -> Doc | None:
        """The record at a place."""
        return self.storage.read().get(spot[0], {}).get(spot[1])

    def put(self, spot: Spot, doc: Doc | None) -> None:
        """Replace the record at a place, and remember what the file has there."""
        before = self.get(spot)
        self.storage.apply(spot[0], [DocChange(spot[1], before, doc)])
        self.base.setdefault(spot, before)


class Outside(NamedTuple):
    """What an edited file means for memory: the changes to make, how many records lost, and the file."""

    changes: list[Change]
    conflicts: int
    tables: Tables
    signature: files.Signature | None


class Shelf:
    """All TinyDB files of a study. ``lock`` guards memory; documents themselves are never mutated.

    ``unsynced`` names the files that are behind the journal, with the first segment that they lack.
    """

    def __init__(self, layout: Layout, disk: Disk, version: int) -> None:
        """Stand for the files of a study of a format version; nothing is read yet."""
        self.lock = threading.RLock()
        self.unsynced: dict[str, int] = {}
        self.chains: dict[str, Chains] = {}
        self.conflicts = 0
        self.version = version
        self._layout = layout
        self._disk = disk
        self._held: dict[str, Held] = {}
        self._by_source: dict[str, list[str]] | None = None

    def held(self, file: str) -> Held:
        """A file, read on first use with everything that the journals add to it.

        Raises:
            BadFile: it cannot be read as what it should be.
        """
        with self.lock:
            if file not in self._held:
                held = self._open(file)
                tables, held.storage.signature = self.on_disk(held.file, file)
                held.storage.hold(tables)
                self.conflicts += self._replay(held, self.chains.get(file, {}))
                self._held[file] = held
                self._by_source = None if self._is_new(file) else self._by_source
            return self._held[file]

    def loaded(self) -> list[str]:
        """The files that have been read."""
        with self.lock:
            return list(self._held)

    def names(self) -> list[str]:
        """Every file, on disk or so far only in memory or journal; ``study`` first."""
        with self.lock:
            found = {*self._layout.files_on_disk(), *self._held, *self.chains}
            self._by_source = None
        return sorted(found, key=lambda name: (name != STUDY, name))

    def files_of(self, source_key: str) -> list[str]:
        """All coders' files for a source: those that are known since the last look at what files there are.

        A look outside, which tells of every file that has appeared, is such a look (``names``).
        """
        with self.lock:
            if self._by_source is None:
                names = self.names()
                self._by_source = {}
                for file in names:
                    self._by_source.setdefault(_source_of(file), []).append(file)
            return list(self._by_source.get(source_key, ()))

    def _is_new(self, file: str) -> bool:
        return self._by_source is not None and file not in self._by_source.get(_source_of(file), ())

    def docs(self, table: Table) -> Docs:
        """The documents of a table; none when there is no such table."""
        return self.held(table.file).storage.read().get(table.name, {})

    def apply(self, changes: Iterable[Change], segment: int) -> None:
        """Put journalled changes into memory."""
        with self.lock:
            for change in changes:
                doc = None if change.after is None else dict(change.after)
                self.held(change.table.file).put((change.table.name, snapshot.doc_key(change.id)), doc)
                self.owe(change.table.file, segment)

    def remember(self, changes: Iterable[Change], segment: int) -> None:
        """Note changes from a journal that was left behind; they are merged when the file is read."""
        for change in changes:
            chain = self.chains.setdefault(change.table.file, {}).setdefault(
                (change.table.name, snapshot.doc_key(change.id)), []
            )
            self._by_source = None
            chain += [doc if doc is None else dict(doc) for doc in (change.before, change.after)]
            self.owe(change.table.file, segment)

    def owe(self, file: str, segment: int) -> None:
        """Note that a file lacks what a segment holds."""
        with self.lock:
            self.unsynced[file] = min(segment, self.unsynced.get(file, segment))

    def on_disk(self, file: StudyFile, name: str) -> tuple[Tables, files.Signature | None]:
        """A file as it stands on disk, checked, in the present format.

        Raises:
            BadFile: it cannot be read as what it should be.
        """
        tables, signature = file.storage.on_disk()
        snapshot.check_records(tables, f"{name}.json")
        if name == STUDY:
            version_of(tables)  # a newer one may have been put there while the study is open
        return migrate(name, tables, self.version), signature

    def _open(self, name: str) -> Held:
        file = StudyFile(self._layout.tables(name), disk=self._disk, layout=self._layout)
        return Held(file, file.storage)

    def _replay(self, held: Held, chains: Chains) -> int:
        lost = 0
        for spot, chain in chains.items():
            theirs = held.get(spot)
            settled = settle(chain, chain[-1], theirs)
            if settled.record != theirs:
                held.put(spot, settled.record)
            doc = conflict(spot[0], settled.lost)
            if doc is not None and held.get(place := (CONFLICTS, snapshot.doc_key(doc["id"]))) is None:
                held.put(place, doc)
                lost += 1
        return lost

    def outside(self, file: str) -> Outside | None:
        """What somebody else has done to a file since it was read or written; None when nothing.

        A file that has vanished is no edit: it is written again. Of a file that is being written in this
        moment nothing is said: it is owed until then, and what is owed is looked at the next time.

        Raises:
            BadFile: it cannot be read as what it should be; memory stands.
        """
        with self.lock:
            held = self.held(file)
            storage = held.storage
            signature = files.Signature.at(storage.path)
            if held.being_saved or signature == storage.signature:
                return None
            if signature is None:
                self.owe(file, self.unsynced.get(file, 0))
                return None
            theirs, signature = self.on_disk(held.file, file)
            return self._compare(file, held, theirs, signature)

    def _compare(self, file: str, held: Held, theirs: Tables, signature: files.Signature | None) -> Outside:
        memory = held.storage.read()
        changes: list[Change] = []
        conflicts = 0
        spots = {(table, key) for tables in (memory, theirs) for table in tables for key in tables[table]}
        for spot in sorted(spots | set(held.base)):
            ours, their = held.get(spot), theirs.get(spot[0], {}).get(spot[1])
            base = held.base.get(spot, ours)
            if their in (base, ours):
                continue
            settled = settle([base], ours, their)
            if settled.record != ours:
                changes.append(_change(file, spot[0], ours, settled.record))
            doc = conflict(spot[0], settled.lost)
            if doc is not None and held.get((CONFLICTS, snapshot.doc_key(doc["id"]))) is None:
                changes.append(_change(file, CONFLICTS, None, doc))
                conflicts += 1
        return Outside(changes, conflicts, theirs, signature)

    def adopt(self, file: str, outside: Outside) -> None:
        """Take an edited file, whose changes are in memory by now, as what stands on disk."""
        with self.lock:
            held = self.held(file)
            if held.being_saved:
                return  # it vanished after the look, and is being written again: the next look tells
            memory = held.storage.read()
            spots = {(t, key) for tables in (memory, outside.tables) for t in tables for key in tables[t]}
            theirs = {spot: outside.tables.get(spot[0], {}).get(spot[1]) for spot in spots}
            held.base = {spot: doc for spot, doc in theirs.items() if held.get(spot) != doc}
            held.storage.signature = outside.signature

    def replaced(self, file: str) -> bool:
        """Whether another file stands there than the one that was read."""
        storage = self.held(file).storage
        return files.Signature.at(storage.path) != storage.signature

    def contents(self, file: str) -> list[Change]:
        """Every record of a file, as if it had just been made."""
        with self.lock:
            tables = self.held(file).storage.read()
            return [_change(file, name, None, doc) for name in tables for doc in tables[name].values()]

    def reload(self, file: str) -> list[Change]:
        """Read a file again with what the journals add, and return what differs: for a reader."""
        with self.lock:
            old = self._held.pop(file)
            try:
                new = self.held(file)
            except BaseException:
                self._held[file] = old
                raise
            before, after = old.storage.read(), new.storage.read()
            spots = {(table, key) for tables in (before, after) for table in tables for key in tables[table]}
            return [
                _change(file, spot[0], old.get(spot), new.get(spot))
                for spot in sorted(spots)
                if old.get(spot) != new.get(spot)
            ]

    def save(self, file: str) -> bool:
        """Replace a file by a snapshot of memory; False when somebody else has changed it meanwhile.

        Raises:
            OSError: the disk does not take it; the file is as it was and stays owed.
        """
        with self.lock:
            held = self.held(file)
            if not self._undisturbed(held):
                return False
            tables = {name: dict(docs) for name, docs in held.storage.read().items() if docs}
            base, held.base, held.being_saved = held.base, {}, True
            segment = self.unsynced.pop(file, 0)
        replaced = synced = False

        def seen(signature: files.Signature | None) -> None:
            nonlocal replaced
            held.storage.signature, replaced = signature, True

        try:
            synced = self._put(file, held, tables, seen)
        finally:
            with self.lock:
                held.being_saved = False
                if not synced:
                    held.base = held.base if replaced else {**held.base, **base}
                    self.owe(file, segment)
        return synced

    def _undisturbed(self, held: Held) -> bool:
        storage = held.storage
        return files.Signature.at(storage.path) in (None, storage.signature)

    def _put(self, file: str, held: Held, tables: Tables, seen: Replaced) -> bool:
        path = self._layout.inside(self._layout.tables(file))
        if not tables:
            files.remove(self._disk, path)
            seen(None)
            return True
        files.make_folder(self._disk, path.parent)
        self._back_up(file)
        data = snapshot.to_bytes(tables)
        return files.replace(self._disk, path, data, still=lambda: self._undisturbed(held), replaced=seen)

    def _back_up(self, file: str) -> None:
        """Keep the snapshot that is about to be replaced: a second name costs nothing."""
        present, backup = self._layout.tables(file), self._layout.backup(file)
        if not present.exists():
            return
        files.make_folder(self._disk, self._layout.inside(backup.parent))
        with suppress(FileNotFoundError):
            self._disk.unlink(backup)
        try:
            self._disk.link(present, backup)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EXDEV):
                raise
            # A file system where a file has one name: then it does cost a copy.
            files.replace(self._disk, backup, present.read_bytes())


def _source_of(file: str) -> str:
    return Table(file, "").source_key or ""


def _change(file: str, table: str, before: Doc | None, after: Doc | None) -> Change:
    doc = after or before
    assert doc is not None
    return Change(Table(file, table), str(doc["id"]), before, after)
