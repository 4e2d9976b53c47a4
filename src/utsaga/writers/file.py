"""Putting what a writer made into a file."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from utsaga.filepaths import is_file, is_folder, is_there, real
from utsaga.model.errors import UtsagaError
from utsaga.store.disk import Disk
from utsaga.store.files import replace

_HALF = ".utsaga-"
_AN_HOUR = 3600
"""Seconds after which nobody can be writing a file any more."""
_STUDY = "study.json"
_FOLDERS = ("codings", "transcripts", "history", ".local")


class NotWritten(UtsagaError):
    """A file that could not be written; what was there is untouched."""


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8, whole or not at all, for the user's eyes alone (0600).

    A link is followed: the file that it leads to is replaced, and the link stays.

    Raises:
        NotWritten: the folder is missing or cannot be written, the disk is full, or what stands there
            is no file, or belongs to a study.
    """
    target = fit_to_write(path)
    _sweep(target.parent)
    half = target.with_name(f"{_HALF}{secrets.token_hex(8)}.tmp")
    try:
        replace(Disk(), target, text.encode("utf-8"), until_then=half)
    except OSError as error:
        raise NotWritten(f"{path} was not written: {error.strerror}. Nothing was changed.") from None


def _sweep(folder: Path) -> None:
    """Take away what was left half by programs that were killed: it holds words of interviews."""
    with suppress(OSError):
        for half in folder.glob(f"{_HALF}*.tmp"):
            found = half.lstat()
            if found.st_uid == os.getuid() and time.time() - found.st_mtime > _AN_HOUR:
                half.unlink()


def fit_to_write(path: Path) -> Path:
    """The file that a path leads to, where one may be written.

    Raises:
        NotWritten: what stands there is no file, or belongs to a study.
        Unseen: what stands there cannot be told.
    """
    target = real(path)
    if is_folder(target):
        raise NotWritten(f"{path} is a folder: name a file in it.")
    if is_there(target) and not is_file(target):
        raise NotWritten(f"{path} is not a file: name one, or '-' to print.")
    if _belongs_to_study(target):
        raise NotWritten(f"{path} is a file of the study itself: name another one.")
    return target


def _belongs_to_study(target: Path) -> bool:
    """Whether a study keeps its own records, texts or history at a place."""
    if target.name == _STUDY:
        return is_there(target)
    return any(
        folder.name in _FOLDERS and is_there(folder.parent / _STUDY) for folder in list(target.parents)[:3]
    )
