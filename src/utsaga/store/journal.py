"""The journal: one line and one sync for every action, in segments that are retired into the history."""

from __future__ import annotations

import errno
import os
import threading
from contextlib import suppress
from pathlib import Path

from utsaga.model.info import FORMAT
from utsaga.store import lines
from utsaga.store.disk import Disk
from utsaga.store.errors import not_saved
from utsaga.store.layout import Layout
from utsaga.store.lock import Holder
from utsaga.store.owner import Owner
from utsaga.store.segments import Name, Place


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
