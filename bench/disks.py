"""Disks that run full, that fail to sync, and that lose their power: for the crash harness and the tests."""

from __future__ import annotations

import errno
import os
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from utsaga.store.disk import Disk


class FullDisk(Disk):
    """Takes so many bytes and no more; what does not fit is written in part, as a real disk does."""

    def __init__(self, room: int, error: int = errno.ENOSPC) -> None:
        self.room = room
        self.error = error

    def write(self, descriptor: int, data: bytes) -> None:
        """Write what there is room for."""
        taken = min(self.room, len(data))
        self.room -= taken
        super().write(descriptor, data[:taken])
        if taken < len(data):
            raise OSError(self.error, os.strerror(self.error))


class FailingDisk(Disk):
    """Fails in the calls that ``fails`` chooses by name (``fdatasync``, ``fsync``, ``replace`` ...)."""

    def __init__(self, fails: Callable[[str], bool], error: int = errno.EIO) -> None:
        self.fails = fails
        self.error = error
        self.calls: dict[str, int] = {}

    def _ask(self, call: str) -> None:
        self.calls[call] = self.calls.get(call, 0) + 1
        if self.fails(call):
            raise OSError(self.error, os.strerror(self.error))

    def open(self, path: Path, flags: int) -> int:
        """Open, or fail."""
        self._ask("open")
        return super().open(path, flags)

    def write(self, descriptor: int, data: bytes) -> None:
        """Write, or fail after half of it."""
        try:
            self._ask("write")
        except OSError:
            super().write(descriptor, data[: len(data) // 2])
            raise
        super().write(descriptor, data)

    def fdatasync(self, descriptor: int) -> None:
        """Sync, or fail."""
        self._ask("fdatasync")
        super().fdatasync(descriptor)

    def fsync(self, descriptor: int) -> None:
        """Sync, or fail."""
        self._ask("fsync")
        super().fsync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Sync, or fail."""
        self._ask("sync_folder")
        super().sync_folder(folder)

    def replace(self, source: Path, target: Path) -> None:
        """Rename, or fail."""
        self._ask("replace")
        super().replace(source, target)

    def unlink(self, path: Path) -> None:
        """Unlink, or fail."""
        self._ask("unlink")
        super().unlink(path)


@dataclass(eq=False)
class _File:
    """What was written to a file, and how much of it a power cut would leave."""

    content: bytearray = field(default_factory=bytearray)
    durable: bytes = b""


Entries = dict[str, "_File | None"]
"""A folder: names and files, None for a folder below."""


class PowerDisk(Disk):
    """Works on a real folder, and knows what would be left of it if the power went now.

    Content survives that was synced, and folder entries that were synced; of the rest as much as
    chance lets through: a part of what was appended, the first few of a folder's new entries.
    With ``syncing=False`` the syncs do nothing: whoever relies on them must be seen to lose.

    ``cut`` is called before every call that changes something, with the disk: a place to take photos.
    """

    def __init__(self, root: Path, *, syncing: bool = True, cut: Callable[[PowerDisk], None] | None = None):
        self.root = root
        self.calls = 0
        self._syncing = syncing
        self._cut = cut
        self._lock = threading.RLock()
        self._open: dict[int, tuple[_File, int]] = {}
        self._folders: dict[Path, Entries] = {}
        self._left: dict[Path, list[Entries]] = {}
        self._take_in(root)

    def _take_in(self, folder: Path) -> None:
        self._folders[folder] = {}
        for path in folder.iterdir():
            if path.is_dir():
                self._take_in(path)
            content = None if path.is_dir() else path.read_bytes()
            self._folders[folder][path.name] = None if content is None else _File(bytearray(content), content)
        self._left[folder] = [dict(self._folders[folder])]

    def _moment(self) -> None:
        self.calls += 1
        if self._cut:
            self._cut(self)

    def _changed(self, folder: Path) -> None:
        self._left[folder].append(dict(self._folders[folder]))

    def open(self, path: Path, flags: int) -> int:
        """Open, and watch what is written."""
        with self._lock:
            if flags & os.O_CREAT:
                self._moment()
            descriptor = super().open(path, flags)
            entries = self._folders[path.parent]
            file = entries.get(path.name)
            if file is None:
                file = entries[path.name] = _File()
                self._changed(path.parent)
            elif flags & os.O_TRUNC:
                file.content.clear()
            self._open[descriptor] = file, 0
            return descriptor

    def write(self, descriptor: int, data: bytes) -> None:
        """Write, and keep what was written."""
        with self._lock:
            self._moment()
            super().write(descriptor, data)
            file, at = self._open[descriptor]
            file.content[at : at + len(data)] = data
            self._open[descriptor] = file, at + len(data)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut a file."""
        with self._lock:
            super().truncate(descriptor, size)
            del self._open[descriptor][0].content[size:]

    def fdatasync(self, descriptor: int) -> None:
        """What the file holds is durable now."""
        self.fsync(descriptor)

    def fsync(self, descriptor: int) -> None:
        """What the file holds is durable now."""
        with self._lock:
            self._moment()
            if self._syncing:
                file, _ = self._open[descriptor]
                file.durable = bytes(file.content)

    def close(self, descriptor: int) -> None:
        """Close."""
        with self._lock:
            self._open.pop(descriptor, None)
            super().close(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """The folder's entries are durable now."""
        with self._lock:
            self._moment()
            if self._syncing:
                self._left[folder] = [dict(self._folders[folder])]

    def replace(self, source: Path, target: Path) -> None:
        """Rename."""
        with self._lock:
            self._moment()
            super().replace(source, target)
            self._folders[target.parent][target.name] = self._folders[source.parent].pop(source.name)
            self._changed(target.parent)

    def link(self, source: Path, target: Path) -> None:
        """Give a second name."""
        with self._lock:
            self._moment()
            super().link(source, target)
            self._folders[target.parent][target.name] = self._folders[source.parent][source.name]
            self._changed(target.parent)

    def unlink(self, path: Path) -> None:
        """Take a name away."""
        with self._lock:
            self._moment()
            super().unlink(path)
            self._folders[path.parent].pop(path.name, None)
            self._changed(path.parent)

    def mkdir(self, folder: Path) -> None:
        """Make a folder."""
        with self._lock:
            self._moment()
            super().mkdir(folder)
            self._folders[folder.parent][folder.name] = None
            self._changed(folder.parent)
            self._folders[folder] = {}
            self._left[folder] = [{}]

    def photograph(self, target: Path, chance: random.Random) -> None:
        """Put into a new folder what a power cut at this moment would leave."""
        with self._lock:
            self._develop(self.root, target, chance)

    def _develop(self, folder: Path, target: Path, chance: random.Random) -> None:
        target.mkdir(parents=True, exist_ok=True)
        for name, file in chance.choice(self._left[folder]).items():
            if file is None:
                self._develop(folder / name, target / name, chance)
                continue
            content, durable = bytes(file.content), file.durable
            if content.startswith(durable):
                content = content[: chance.randint(len(durable), len(content))]
            (target / name).write_bytes(chance.choice((durable, content)))
