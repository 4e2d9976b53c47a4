"""Where the index has its texts from."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.store import Store
from utsaga.store.files import Signature


class TextShelf:
    """The texts of a study and their signatures."""

    def __init__(self, store: Store) -> None:
        """Stand on the files of a study."""
        self._store = store
        self._folder = store.path / "transcripts"

    def signatures(self) -> dict[str, Signature]:
        """The signature of every file with a text, by the key of its source."""
        found: dict[str, Signature] = {}
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name.endswith(".txt"):
                    found[entry.name[:-4]] = Signature.of(entry.stat())
        return found

    def signature(self, source_key: str) -> Signature | None:
        """The signature of one text; None when it is gone."""
        try:
            return Signature.at(self._folder / f"{source_key}.txt")
        except UtsagaError:
            return None

    def read(self, source: Source) -> str:
        """A text as it is now.

        Raises:
            UtsagaError: it cannot be read.
        """
        return self._store.peek(source.key)

    def keeps(self, key: str, sha256: str) -> bool:
        """Whether a text that a source has or had is kept."""
        return self._store.keeps_text(key, sha256)

    def kept(self, key: str, sha256: str) -> str | None:
        """A text that a source has or had, if it is kept."""
        try:
            return self._store.kept_text(key, sha256)
        except UtsagaError:
            return None


def size(folder: Path) -> int:
    """How many bytes of text stand in a study's folder, about."""
    total = 0
    with suppress(OSError), os.scandir(folder / "transcripts") as entries:
        for entry in entries:
            with suppress(OSError):
                total += entry.stat().st_size
    return total
