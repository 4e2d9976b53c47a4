"""Putting what a writer made into a file."""

from __future__ import annotations

from pathlib import Path

from utsaga.model.errors import UtsagaError
from utsaga.store.disk import Disk
from utsaga.store.files import replace


class NotWritten(UtsagaError):
    """A file that could not be written; what was there is untouched."""


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8, whole or not at all, for the user's eyes alone (0600).

    Raises:
        NotWritten: the folder is missing or cannot be written, or the disk is full.
    """
    if path.is_dir():
        raise NotWritten(f"{path} is a folder: name a file in it.")
    try:
        replace(Disk(), path, text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise NotWritten(f"{path} was not written: {error.strerror}. Nothing was changed.") from None
