"""A text that is being written: kept on this machine, for the coder's eyes alone, until it is saved."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from utsaga.store.disk import Disk
from utsaga.store.files import replace
from utsaga.tui.writing import Writing, from_draft, to_draft

_LARGEST = 10_000_000


class Drafts:
    """Kept in ``.local/draft.<coder>.json``; one that is damaged is as good as none."""

    def __init__(self, study: Path, coder: str) -> None:
        """Look nowhere yet."""
        self._path = study / ".local" / f"draft.{coder}.json"
        self._kept: tuple[Writing, str] | None = None

    def keep(self, writing: Writing, typed: str, *, durable: bool = True) -> None:
        """Keep what has been typed so far; what need not survive a power cut does not wait for the disk."""
        if not durable and self._kept == (writing, typed):
            return
        # Where the disk refuses, saving the text will say so; when the line drops, nobody is there to tell.
        with suppress(OSError):
            kept = json.dumps(to_draft(writing, typed), indent=1)
            replace(Disk(), self._path, kept.encode("utf-8", "surrogatepass"), durable=durable)
            self._kept = (writing, typed)

    def read(self) -> tuple[Writing, str] | None:
        """What was kept, if anything was."""
        if not self._path.is_file():  # a pipe in its place would keep the program waiting
            return None
        try:
            with self._path.open("rb") as file:
                kept = json.loads(file.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return None
        return from_draft(kept) if isinstance(kept, dict) else None

    def forget(self) -> None:
        """The text has been saved, or is not wanted."""
        # Where the file cannot be removed it is offered once more, and nothing is lost.
        self._kept = None
        with suppress(OSError):
            self._path.unlink()
