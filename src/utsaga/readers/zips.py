"""Documents that are ZIP archives: their parts, read within bounds and never unpacked to the disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from utsaga.readers.files import Content
from utsaga.readers.reading import Unreadable

LARGEST_PART = 32 * 1024 * 1024
"""The largest part that is read, in bytes; the text of the longest interviews is a tenth of it."""

LARGEST_SUM = 64 * 1024 * 1024
"""How much of a document is read in all, in bytes: many parts may be large, or the same bytes many parts."""

_MOST_PARTS = 5_000
_LARGEST_RATIO = 200  # XML packs to a twentieth at best
_NEVER_A_BOMB = 1024 * 1024
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """The parts of a document that is a ZIP archive, by name."""

    def __init__(self, content: Content) -> None:
        """Look at what the archive says that it holds.

        Raises:
            Unreadable: it is damaged, encrypted, or not what a document is.
        """
        self._name = content.name
        self._left = LARGEST_SUM
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content.data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise self._damaged() from None
        parts = self._zip.infolist()
        if len(parts) > _MOST_PARTS:
            raise Unreadable(f"'{self._name}' holds {len(parts)} parts: it is no document.")
        if any(_escapes(part.filename) for part in parts):
            raise Unreadable(
                f"'{self._name}' names files outside itself: it is no document, and was left alone."
            )
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable(f"'{self._name}' is encrypted. Save it without a password and import that file.")

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def names(self) -> list[str]:
        """The names of all parts, in the archive's order."""
        return self._zip.namelist()

    def part(self, name: str) -> bytes:
        """Return what a part holds; empty for one that is not there.

        Raises:
            Unreadable: it is damaged, or unpacks, by itself or with those read before, to more than any
                document.
        """
        found = self._zip.NameToInfo.get(name)
        if found is None:
            return b""
        if found.compress_type not in _PACKED:
            raise self._damaged()
        try:
            with self._zip.open(found) as file:
                data = file.read(min(LARGEST_PART, self._left) + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            raise self._damaged() from None
        self._left -= len(data)
        if min(LARGEST_PART - len(data), self._left) < 0 or (
            len(data) > _NEVER_A_BOMB and len(data) > found.compress_size * _LARGEST_RATIO
        ):
            raise Unreadable(f"'{self._name}' unpacks to more than any document: it was left alone.")
        return data

    def _damaged(self) -> Unreadable:
        return Unreadable(
            f"'{self._name}' is damaged, perhaps cut short. Open it in the program that made it, save it"
            " anew and import that file."
        )


def _escapes(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0]
