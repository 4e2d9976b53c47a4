"""What is made of a study's texts and can be made again at will: the search index."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from utsaga.store.disk import Disk
from utsaga.store.layout import Layout


def search_index_files(layout: Layout) -> list[Path]:
    """Every file that the search index may stand in, also one half made; they hold words of the texts."""
    index = layout.search_index
    beside = [index.with_name(index.name + ending) for ending in ("-journal", "-wal", "-shm")]
    return [index, *beside, index.with_name(f".{index.name}.tmp")]


def forget_search_index(layout: Layout, disk: Disk) -> None:
    """Take the search index away: part of every erasure. It is made anew when it is next wanted.

    Raises:
        OSError: the disk refuses.
    """
    for path in search_index_files(layout):
        with suppress(FileNotFoundError):
            disk.unlink(path)
