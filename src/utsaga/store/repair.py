"""Putting a study's files right as far as that can be done without guessing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from utsaga.model.errors import NotFound, Refused, UtsagaError
from utsaga.model.info import FORMAT
from utsaga.store import files, lines, segments, snapshot
from utsaga.store.claim import blocker, life_of
from utsaga.store.disk import Disk
from utsaga.store.errors import BadFile, Damaged, not_saved
from utsaga.store.history import History
from utsaga.store.layout import STUDY, Layout
from utsaga.store.lock import Holder, Lock
from utsaga.store.merge import settle
from utsaga.store.migrations import version_of
from utsaga.store.owner import Life, Owner
from utsaga.store.segments import Name
from utsaga.store.shelf import Chains
from utsaga.store.snapshot import Tables
from utsaga.store.store import Store
from utsaga.store.tinyfile import LARGEST_FILE
from utsaga.store.vanished import Vanished, vanished


def repair(path: Path, *, who: str, take_over: bool = False) -> list[str]:
    """Repair the files of a study and return what was done, in words.

    Damaged files are put aside under .local/damaged, never thrown away. A TinyDB file is built anew
    from its backup and the history; of a damaged journal every line counts that is whole. With
    ``take_over``, journals of sessions on other machines are taken for ended.

    Raises:
        NotFound: there is no study in the folder; nothing is made there.
        Refused: somebody has the study open.
        NotSaved: the disk does not take it.
        BadFile: a file can be built from nothing that is there.
    """
    layout, disk = Layout(path), Disk()
    if not layout.tables(STUDY).exists() and not layout.local.is_dir():
        raise NotFound(f"There is no study in {path}: it has no study.json")
    lock = Lock(disk, layout.lock)
    try:
        files.make_folder(disk, layout.journal)
        if not lock.take(Holder.me(who)):
            raise Refused("Somebody has the study open for writing: close it there first")
        done = [*_journals(layout, disk, take_over=take_over)]
        if denied := blocker(layout):
            raise Refused(denied.why)
        done += _table_files(layout, disk)
    except OSError as error:
        raise not_saved(error, "The study could not be repaired") from None
    finally:
        lock.release()
    with Store.open(path, who=who) as store:
        return done + store.repair()


def _journals(layout: Layout, disk: Disk, *, take_over: bool) -> Iterator[str]:
    for name in segments.names(layout):
        path = layout.journal / name.file_name
        if take_over and life_of(layout, name) is Life.UNKNOWN:  # what is alive here has not ended
            mine = Name(name.session, name.number, Owner.me())
            disk.replace(path, layout.journal / mine.file_name)
            disk.sync_folder(layout.journal)
            path = layout.journal / mine.file_name
            yield f"{layout.named(path)}: taken over"
        content = files.read(layout, path, segments.LARGEST_JOURNAL)
        try:
            lines.decode(content.data if content else b"", path.name)
        except Damaged as error:
            assert content is not None
            whole = lines.whole(content.data)
            if not whole or b'"journal"' not in whole[0][:40]:
                whole.insert(0, lines.encode({"journal": 1, "format": FORMAT}))
            _put_aside(layout, disk, path, content.data)
            files.replace(disk, path, b"".join(whole))
            yield f"{error}: the lines that are whole were kept, the file as it was is in .local/damaged"


def _table_files(layout: Layout, disk: Disk) -> Iterator[str]:
    for file in {STUDY: None} | dict.fromkeys(layout.files_on_disk()):
        path = layout.tables(file)
        try:
            _readable(layout, path, file)
        except BadFile as error:
            tables = _rebuilt(layout, disk, file)
            content = files.read(layout, path, LARGEST_FILE)
            if content is not None:
                _put_aside(layout, disk, path, content.data)
            files.replace(disk, path, snapshot.to_bytes(tables))
            yield f"{error}: built anew from its backup and the history"
    for gone in vanished(layout):
        path = layout.tables(gone.file)
        files.make_folder(disk, path.parent)
        files.replace(disk, path, snapshot.to_bytes(_brought_back(layout, gone)))
        yield f"{layout.named(path)} was gone: built anew from its backup and the history"


def _readable(layout: Layout, path: Path, file: str) -> Tables:
    content = files.read(layout, path, LARGEST_FILE)
    if content is None:
        raise BadFile(f"{layout.named(path)} is missing")
    tables = snapshot.from_bytes(content.data, layout.named(path))
    snapshot.check_records(tables, layout.named(path))
    if file == STUDY:
        version_of(tables)
    return tables


def _backup(layout: Layout, file: str) -> Tables:
    try:
        return _readable(layout, layout.backup(file), file)
    except UtsagaError:
        # Without a backup, what the history tells is all there is; study.json needs more than that.
        return {}


def _brought_back(layout: Layout, gone: Vanished) -> Tables:
    """A file that is gone: its backup, and of what the history knows that alone which nobody took off."""
    tables = _backup(layout, gone.file)
    for (table, record_id), versions in gone.versions.items():
        docs, key = tables.setdefault(table, {}), snapshot.doc_key(record_id)
        kept = docs.pop(key, None)
        if left := gone.records.get((table, record_id)):
            known = [None if version is None else dict(version) for version in versions]
            docs[key] = settle(known, dict(left), kept).record or dict(left)
    return tables


def _rebuilt(layout: Layout, disk: Disk, file: str) -> Tables:
    tables = _backup(layout, file)
    chains: Chains = {}
    for change in History(layout, disk).changes(file):
        chain = chains.setdefault((change.table.name, snapshot.doc_key(change.id)), [])
        chain += [doc if doc is None else dict(doc) for doc in (change.before, change.after)]
    for (table, key), chain in chains.items():
        docs = tables.setdefault(table, {})
        settled = settle(chain, chain[-1], docs.pop(key, None))
        if settled.record is not None:
            docs[key] = settled.record
    if file == STUDY:
        try:
            version_of(tables)
        except BadFile:
            raise BadFile(
                "study.json cannot be read, and there is no backup of it to build it from: "
                "put back a copy from your own backups, or from git"
            ) from None
    return tables


def _put_aside(layout: Layout, disk: Disk, path: Path, data: bytes) -> None:
    aside = layout.damaged / path.relative_to(layout.root)
    number = 1
    while (target := aside.with_name(f"{aside.name}.{number}")).exists():
        number += 1
    files.make_folder(disk, target.parent)
    files.replace(disk, target, data)
