"""Taking a file's bytes from the disk."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from utsaga.filepaths import read_at_most
from utsaga.model.errors import NotFound
from utsaga.readers.reading import Unreadable
from utsaga.text.digest import sha256_of
from utsaga.text.safe import shown_path

LARGEST = 64 * 1024 * 1024
"""The largest file that is read, in bytes; the longest interviews are a hundredth of it."""


@dataclass(frozen=True)
class Content:
    """The bytes of a file and its name, safe to show and without its path."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, with its dot."""
        return Path(self.name).suffix.lower()

    @cached_property
    def sha256(self) -> str:
        """Hash of the bytes, in hexadecimal digits."""
        return sha256_of(self.data)


def load(path: Path) -> Content:
    """Return the content of a file.

    Raises:
        NotFound: there is no such file.
        Unreadable: it is a folder or a device, may not be read, is empty, or is too large.
    """
    name = shown_path(path.name or path)
    try:
        return _content(path, name)
    except FileNotFoundError:
        raise NotFound(f"There is no file '{shown_path(path)}'.") from None
    except PermissionError:
        raise Unreadable(
            f"'{name}' may not be read by you. Ask its owner, or change its permissions."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a path"
        raise Unreadable(f"'{name}' cannot be read: {reason}.") from None


def _content(path: Path, name: str) -> Content:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable(f"'{name}' is a folder. Name the files in it, one by one or as '{name}/*.txt'.")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable(f"'{name}' is not a file but a device or a pipe. Save the text to a file first.")
    data = read_at_most(path, LARGEST)
    if len(data) > LARGEST:
        raise Unreadable(f"'{name}' is larger than {LARGEST >> 20} MB. Split it into one file an interview.")
    if not data.strip():
        raise Unreadable(f"'{name}' is empty.")
    return Content(name, data)
