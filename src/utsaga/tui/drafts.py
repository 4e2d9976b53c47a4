"""Texts that are being written: kept on this machine, for the coder's eyes alone, until they are saved."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from utsaga.model.ids import new_id
from utsaga.store.unshared import Unshared
from utsaga.tui.writing import Writing, from_draft, to_draft

_LARGEST = 10_000_000
_ENDING = ".json"


class Draft(NamedTuple):
    """A writing that was interrupted, what had been typed, and the name of the file that keeps it."""

    name: str
    writing: Writing
    typed: str


class Drafts:
    """Each kept in a file of its own, ``.local/draft.<coder>.<id>.json``; a damaged one is as good as none.

    Several are there where a session was killed and its text not gone on with before the next was begun.
    """

    def __init__(self, study: Path, coder: str) -> None:
        """Look nowhere yet."""
        self._study = study
        self._folder = study / ".local"
        self._begins = f"draft.{coder}."
        self._kept: dict[str, tuple[Writing, str]] = {}
        self._offered: set[str] = set()

    def new_name(self) -> str:
        """A name for what is begun."""
        return f"{self._begins}{new_id()}{_ENDING}"

    def keep(self, name: str, writing: Writing, typed: str, *, durable: bool = True) -> None:
        """Keep what has been typed so far; what need not survive a power cut does not wait for the disk."""
        if not durable and self._kept.get(name) == (writing, typed):
            return
        # Where the disk refuses, saving the text will say so; when the line drops, nobody is there to tell.
        if self._file(name).write(to_draft(writing, typed), durable=durable):
            self._kept[name] = (writing, typed)

    def next(self) -> Draft | None:
        """One that an earlier session left and that was not offered in this one yet."""
        for name in self._names():
            if name not in self._offered and name not in self._kept:
                self._offered.add(name)
                found = from_draft(self._file(name).read())
                if found is not None:
                    return Draft(name, *found)
        return None

    def forget(self, name: str) -> None:
        """The text has been saved, or is not wanted."""
        # Where the file cannot be removed the next session offers it once more, and nothing is lost.
        self._kept.pop(name, None)
        with suppress(OSError):
            (self._folder / name).unlink()

    def _file(self, name: str) -> Unshared:
        return Unshared(self._study, name, largest=_LARGEST)

    def _names(self) -> list[str]:
        try:
            files = sorted(path.name for path in self._folder.iterdir())
        except OSError:
            return []
        return [name for name in files if name.startswith(self._begins) and name.endswith(_ENDING)]
