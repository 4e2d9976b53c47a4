"""Where everything of a study stands on disk, and which names may stand in a path."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from utsaga.filepaths import real
from utsaga.model.action import Table
from utsaga.model.errors import Refused
from utsaga.model.ids import KEY, is_key
from utsaga.store.errors import BadFile, why

STUDY = "study"
CODINGS = "codings"
OWN = "_study"
"""Where the images of the study's own tables stand in the history; no source can have this key."""

_FILE = re.compile(rf"{KEY}\.{KEY}")
_TABLE = re.compile(r"[a-z_][a-z0-9_]{0,99}")


def check_key(name: str, what: str = "key") -> str:
    """Return the key of a source or the name of a coder if it may stand in a path.

    Raises:
        Refused: it has other characters than a-z, 0-9, ``_`` and ``-``, or is empty or too long.
    """
    if not is_key(name):
        raise Refused(f"The {what} {name[:60]!r} cannot name a file: use a-z, 0-9, - and _")
    return name


@lru_cache(maxsize=4096)
def check_table(table: Table) -> Table:
    """Return a table if it has a place in a study: ``study`` or ``codings/<source>.<coder>``.

    Raises:
        Refused: it has none.
    """
    folder, slash, rest = table.file.partition("/")
    key, dot, coder = rest.partition(".")
    known = table.file == STUDY or (folder == CODINGS and slash and dot)
    if not known or not _TABLE.fullmatch(table.name):
        raise Refused(f"There is no place for the table {table.name[:60]!r} in {table.file[:120]!r}")
    if slash:
        check_key(key)
        check_key(coder, "coder name")
    return table


class Layout:
    """The paths of one study. ``root`` is resolved: no symbolic link leads to it."""

    def __init__(self, path: Path) -> None:
        """Lay out a study in the folder path."""
        self.root = real(path)
        self.local = self.root / ".local"
        self.lock = self.local / "lock"
        self.journal = self.local / "journal"
        self.codings = self.root / CODINGS
        self.transcripts = self.root / "transcripts"
        self.damaged = self.local / "damaged"
        self.search_index = self.local / "search.sqlite"
        self.replacements = self.local / "replacements.csv"
        self.erasure = self.local / "erase.json"
        self.history = self.root / "history"
        self._texts: dict[str, Path] = {}  # asked for every second for every transcript that was read

    def tables(self, file: str) -> Path:
        """The TinyDB file that a table's ``file`` names."""
        return self.root / f"{file}.json"

    def backup(self, file: str) -> Path:
        """The snapshot that the present one replaced."""
        return self.local / "backup" / f"{file}.json"

    def text(self, key: str) -> Path:
        """The text of a source."""
        path = self._texts.get(key)
        if path is None:
            path = self._texts[key] = self.transcripts / f"{check_key(key)}.txt"
        return path

    def kept_text(self, key: str, sha256: str) -> Path:
        """A text that a source has or had, packed."""
        return self.local / "texts" / check_key(key) / f"{sha256}.txt.gz"

    def kept_plain(self, key: str, sha256: str) -> Path:
        """A text that a source has or had, as earlier versions kept it: not packed."""
        return self.local / "texts" / check_key(key) / f"{sha256}.txt"

    def images(self, key: str | None, part: str) -> Path:
        """Before and after of one part of a session, for a source or (None) the study's own tables."""
        return self.history / (key or OWN) / f"{part}.jsonl"

    def heads(self, part: str) -> Path:
        """Who did what when in one part of a session."""
        return self.history / f"{part}.jsonl"

    def named(self, path: Path) -> str:
        """A path as it is shown to people: from the study's folder on."""
        return str(path).removeprefix(f"{self.root}/")

    def inside(self, path: Path) -> Path:
        """Return the place that a path leads to, symbolic links resolved.

        Raises:
            BadFile: it leads out of the study.
        """
        real = Path(os.path.realpath(path))
        if not real.is_relative_to(self.root):
            raise BadFile(
                f"{self.named(path)} is a link that leads out of the study: put the file itself there"
            )
        return real

    def files_on_disk(self) -> Iterator[str]:
        """Every TinyDB file that stands in the study, as a table's ``file`` names it; study first."""
        if os.path.lexists(self.tables(STUDY)):
            yield STUDY
        yield from (f"{CODINGS}/{name}" for name in self._codings() if _FILE.fullmatch(name))

    def strangers(self) -> Iterator[Path]:
        """Files in codings/ whose names no file of a study has: they are never read."""
        yield from (self.tables(f"{CODINGS}/{name}") for name in self._codings() if not _FILE.fullmatch(name))

    def _codings(self) -> list[str]:
        names = self.names_in(self.codings)
        return [
            name.removesuffix(".json")
            for name in names
            if name.endswith(".json") and not name.startswith(".")
        ]

    def names_in(self, folder: Path) -> list[str]:
        """The names of what stands in a folder, sorted; none when it is not there.

        Raises:
            BadFile: it is no folder, or the system does not let one look into it.
        """
        try:
            return sorted(path.name for path in folder.iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise BadFile(f"{self.named(folder)} cannot be looked into: {why(error)}") from None
