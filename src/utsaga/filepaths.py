"""Paths that people name: looked at, opened and read so that whatever stands there is told in words."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from utsaga.model.errors import UtsagaError
from utsaga.text.safe import shown_path

_NO_PATH = "its name is not a path"


class Unseen(UtsagaError):
    """A path of which cannot be told what stands there."""


def is_file(path: Path) -> bool:
    """Whether a file stands at a path, or a link to one.

    Raises:
        Unseen: it cannot be told.
    """
    found = _status(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def is_folder(path: Path) -> bool:
    """Whether a folder stands at a path, or a link to one.

    Raises:
        Unseen: it cannot be told.
    """
    found = _status(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def is_there(path: Path) -> bool:
    """Whether anything stands at a path.

    Raises:
        Unseen: it cannot be told.
    """
    return _status(path) is not None


def real(path: Path) -> Path:
    """The path without links, from the root on.

    Raises:
        Unseen: the folder that it is to be found from is gone, or it is no path.
    """
    try:
        return Path(os.path.realpath(path))
    except FileNotFoundError:  # all else that is missing is no trouble
        raise Unseen(
            "The folder that you work in is there no more: go to another one (cd), or name whole paths."
        ) from None
    except (OSError, ValueError) as error:
        raise _unseen(path, error) from None


def working_folder() -> Path:
    """The folder from which paths are named; the user's own where that one has been removed meanwhile."""
    try:
        return Path.cwd()
    except OSError:
        return Path(os.path.expanduser("~")).absolute() if "HOME" in os.environ else Path("/")  # noqa: PTH111


def read_at_most(path: Path, most: int) -> bytes:
    """Return the first bytes of a file, up to one more than ``most``, which tells that it is larger.

    What is no file is refused before it is read: a pipe could keep the program waiting for ever.

    Raises:
        OSError: it is not there, is no file, or may not be read; ``strerror`` says so in words.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    except ValueError:
        raise OSError(errno.EINVAL, _NO_PATH) from None
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "it is not a file but a device or a pipe: save it to a file first")
        with open(descriptor, "rb", closefd=False) as file:  # it is open already
            return file.read(most + 1)
    finally:
        os.close(descriptor)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise _unseen(path, error) from None


def _unseen(path: Path, error: OSError | ValueError) -> Unseen:
    why = (error.strerror if isinstance(error, OSError) else None) or _NO_PATH
    # The reason first: where there is room for one line, the path may take all of it.
    return Unseen(f"{why[:1].upper()}{why[1:]}: '{shown_path(path)}' cannot be looked at.")
