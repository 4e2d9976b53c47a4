"""The journal: one line and one sync for every action, in segments that are retired into the history."""

from __future__ import annotations

import errno
import os
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from utsaga.model.action import Action
from utsaga.model.info import FORMAT
from utsaga.store import codec, files, lines
from utsaga.store.disk import Disk
from utsaga.store.errors import BadFile, Damaged, NewerFormat, not_saved
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
    try:
        found = [Name.of(path.name) for path in layout.journal.iterdir()]
    except FileNotFoundError:
        return []
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


class Journal:
    """The journal that this process writes. Thread-safe.

    After an error the descriptor is never used again: what it wrote may or may not be on the disk,
    and the kernel tells of a failed sync only once. A new segment says how much of the old one counts.
    """

    def __init__(self, disk: Disk, layout: Layout, session: str, holder: Holder) -> None:
        """Open the first segment, durably.

        Raises:
            OSError: the disk does not take it.
        """
        self.session = session
        self.places: dict[str, Place] = {}
        self.records = 0
        self.number = 0
        self._disk = disk
        self._layout = layout
        self._holder = holder
        self._owner = Owner.me()
        self._lock = threading.Lock()
        self._valid: dict[str, int] = {}
        self._descriptor: int | None = None
        self._path = layout.journal
        self._size = 0
        self._tried = 0
        self._open()

    def append(self, action_id: str, line: bytes, records: int) -> int:
        """Make a line durable and return the number of the segment it stands in.

        Raises:
            NotSaved: the disk did not take it; it will not come back at the next start.
        """
        with self._lock:
            try:
                if self._descriptor is None:
                    self._open()
                assert self._descriptor is not None
                if not os.fstat(self._descriptor).st_nlink:  # taken away (git clean): it would be in vain
                    raise FileNotFoundError(errno.ENOENT, "journal")
                self._disk.write(self._descriptor, line)
                self._disk.fdatasync(self._descriptor)
            except OSError as error:
                self._break_off()
                raise not_saved(error, "Not saved") from None
            except BaseException:  # interrupted from the keyboard between the write and the sync
                self._break_off()
                raise
            self.places[action_id] = Place(self._path, self._size, len(line))
            self._size += len(line)
            self.records += records
            return self.number

    def rotate(self) -> None:
        """Go on in a new segment, so that the old ones can be retired.

        Raises:
            OSError: the disk does not take a new one; the old one goes on.
        """
        with self._lock:
            old = self._descriptor
            self._open()
            if old is not None:
                self._disk.close(old)

    def forget(self, path: Path) -> None:
        """A segment has been retired: its actions are in the history now."""
        with self._lock:
            self.places = {name: place for name, place in self.places.items() if place.path != path}

    def path(self, number: int) -> Path:
        """The file of one of this session's segments."""
        return self._layout.journal / Name(self.session, number, self._owner).file_name

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._descriptor is not None:
                self._disk.close(self._descriptor)
                self._descriptor = None

    def _open(self) -> None:
        self._tried += 1  # a number is never used twice: what an attempt left behind may still be there
        path = self.path(self._tried)
        header = lines.encode(
            {
                "journal": 1,
                "format": FORMAT,
                "session": self.session,
                "holder": self._holder.to_json(),
                "valid": self._valid,
            }
        )
        descriptor = self._disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            self._disk.write(descriptor, header)
            self._disk.fsync(descriptor)
            self._disk.sync_folder(path.parent)
        except OSError:
            self._disk.close(descriptor)
            with suppress(OSError):  # an empty segment counts for nothing, wherever it stays
                self._disk.unlink(path)
            raise
        self._descriptor, self._path, self._size = descriptor, path, len(header)
        self.number, self.records = self._tried, 0

    def _break_off(self) -> None:
        if self._descriptor is None:
            return
        self._valid[str(self.number)] = self._size
        # Both are for a program that is killed right now; the next segment's header is what counts.
        with suppress(OSError):
            self._disk.truncate(self._descriptor, self._size)
        with suppress(OSError):
            self._disk.close(self._descriptor)
        self._descriptor = None
        with suppress(OSError):
            self._open()
