"""Reading files that nobody vouches for, and replacing files so that no moment shows half of one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from utsaga.store.disk import FILE_MODE, FOLDER_MODE, Disk
from utsaga.store.errors import BadFile, why
from utsaga.store.layout import Layout

MIB = 1 << 20


class Signature(NamedTuple):
    """By what one sees that a file has been changed or replaced."""

    inode: int
    size: int
    changed: int

    @classmethod
    def of(cls, status: os.stat_result) -> Signature:
        """The signature of a file by its status."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)

    @classmethod
    def at(cls, path: Path) -> Signature | None:
        """The signature of what stands at a path; None when nothing does.

        Raises:
            BadFile: the system does not say: the folder is none, or the connection to the disk is lost.
        """
        try:
            return cls.of(path.stat())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise BadFile(f"{path.parent.name}/{path.name} cannot be looked at: {why(error)}") from None


class Content(NamedTuple):
    """What a file held when it was read."""

    data: bytes
    signature: Signature


def read(layout: Layout, path: Path, limit: int) -> Content | None:
    """Return the content of a file of a study, at most limit bytes; None when there is no file.

    Raises:
        BadFile: not a file, too large, not readable, or a link that leads out of the study.
    """
    name = layout.named(path)
    try:
        # Without O_NONBLOCK a pipe in place of a file would keep the program waiting for ever.
        flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        descriptor = os.open(layout.inside(path), flags)
    except FileNotFoundError:
        if path.is_symlink():
            raise BadFile(f"{name} is a link that leads nowhere: remove it or put the file there") from None
        return None
    except OSError as error:
        raise BadFile(f"{name} cannot be opened: {why(error)}") from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise BadFile(f"{name} is not a file")
    with os.fdopen(descriptor, "rb") as handle:
        if status.st_size > limit:
            raise BadFile(f"{name} is too large: {status.st_size // MIB} MB, the limit is {limit // MIB} MB")
        try:
            data = handle.read(limit + 1)
        except OSError as error:
            raise BadFile(f"{name} cannot be read: {why(error)}") from None
    if len(data) > limit:
        raise BadFile(f"{name} is too large: the limit is {limit // MIB} MB")
    return Content(data, Signature.of(status))


def replace(
    disk: Disk,
    path: Path,
    data: bytes,
    *,
    still: Callable[[], bool] = lambda: True,
    replaced: Callable[[Signature], None] = lambda _: None,
    durable: bool = True,
    until_then: Path | None = None,
) -> bool:
    """Put data at a path, 0600, so that at any moment the old or the new content stands there whole.

    ``still`` is asked at the last moment, and False leaves the old content and is returned.
    ``replaced`` is called as soon as the new content is what others see; an OSError that comes
    after that means that it may not survive a power cut. What need not survive one is not ``durable``,
    and does not wait for the disk. ``until_then`` is where the data stands before that, in the same folder:
    a place that nobody has. Without it what stands there is taken for one's own that was left half.
    """
    temporary = until_then or path.with_name(f".{path.name}.tmp")
    alone = os.O_EXCL if until_then else os.O_TRUNC
    descriptor = disk.open(temporary, os.O_WRONLY | os.O_CREAT | alone)
    try:
        try:
            disk.write(descriptor, data)
            if durable:
                disk.fsync(descriptor)
            signature = Signature.of(os.fstat(descriptor))
        finally:
            disk.close(descriptor)
        if not still():
            disk.unlink(temporary)
            return False
        disk.replace(temporary, path)
    except BaseException:
        with suppress(OSError):  # the error to tell about is the first one; the next start sweeps
            disk.unlink(temporary)
        raise
    replaced(signature)
    if durable:
        disk.sync_folder(path.parent)
    return True


def make_folder(disk: Disk, folder: Path) -> None:
    """Make a folder and those above it, 0700, durably; nothing when it is there."""
    if folder.is_dir():
        return
    make_folder(disk, folder.parent)
    with suppress(FileExistsError):
        disk.mkdir(folder)
    disk.sync_folder(folder.parent)


def remove(disk: Disk, path: Path) -> None:
    """Take a file away durably; nothing when it is not there."""
    with suppress(FileNotFoundError):
        disk.unlink(path)
    disk.sync_folder(path.parent)


def sync(disk: Disk, path: Path) -> None:
    """Make a file durable that somebody else wrote, and its entry in the folder."""
    descriptor = disk.open(path, os.O_RDONLY)
    try:
        disk.fsync(descriptor)
    finally:
        disk.close(descriptor)
    disk.sync_folder(path.parent)


def too_open(path: Path) -> bool:
    """Whether others than the owner may read or write a file, or look into a folder."""
    status = path.lstat()
    return not stat.S_ISLNK(status.st_mode) and bool(stat.S_IMODE(status.st_mode) & 0o077)


def close_to_others(path: Path) -> None:
    """Take every right on a file or folder from everybody but its owner."""
    path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
