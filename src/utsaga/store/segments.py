"""The segments of a journal, as they stand on disk: read, and searched for an action."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from utsaga.model.action import Action
from utsaga.model.info import FORMAT
from utsaga.store import codec, files, lines
from utsaga.store.errors import BadFile, Damaged, NewerFormat
from utsaga.store.layout import Layout
from utsaga.store.lock import Holder
from utsaga.store.migrations import migrate_change
from utsaga.store.owner import Owner

LARGEST_JOURNAL = 1024 * files.MIB
_NAME = re.compile(r"(?P<session>[0-9TZ]+-[0-9a-f]{8})\.(?P<number>\d{4,9})\.(?P<owner>[0-9a-f-]+)\.jsonl")


class Name(NamedTuple):
    """What a segment's file name says. Names sort by time: session, then number."""

    session: str
    number: int
    owner: Owner

    @classmethod
    def of(cls, file_name: str) -> Name | None:
        """The name in a file name, or None."""
        match = _NAME.fullmatch(file_name)
        owner = Owner.from_name(match["owner"]) if match else None
        return cls(match["session"], int(match["number"]), owner) if match and owner else None

    @property
    def part(self) -> str:
        """How the history names what the segment holds."""
        return f"{self.session}-{self.number:04d}"

    @property
    def file_name(self) -> str:
        """The segment's file name."""
        return f"{self.session}.{self.number:04d}.{self.owner.name}.jsonl"


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as it was read: its actions' lines, and what its header says."""

    path: Path
    name: Name
    header: lines.Entry
    found: list[lines.Line]
    size: int
    torn: bool

    @property
    def version(self) -> int:
        """The format version of the records in it."""
        version: int = self.header.get("format", FORMAT)
        return version

    def actions(self) -> Iterator[Action]:
        """The actions in the order in which they were acknowledged, as they were written.

        Raises:
            Damaged: a line holds something else.
        """
        return (codec.action_from_json(line.entry, f".local/journal/{self.path.name}") for line in self.found)

    @property
    def holder(self) -> Holder | None:
        """Who wrote it."""
        return Holder.from_json(self.header.get("holder"))


def names(layout: Layout) -> list[Name]:
    """All segments that stand in a study, oldest first."""
    found = [Name.of(name) for name in layout.names_in(layout.journal)]
    return sorted((name for name in found if name), key=lambda name: (name.session, name.number))


def read(layout: Layout) -> list[Segment]:
    """Read all segments, oldest first, without what was never acknowledged.

    Raises:
        Damaged: an acknowledged line is no longer whole.
        NewerFormat: a newer version of the program wrote one.
        BadFile: one cannot be read.
    """
    contents = {}
    valid: dict[str, int] = {}
    for name in names(layout):
        content = files.read(layout, layout.journal / name.file_name, LARGEST_JOURNAL)
        if content is not None:  # retired in this moment
            contents[name] = content.data
            valid |= _valid(name, content.data)
    return [_segment(layout, name, data[: valid.get(name.part)]) for name, data in contents.items()]


def holder_of(layout: Layout, name: Name) -> Holder | None:
    """Who wrote a segment, as far as its header can be read."""
    try:
        content = files.read(layout, layout.journal / name.file_name, LARGEST_JOURNAL)
        header = (
            lines.decode(content.data[: content.data.find(b"\n") + 1], name.file_name) if content else None
        )
    except (BadFile, Damaged):
        return None
    return Holder.from_json(header.found[0].entry.get("holder")) if header and header.found else None


def _valid(name: Name, data: bytes) -> dict[str, int]:
    """How much of earlier segments counts, as a header says; they broke off with an error."""
    header = lines.decode(data[: data.find(b"\n") + 1], name.file_name).found
    found = header[0].entry.get("valid") if header else None
    if not isinstance(found, dict):
        return {}
    return {f"{name.session}-{int(number):04d}": int(size) for number, size in found.items()}


def _segment(layout: Layout, name: Name, data: bytes) -> Segment:
    path = layout.journal / name.file_name
    found = lines.decode(data, layout.named(path))
    header = found.found[0].entry if found.found else {}
    version = header.get("format", FORMAT)
    if not isinstance(version, int) or version > FORMAT:
        raise NewerFormat(
            "This study was last changed by a newer version of utsaga: update utsaga. Nothing was changed."
        )
    if found.found and "journal" not in header:
        raise Damaged(f"{layout.named(path)} is damaged in line 1")
    return Segment(path, name, header, found.found[1:], found.size, found.torn)


class Place(NamedTuple):
    """Where an action's line stands."""

    path: Path
    offset: int
    length: int


def read_action(layout: Layout, place: Place) -> Action | None:
    """The action whose line stands at a place; None when the segment has been retired.

    Raises:
        Damaged: the line is no longer whole.
    """
    try:
        with place.path.open("rb") as handle:
            handle.seek(place.offset)
            data = handle.read(place.length)
    except FileNotFoundError:
        return None
    found = lines.decode(data, layout.named(place.path)).found
    if not found:
        raise Damaged(f"{layout.named(place.path)} is damaged at byte {place.offset}")
    return codec.action_from_json(found[0].entry, layout.named(place.path))


def find_action(layout: Layout, action_id: str, *, besides: str | None = None) -> Action | None:
    """The action with an id out of the segments that have not been retired, or None.

    ``besides`` names a session whose own actions are known already.
    """
    if all(name.session == besides for name in names(layout)):
        return None
    for segment in read(layout):
        for line in segment.found:
            if line.entry.get("id") == action_id:
                action = codec.action_from_json(line.entry, layout.named(segment.path))
                changes = (migrate_change(change, segment.version) for change in action.changes)
                return replace(action, changes=tuple(changes))
    return None
