"""Files with passages that are gone although nobody took the passages off: what the history tells of them.

A file that is not there says nothing by itself: a coder has one only in the texts that she codes. But when
the history ends with passages in it, it was lost beside the program: deleted, or left behind by a copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from utsaga.model.action import Change, Json, Table
from utsaga.model.errors import UtsagaError
from utsaga.store import files, segments, snapshot
from utsaga.store.disk import Disk
from utsaga.store.history import LARGEST_HISTORY, History
from utsaga.store.layout import OWN, STUDY, Layout
from utsaga.store.migrations import migrate_change
from utsaga.store.tinyfile import LARGEST_FILE

_FILE = re.compile(rb'\["(codings/[a-z0-9_-]+\.[a-z0-9_-]+)",')

Spot = tuple[str, str]
"""A record by its table and id."""

Told = list[tuple[str, Change]]
"""What was done to a record in order, each with the time at which it was."""


class Vanished(NamedTuple):
    """A file that is gone, and the records that nobody took off, as they stood in it at last.

    ``versions`` are all that the history tells of the file's records, also of those that were taken off.
    """

    file: str
    records: dict[Spot, Json]
    versions: dict[Spot, list[Json | None]]

    @property
    def codings(self) -> int:
        """How many codings stood in it at last; what else stood there is not among them."""
        return sum(table == "codings" for table, _ in self.records)


def vanished(layout: Layout) -> list[Vanished]:
    """The files that are gone, of sources that the study has.

    What cannot be read of the history, or of study.json, tells nothing here.
    """
    there = set(layout.files_on_disk())
    gone = _known_to_history(layout, _keys(layout)) - there
    with suppress(UtsagaError):
        found = [one for one in _emptied_by_nobody(layout, gone) if one.records] if gone else []
        elsewhere = _elsewhere(layout, there) if found else set()
        return [one for one in found if not one.records.keys() <= elsewhere]
    return []


def _emptied_by_nobody(layout: Layout, gone: set[str]) -> Iterator[Vanished]:
    history = History(layout, Disk())
    # What journals tell of may not have reached the files: it proves only what it leaves alone.
    journals = _unretired(layout, gone)
    retired = history.retired()
    erased = max((str(head.get("at")) for head in history.thinned(retired)), default="")
    for key, files_of_key in groupby(sorted(gone), key=lambda file: Table(file, "").source_key):
        told: dict[str, dict[Spot, Told]] = {file: {} for file in files_of_key}
        try:
            for head, change in history.told(key or OWN, retired):
                if change.table.file in told:
                    spots = told[change.table.file]
                    at = str(head.get("at"))
                    spots.setdefault((change.table.name, change.id), []).append((at, change))
        except UtsagaError:
            continue
        for file, spots in told.items():
            proven = {
                spot: left
                for spot, changes in spots.items()
                if (left := _left(changes, journals[file].get(spot, []), erased)) is not None
            }
            yield Vanished(file, proven, {spot: _versions(changes) for spot, changes in spots.items()})


def _left(retired: Told, journals: Told, erased: str) -> Json | None:
    """What a record was at last, by its retired changes; None when somebody took it off, or may have.

    The parts of a history stand in the order in which sessions began, and several clones have theirs: what
    was done goes by its own time, and the record must lead through it from one version to the next. A
    record that nobody ever took off needs no such proof. ``erased`` is when something was last done that
    has been erased in part: it may have been done to this record.
    """
    ordered = [change for _, change in sorted(retired, key=itemgetter(0))]
    if max(at for at, _ in retired) <= erased:
        return None
    every = [change for _, change in sorted((*retired, *journals), key=itemgetter(0))]
    if any(change.after is None for change in every):
        version: Json | None = None
        for change in every:
            if change.before != version:
                return None
            version = change.after
        if version is None:
            return None
    return ordered[-1].after


def _versions(changes: Told) -> list[Json | None]:
    return [version for _, change in changes for version in (change.before, change.after)]


def _keys(layout: Layout) -> set[str]:
    try:
        content = files.read(layout, layout.tables(STUDY), LARGEST_FILE)
        tables = snapshot.from_bytes(content.data, "study.json") if content else {}
    except UtsagaError:
        return set()
    return {str(record.get("key")) for record in tables.get("sources", {}).values()}


def _known_to_history(layout: Layout, keys: set[str]) -> set[str]:
    known: set[str] = set()
    for path in layout.history.glob("*/*.jsonl"):
        if path.parent.name in keys:
            try:
                content = files.read(layout, path, LARGEST_HISTORY)
            except UtsagaError:
                continue
            names = {name.decode() for name in _FILE.findall(content.data)} if content else set()
            known |= {name for name in names if Table(name, "").source_key == path.parent.name}
    return known


def _elsewhere(layout: Layout, there: set[str]) -> set[Spot]:
    """All records that stand in a file: one that was given another name has not vanished."""
    spots: set[Spot] = set()
    for file in there - {STUDY}:
        with suppress(UtsagaError):
            content = files.read(layout, layout.tables(file), LARGEST_FILE)
            tables = snapshot.from_bytes(content.data, file) if content else {}
            spots |= {(table, str(doc.get("id"))) for table, docs in tables.items() for doc in docs.values()}
    return spots


def _unretired(layout: Layout, gone: set[str]) -> dict[str, dict[Spot, Told]]:
    told: dict[str, dict[Spot, Told]] = {file: {} for file in gone}
    for segment in segments.read(layout):
        for action in segment.actions():
            for change in action.changes:
                if change.table.file in gone:
                    spots = told[change.table.file]
                    change = migrate_change(change, segment.version)
                    spots.setdefault((change.table.name, change.id), []).append((action.at, change))
    return told
