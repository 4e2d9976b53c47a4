"""Whether a study's files are what they should be, told without changing anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tinydb import TinyDB

from utsaga.model.errors import Refused, UtsagaError
from utsaga.store import files, lines, segments, snapshot
from utsaga.store.claim import life_of
from utsaga.store.disk import Disk
from utsaga.store.erasure import unfinished
from utsaga.store.errors import BadFile
from utsaga.store.history import History
from utsaga.store.layout import STUDY, Layout
from utsaga.store.migrations import version_of
from utsaga.store.owner import Life
from utsaga.store.texts import Texts
from utsaga.store.tidy import everything, is_half
from utsaga.store.tinyfile import LARGEST_FILE
from utsaga.store.vanished import vanished


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a file: ``where`` is its path from the study's folder on, ``what`` is in words."""

    where: str
    what: str


def check_files(path: Path) -> list[Finding]:
    """Return what is wrong with the files of a study: form, rights, leftovers, the history's chain.

    Every TinyDB file is read by stock TinyDB too, so that anybody's program can.
    """
    layout = Layout(path)
    return [
        *_tables(layout),
        *_texts(layout),
        *_journals(layout),
        *_erasure(layout),
        *(Finding("history", problem) for problem in History(layout, Disk()).verify()),
        *_rights(layout),
    ]


def _tables(layout: Layout) -> Iterator[Finding]:
    try:
        for file in _table_files(layout):
            yield from _table_file(layout, file)
        yield from _vanished(layout)
        for path in layout.strangers():
            yield Finding(layout.named(path), "is not read: its name is no source and coder")
    except BadFile as error:
        yield Finding(layout.named(layout.codings), str(error))


def _table_files(layout: Layout) -> list[str]:
    found = list(layout.files_on_disk())
    return found if STUDY in found else [STUDY, *found]


def _table_file(layout: Layout, file: str) -> Iterator[Finding]:
    path = layout.tables(file)
    name = layout.named(path)
    try:
        content = files.read(layout, path, LARGEST_FILE)
        if content is None:
            yield Finding(name, "is missing")
            return
        tables = snapshot.from_bytes(content.data, name)
        snapshot.check_records(tables, name)
        if file == STUDY:
            version_of(tables)
    except UtsagaError as error:
        yield Finding(name, f"{str(error).removeprefix(name).lstrip(': ')}{_backup_of(layout, file)}")
        return
    yield from _by_stock_tinydb(path, name)


def _vanished(layout: Layout) -> Iterator[Finding]:
    for gone in vanished(layout):
        others = len(gone.records) - gone.codings
        held = f"codings: {gone.codings}" + (f", other records: {others}" if others else "")
        yield Finding(
            layout.named(layout.tables(gone.file)),
            f"is gone, and nobody took off what stood in it ({held}): 'utsaga check --repair STUDY' builds "
            "it anew from the history; what is not wanted can be taken off then",
        )


def _by_stock_tinydb(path: Path, name: str) -> Iterator[Finding]:
    try:
        with TinyDB(path, access_mode="r", encoding="utf-8") as tiny:
            for table in tiny.tables():
                tiny.table(table).all()
    except (ValueError, OSError, AttributeError, TypeError) as error:
        yield Finding(name, f"cannot be read by TinyDB: {type(error).__name__}")


def _backup_of(layout: Layout, file: str) -> str:
    backup = layout.backup(file)
    return f". The version before the last is in {layout.named(backup)}" if backup.exists() else ""


def _texts(layout: Layout) -> Iterator[Finding]:
    texts = Texts(layout, Disk())
    for path in sorted((layout.root / "transcripts").glob("*.txt")):
        try:
            texts.read(path.stem)
        except Refused:
            continue  # a name that no transcript has: the study tells what the file is
        except UtsagaError as error:
            yield Finding(layout.named(path), str(error))


def _journals(layout: Layout) -> Iterator[Finding]:
    for name in segments.names(layout):
        path = layout.journal / name.file_name
        life = life_of(layout, name)
        if life is Life.DEAD:
            yield Finding(
                layout.named(path), "was left by a session that did not end properly: open the study"
            )
        elif life is Life.UNKNOWN:
            yield Finding(
                layout.named(path), "belongs to a session on a machine that cannot be seen from here"
            )
        try:
            content = files.read(layout, path, segments.LARGEST_JOURNAL)
            lines.decode(content.data if content else b"", layout.named(path))
        except UtsagaError as error:
            yield Finding(layout.named(path), str(error))


def _erasure(layout: Layout) -> Iterator[Finding]:
    if what := unfinished(layout):
        yield Finding(layout.named(layout.erasure), what)


def _rights(layout: Layout) -> Iterator[Finding]:
    for path in everything(layout):
        if is_half(path):
            yield Finding(layout.named(path), "is half a file that a killed session left: open the study")
        elif files.too_open(path):
            yield Finding(layout.named(path), "can be read by others than you")
