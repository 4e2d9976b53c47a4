"""Paths as they are typed: ``~`` and relative names, completion by Tab."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from utsaga.study.incoming.files import natural
from utsaga.text.safe import shown_line


@dataclass(frozen=True, slots=True)
class Completion:
    """What Tab makes of a path: ``text`` to stand there now, and ``choices`` of how it may go on.

    Names that cannot be shown as they are (control characters) are among the choices as they can be
    shown, and are never put into the text.
    """

    text: str
    choices: tuple[str, ...]


def complete(typed: str, folder: Path) -> Completion:
    """Complete a path as far as it can only go on in one way; relative to a folder."""
    if typed == "~":
        return Completion("~/", ())
    head, slash, begun = typed.rpartition("/")
    names = _names(expanded(head + slash, folder) if slash else folder, begun)
    if not names:
        return Completion(typed, ())
    plain = [name for name in names if shown_line(name) == name]
    common = _common_beginning(plain) if len(plain) == len(names) else begun
    text = head + slash + (common if common.startswith(begun) else begun)
    return Completion(text, tuple(shown_line(name) for name in names) if len(names) > 1 else ())


def expanded(typed: str, folder: Path) -> Path:
    """The path that was typed: ``~`` is the home folder, a relative one lies in ``folder``."""
    text = typed.strip()
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:
        return folder / text  # no such user, no home: it will not be found, and that is said


def _names(folder: Path, begun: str) -> list[str]:
    """The names in a folder that begin so, folders with a slash; capitals count only where typed."""
    try:
        entries = [(entry.name, entry.is_dir()) for entry in os.scandir(folder)]
    except (OSError, ValueError):
        return []  # nothing to complete in a folder that is not there or may not be read
    hidden = begun.startswith(".")
    exact = [e for e in entries if e[0].startswith(begun) and (hidden or not e[0].startswith("."))]
    return sorted((name + "/" * is_folder for name, is_folder in exact), key=natural)


def _common_beginning(names: Sequence[str]) -> str:
    """The longest beginning that all names share; the first and the last in order differ soonest."""
    first, last = min(names), max(names)
    length = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:length]
