"""Two copies of a TinyDB file that grew apart, merged by record: what git calls as its merge driver."""

from __future__ import annotations

from pathlib import Path

from utsaga.model.errors import NotFound, Refused
from utsaga.model.info import FORMAT
from utsaga.store import files, snapshot
from utsaga.store.disk import Disk
from utsaga.store.errors import BadFile, not_saved
from utsaga.store.layout import STUDY, Layout
from utsaga.store.merge import CONFLICTS, conflict, settle
from utsaga.store.migrations import version_of
from utsaga.store.snapshot import Tables
from utsaga.store.tinyfile import LARGEST_FILE


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> int:
    """Merge theirs into ours, both grown from base (an empty file for none), and write ours.

    ``name`` is what the file is called in messages. Returns how many versions lost; they are kept in the
    file's table ``conflicts``.

    Raises:
        BadFile, NewerFormat, Refused: one of them is no file of a study, or their formats differ; ours
            stands as it was.
        NotFound: one of them is not there.
        NotSaved: the disk does not take it; ours stands as it was.
    """
    copies = [_read(ours, f"{name} (ours)"), _read(theirs, f"{name} (theirs)")]
    # Git gives an empty file where the two have not grown from one.
    copies.insert(0, {} if _is_empty(base) else _read(base, f"{name} (base)"))
    _must_agree(copies, name)
    merged, lost = merge_tables(*copies)
    try:
        files.replace(Disk(), ours.resolve(), snapshot.to_bytes(merged))
    except OSError as error:
        raise not_saved(error, f"{name} was not merged") from None
    return lost


def merge_tables(base: Tables, ours: Tables, theirs: Tables) -> tuple[Tables, int]:
    """Two sets of tables grown from one, record by record, and how many versions lost.

    An edit beats a deletion, the later edit the earlier; what loses goes to ``conflicts``. It comes out
    the same whichever of the two is called ours.
    """
    merged: Tables = {}
    losses = []
    for table in sorted({*ours, *theirs}):
        olds, mine, others = (copy.get(table, {}) for copy in (base, ours, theirs))
        for key in sorted({*mine, *others}):
            settled = settle([olds.get(key)], mine.get(key), others.get(key))
            if settled.record is not None:
                merged.setdefault(table, {})[key] = settled.record
            if (loss := conflict(table, settled.lost)) is not None:
                losses.append(loss)
    kept = merged.setdefault(CONFLICTS, {}) if losses else {}
    for loss in losses:
        kept.setdefault(snapshot.doc_key(loss["id"]), loss)
    return merged, len(losses)


def _is_empty(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == 0


def _read(path: Path, name: str) -> Tables:
    real = path.resolve()
    content = files.read(Layout(real.parent), real, LARGEST_FILE)
    if content is None:
        raise NotFound(f"{name} is not there: {path}")
    tables = snapshot.from_bytes(content.data, name)
    snapshot.check_records(tables, name)
    return tables


def _must_agree(copies: list[Tables], name: str) -> None:
    """A file of another format would be mixed with one of this: each is brought up by opening its study."""
    studies = [tables for tables in copies if STUDY in tables]
    if any(version_of(tables) != FORMAT for tables in studies):
        raise Refused(
            f"{name} comes from an older version: open both copies of the study once, and merge then"
        )
    if len({key for tables in studies for key in tables[STUDY]}) > 1:
        raise BadFile(f"{name}: these are two different studies, not two copies of one")
