"""Putting in order what a kill, a checkout or a copy leaves: rights that are too wide, half files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from utsaga.store import files
from utsaga.store.disk import Disk
from utsaga.store.layout import CODINGS, Layout


def tidy(disk: Disk, paths: Iterable[Path]) -> list[Path]:
    """Close files to others and take away temporary ones; returns what was not in order.

    What belongs to somebody else is left: ``check`` tells of it.
    """
    done = []
    for path in paths:
        with suppress(OSError):
            if is_half(path):
                disk.unlink(path)
                done.append(path)
            elif files.too_open(path):
                files.close_to_others(path)
                done.append(path)
    return done


def close_up(paths: Iterable[Path]) -> None:
    """Close files to others, and nothing else: also while some of them are being written."""
    for path in paths:
        with suppress(OSError):
            if files.too_open(path):
                files.close_to_others(path)


def is_half(path: Path) -> bool:
    """Whether a file is one that was being written when its session was killed."""
    return path.name.startswith(".") and path.name.endswith(".tmp")


def in_use(layout: Layout) -> Iterator[Path]:
    """The files that are read and written every day: few enough to look at when a study is opened."""
    folders = [layout.root, layout.root / CODINGS, layout.root / "transcripts", layout.history, layout.local]
    yield from folders
    for folder in [*folders[:3], layout.local, *(layout.local / "texts").glob("*")]:
        with suppress(OSError):
            yield from (path for path in folder.iterdir() if path.is_file())


def everything(layout: Layout) -> Iterator[Path]:
    """Every folder and file of a study."""
    for place, folders, names in os.walk(layout.root):
        folder = Path(place)
        # Other programs' folders (.git) lie inside the study's own, which is closed to others.
        folders[:] = [name for name in folders if not name.startswith(".") or folder / name == layout.local]
        yield folder
        yield from (folder / name for name in names)
