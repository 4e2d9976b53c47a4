"""The form in which old texts are kept: gzip, so that they are small and ``zcat`` shows them without us."""

from __future__ import annotations

import gzip
import zlib
from contextlib import suppress
from pathlib import Path

ENDING = ".txt.gz"
_LEVEL = 4
"""Two and a half times smaller, 15 ms for a MB; more would take longer than it saves."""
_GZIP = 31
"""What zlib calls the form of gzip."""
_PIECE = 256


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
    """What a file holds: unpacked if it is a text that is kept; of a damaged one what comes out of it.

    Raises:
        OSError: it cannot be read.
    """
    data = path.read_bytes()
    return _begun(data, limit) if path.name.endswith(ENDING) else data


def is_whole(path: Path, limit: int) -> bool:
    """Whether a file is no packed text, or one of which all comes out.

    Raises:
        OSError: it cannot be read.
    """
    if path.name.endswith(ENDING):
        try:
            unpack(path.read_bytes(), limit)
        except ValueError:
            return False
    return True


def _begun(data: bytes, limit: int) -> bytes:
    """What comes out of packed bytes before they are damaged, but for a little; they themselves if nothing.

    They are taken in pieces, because one with the damage in it gives nothing.
    """
    packed = zlib.decompressobj(_GZIP)
    found = bytearray()
    with suppress(zlib.error):
        for start in range(0, len(data), _PIECE):
            found += packed.decompress(data[start : start + _PIECE], limit + 1 - len(found))
            if packed.eof or len(found) > limit:
                break
    return bytes(found) or data
