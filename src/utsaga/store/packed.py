"""The form in which old texts are kept: gzip, so that they are small and ``zcat`` shows them without us."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

ENDING = ".txt.gz"
_LEVEL = 4
"""Two and a half times smaller, 15 ms for a MB; more would take longer than it saves."""
_GZIP = 31
"""What zlib calls the form of gzip."""


def pack(data: bytes) -> bytes:
    """Bytes, packed; the same bytes give the same."""
    return gzip.compress(data, _LEVEL, mtime=0)


def unpack(data: bytes, limit: int) -> bytes:
    """Bytes out of packed ones, at most limit of them.

    Raises:
        ValueError: they are no packed bytes, not whole, or too many.
    """
    packed = zlib.decompressobj(_GZIP)
    try:
        found = packed.decompress(data, limit + 1)
    except zlib.error as error:
        raise ValueError("not packed as it should be") from error
    if not packed.eof or len(found) > limit:
        raise ValueError("not whole, or too large")
    return found


def content(path: Path, limit: int) -> bytes:
    """What a file holds: unpacked if it is a text that is kept, as it stands if that cannot be.

    Raises:
        OSError: it cannot be read.
    """
    data = path.read_bytes()
    if path.name.endswith(ENDING):
        try:
            return unpack(data, limit)
        except ValueError:
            return data
    return data
