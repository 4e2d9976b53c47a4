"""Which files a path stands for when it is brought into a study: a file, or all files below a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from utsaga.model.errors import NotFound, Refused
from utsaga.text.safe import shown_path

MOST_FILES = 1000
"""How many files below a folder are looked at, at most."""

_MOST_FOLDERS = 1000
_DIGITS = re.compile(r"(\d+)")
_STUDY = "study.json"


@dataclass(frozen=True, slots=True)
class Found:
    """Files below a folder, and in words what there was left out.

    Files stand in natural order, those of a folder before those of its subfolders.
    """

    files: tuple[Path, ...]
    left_out: tuple[str, ...] = ()


def files_at(path: Path) -> Found:
    """Return the file at a path, or the files in the folder there and in all its subfolders.

    Hidden files, links to folders or out of the folder, and folders that are studies are left out, and that
    is said: a folder of a stranger's brings in nothing that is not in it. A link named by itself is followed.

    Raises:
        NotFound: there is nothing, or no file below the folder.
        Refused: the folder cannot be read, or there are more than ``MOST_FILES`` files below it.
    """
    try:
        if not path.exists():
            raise NotFound(f"There is no file '{shown_path(path)}'.")
        if not path.is_dir():
            return Found((path,))
        walk = _Walk(path)
        files = tuple(walk.files(path))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a path"
        raise Refused(f"'{shown_path(path)}' cannot be read: {reason}.") from None
    if not files:
        said = " ".join(("", *walk.left_out)).rstrip()
        raise NotFound(f"There is no file in '{shown_path(path)}'.{said}")
    return Found(files, walk.left_out)


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A name as people sort it: ``intervju-2`` before ``intervju-10``."""
    return tuple((int(part) if part.isdecimal() else -1, part.casefold()) for part in _DIGITS.split(name))


@dataclass(slots=True)
class _Walk:
    """A way through folders that remembers what it passed by."""

    root: Path
    count: int = 0
    folders: int = 0
    hidden: int = 0
    passed_by: list[str] = field(default_factory=list)

    @property
    def left_out(self) -> tuple[str, ...]:
        hidden = [f"Hidden files and folders left out: {self.hidden}."] if self.hidden else []
        return (*self.passed_by, *hidden)

    def files(self, folder: Path) -> Iterator[Path]:
        """The files of a folder, then those of its subfolders."""
        self.folders += 1
        if self.folders > _MOST_FOLDERS:
            raise Refused(f"'{self._named(self.root)}' has too many folders in it: import them one by one.")
        subfolders = []
        for entry in sorted(os.scandir(folder), key=lambda entry: natural(entry.name)):
            if entry.name.startswith((".", "~$")):
                self.hidden += 1
            elif entry.is_dir(follow_symlinks=False):
                subfolders.append(Path(entry.path))
            elif _leads_to_folder(entry):
                self.passed_by.append(f"'{self._named(Path(entry.path))}' is a link to a folder: left out.")
            elif entry.is_symlink() and not self._inside(Path(entry.path)):
                self.passed_by.append(
                    f"'{self._named(Path(entry.path))}' is a link out of the folder: left out. "
                    "Name what it leads to by itself."
                )
            else:
                yield self._counted(Path(entry.path))
        for subfolder in subfolders:
            yield from self._below(subfolder)

    def _below(self, folder: Path) -> Iterator[Path]:
        try:
            if (folder / _STUDY).is_file():
                self.passed_by.append(f"'{self._named(folder)}' is a study: left out.")
                return
            yield from self.files(folder)
        except PermissionError:
            self.passed_by.append(f"'{self._named(folder)}' may not be read by you: left out.")
        except OSError as error:
            self.passed_by.append(f"'{self._named(folder)}' cannot be read: {error.strerror}. Left out.")

    def _inside(self, link: Path) -> bool:
        """Whether a link leads to something in the folder that was named."""
        return Path(os.path.realpath(link)).is_relative_to(os.path.realpath(self.root))

    def _counted(self, file: Path) -> Path:
        self.count += 1
        if self.count > MOST_FILES:
            raise Refused(
                f"'{self._named(self.root)}' holds more than {MOST_FILES:,} files: "
                "import its folders one by one."
            )
        return file

    def _named(self, path: Path) -> str:
        return shown_path(path.relative_to(self.root) if path != self.root else path)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or a link to one; a link to itself is none (reading it says so)."""
    try:
        return entry.is_dir()
    except OSError:
        return False
