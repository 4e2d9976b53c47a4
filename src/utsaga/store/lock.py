"""The kernel's lock on a study: one writer, freed by whatever ends the process."""

from __future__ import annotations

import json
import os
import socket
import weakref
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from utsaga.model.ids import now
from utsaga.store.disk import Disk

_held: weakref.WeakSet[Lock] = weakref.WeakSet()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a study open for writing, on which machine, in which process, since when."""

    who: str
    host: str
    pid: int
    since: str

    @classmethod
    def me(cls, who: str) -> Holder:
        """This process, from now on."""
        return cls(who, socket.gethostname(), os.getpid(), now())

    @classmethod
    def from_json(cls, found: object) -> Holder | None:
        """The holder that plain values describe; None when they do not."""
        if not isinstance(found, dict):
            return None
        who, host, pid, since = (found.get(name) for name in ("who", "host", "pid", "since"))
        if isinstance(who, str) and isinstance(host, str) and isinstance(pid, int) and isinstance(since, str):
            return cls(who, host, pid, since)
        return None

    def to_json(self) -> dict[str, object]:
        """The holder as plain values."""
        return asdict(self)


class Lock:
    """The lock file of a study. It is never unlinked: a second file would be a second lock."""

    def __init__(self, disk: Disk, path: Path) -> None:
        """Stand for the lock at a path; nothing is taken yet."""
        self._disk = disk
        self._path = path
        self._descriptor: int | None = None

    def take(self, holder: Holder) -> bool:
        """Take the lock in a holder's name; False when somebody else has it.

        Raises:
            OSError: the lock file cannot be made or locked.
        """
        descriptor = self._disk.open(self._path, os.O_RDWR | os.O_CREAT)
        try:
            if not self._disk.lock(descriptor):
                self._disk.close(descriptor)
                return False
            # Who holds it is a courtesy to the next one: it is not synced, the lock is the kernel's.
            self._disk.truncate(descriptor, 0)
            self._disk.write(descriptor, json.dumps(holder.to_json()).encode())
        except OSError:
            self._disk.close(descriptor)
            raise
        self._descriptor = descriptor
        _held.add(self)
        return True

    def holder(self) -> Holder | None:
        """Who took the lock last, as far as the file tells."""
        try:
            return Holder.from_json(json.loads(self._path.read_bytes()[:4096]))
        except (OSError, ValueError, RecursionError):
            return None

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            self._disk.close(self._descriptor)
            self._descriptor = None
        _held.discard(self)


def _let_go_in_child() -> None:
    # A child has the same open file: as long as it lives, the lock would be held after the parent's end.
    for lock in list(_held):
        with suppress(OSError):
            lock.release()


os.register_at_fork(after_in_child=_let_go_in_child)
