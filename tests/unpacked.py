"""What files hold, old texts unpacked: what an erasure must have taken away is looked for in this."""

from __future__ import annotations

from pathlib import Path

from utsaga.store import packed

_LARGEST = 1 << 24


def unpacked(path: Path) -> bytes:
    """The bytes of a file, of a text that is kept those that were packed."""
    found = packed.content(path, _LARGEST)
    assert not found.startswith(b"\x1f\x8b"), f"{path} cannot be unpacked"
    return found
