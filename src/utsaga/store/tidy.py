"""What a writer puts in order when it opens a study: rights that are too wide, halves that a kill left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from utsaga.store import files
from utsaga.store.disk import Disk
from utsaga.store.layout import CODINGS, Layout


def tidy(layout: Layout, disk: Disk) -> None:
    """Close the study's files to others, and take away temporary files of a killed session.

    What belongs to somebody else is left: ``check`` tells of it.
    """
    for path in _ours(layout):
        with suppress(OSError):
            if path.name.startswith(".") and path.name.endswith(".tmp"):
                disk.unlink(path)
            elif files.too_open(path):
                files.close_to_others(path)


def _ours(layout: Layout) -> Iterator[Path]:
    folders = [layout.root, layout.root / CODINGS, layout.root / "transcripts", layout.history, layout.local]
    yield from folders
    for folder in [*folders[:3], *(layout.local / "texts").glob("*")]:
        with suppress(OSError):
            yield from (path for path in folder.iterdir() if path.is_file())
