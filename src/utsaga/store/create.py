"""A new study on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from utsaga.model.action import Json, Table
from utsaga.model.errors import Refused
from utsaga.store import files, gitfiles, snapshot
from utsaga.store.disk import Disk
from utsaga.store.errors import BadFile, NotSaved, not_saved
from utsaga.store.layout import CODINGS, STUDY, Layout, check_table
from utsaga.store.migrations import version_of
from utsaga.store.snapshot import Tables


def create(path: Path, records: Mapping[Table, Iterable[Json]], disk: Disk) -> Layout:
    """Make the folder of a study with its first records. Study.json comes last: without it, it is none.

    Raises:
        Refused: there is something already, or the records are not those of a study.
        NotSaved: the disk does not take it.
    """
    layout = Layout(path)
    contents = _files(records)
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise Refused(f"{path} is there already and not empty: choose a folder that does not exist yet")
        for folder in (layout.root, layout.root / "transcripts", layout.root / CODINGS, layout.history):
            files.make_folder(disk, folder)
        if files.too_open(layout.root):
            files.close_to_others(layout.root)
        for name, text in ((".gitignore", gitfiles.IGNORE), (".gitattributes", gitfiles.ATTRIBUTES)):
            files.replace(disk, layout.root / name, text.encode())
        for file, data in contents.items():
            files.replace(disk, layout.tables(file), data)
    except FileNotFoundError:  # the folders above were made before: this place takes none
        raise NotSaved(
            f"The study in {path} was not made: no folder can be made there, choose another"
        ) from None
    except OSError as error:
        raise not_saved(error, f"The study in {path} was not made") from None
    return layout


def _files(records: Mapping[Table, Iterable[Json]]) -> dict[str, bytes]:
    tables: dict[str, Tables] = {}
    try:
        for table, found in records.items():
            check_table(table)
            docs = {snapshot.doc_key(record["id"]): dict(record) for record in found}
            tables.setdefault(table.file, {})[table.name] = docs
        version_of(tables.get(STUDY, {}))
        ordered = sorted(tables, key=lambda file: (file == STUDY, file))
        return {file: snapshot.to_bytes(tables[file]) for file in ordered}
    except (ValueError, TypeError, KeyError, BadFile) as error:
        raise Refused(f"These are not the records of a study: {error}") from None
