"""The system calls that change a disk, in one place.

A store is given a ``Disk``; one that runs full, fails to sync or loses its power is a subclass.
"""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700


class Disk:
    """The real disk. Every method raises OSError when the system refuses."""

    def open(self, path: Path, flags: int) -> int:
        """A descriptor for a file, 0600 when it is created; a symbolic link is not followed."""
        descriptor = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW, FILE_MODE)
        if flags & os.O_CREAT:
            os.fchmod(descriptor, FILE_MODE)
        return descriptor

    def write(self, descriptor: int, data: bytes) -> None:
        """Write all of data where the descriptor stands; after an error part of it may be there."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut a file to a size in bytes."""
        os.ftruncate(descriptor, size)

    def fdatasync(self, descriptor: int) -> None:
        """Make a file's content durable, and its size."""
        _data_to_disk(descriptor)

    def fsync(self, descriptor: int) -> None:
        """Make a file durable with everything that belongs to it."""
        _all_to_disk(descriptor)

    def close(self, descriptor: int) -> None:
        """Let go of a descriptor."""
        os.close(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Make the entries of a folder durable."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)
        try:
            _all_to_disk(descriptor)
        except OSError as error:
            if error.errno != errno.EINVAL:  # file systems that have no such thing as syncing a folder
                raise
        finally:
            os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Move a file onto another, at once."""
        os.replace(source, target)  # noqa: PTH105 - the system call itself

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name."""
        os.link(source, target)

    def unlink(self, path: Path) -> None:
        """Take a file's name away."""
        path.unlink()

    def rmdir(self, folder: Path) -> None:
        """Remove an empty folder."""
        folder.rmdir()

    def mkdir(self, folder: Path) -> None:
        """Make a folder, 0700."""
        folder.mkdir(FOLDER_MODE)
        folder.chmod(FOLDER_MODE)

    def lock(self, descriptor: int) -> bool:
        """Take the kernel's lock on a file; False when somebody else has it.

        Where the file system has no locks it is granted: the journals' owners are the other guard.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
                raise
        return True


def _all_to_disk(descriptor: int) -> None:
    # On macOS fsync stops at the drive's own memory; F_FULLFSYNC goes on to the platter.
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is None:
        os.fsync(descriptor)
    else:
        fcntl.fcntl(descriptor, full)


_data_to_disk = getattr(os, "fdatasync", _all_to_disk)
