"""Files with passages that are gone although nobody took the passages off: what the history tells of them.

A file that is not there says nothing by itself: a coder has one only in the texts that she codes. But when
the history ends with passages in it, it was lost beside the program: deleted, or left behind by a copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from utsaga.model.action import Change, Table
from utsaga.model.errors import UtsagaError
from utsaga.store import files, segments, snapshot
from utsaga.store.disk import Disk
from utsaga.store.history import LARGEST_HISTORY, History
from utsaga.store.layout import STUDY, Layout
from utsaga.store.tinyfile import LARGEST_FILE

_FILE = re.compile(rb'\["(codings/[a-z0-9_-]+\.[a-z0-9_-]+)",')

Spots = set[tuple[str, str]]
"""Records by table and id."""


class Vanished(NamedTuple):
    """A file that is gone, and how many codings and how many other records stood in it at last."""

    file: str
    codings: int
    others: int


def vanished(layout: Layout) -> list[Vanished]:
    """The files that are gone, of sources that the study has.

    What cannot be read of the history, or of study.json, tells nothing here.
    """
    there = set(layout.files_on_disk())
    history = History(layout, Disk())
    found = []
    elsewhere: Spots = set()
    for file in sorted(_known_to_history(layout, _keys(layout)) - there):
        try:
            left = _left(history.changes(file), set())
            # What journals tell of may not have reached the files: it proves only what it leaves alone.
            left = left and left & _left(_unretired(layout, file), set(left))
            if left and not left <= (elsewhere := elsewhere or _elsewhere(layout, there)):
                codings = sum(table == "codings" for table, _ in left)
                found.append(Vanished(file, codings, len(left) - codings))
        except UtsagaError:
            continue
    return found


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


def _left(changes: Iterable[Change], left: Spots) -> Spots:
    for change in changes:
        spot = change.table.name, change.id
        if change.after is None:
            left.discard(spot)
        else:
            left.add(spot)
    return left


def _elsewhere(layout: Layout, there: set[str]) -> Spots:
    """All records that stand in a file: one that was given another name has not vanished."""
    spots: Spots = set()
    for file in there - {STUDY}:
        with suppress(UtsagaError):
            content = files.read(layout, layout.tables(file), LARGEST_FILE)
            tables = snapshot.from_bytes(content.data, file) if content else {}
            spots |= {(table, str(doc.get("id"))) for table, docs in tables.items() for doc in docs.values()}
    return spots


def _unretired(layout: Layout, file: str) -> list[Change]:
    actions = (action for segment in segments.read(layout) for action in segment.actions())
    return [change for action in actions for change in action.changes if change.table.file == file]
