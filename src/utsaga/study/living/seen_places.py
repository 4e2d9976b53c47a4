"""Which transcripts' passages have been seen to lie on their words, so that they are not looked at again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from utsaga.filepaths import read_at_most
from utsaga.model.source import Source
from utsaga.store.disk import Disk
from utsaga.store.files import replace
from utsaga.study.study import Study

_LARGEST = 10_000_000


def mark(study: Study, source: Source, files: Iterable[str]) -> str:
    """What tells a text with the coders' files to it from others; empty when a file is being replaced.

    Names of files are not told by it.
    """
    signatures = [(file, study.store.signature(file)) for file in sorted(files)]
    if any(signature is None for _, signature in signatures):
        return ""
    return hashlib.sha256(repr((source.sha256, signatures)).encode()).hexdigest()


class SeenPlaces:
    """Marks by the id of a source, kept unshared in ``.local/placed.json``; a damaged file costs a look."""

    def __init__(self, study: Path) -> None:
        """Read what was seen in a study, by its folder."""
        self._path = study / ".local" / "placed.json"
        self._kept = _read(self._path)
        self._marks = dict(self._kept)

    def has(self, source_id: str, mark: str) -> bool:
        """Whether just this has been seen."""
        return bool(mark) and self._marks.get(source_id) == mark

    def note(self, source_id: str, mark: str) -> None:
        """This has been seen now."""
        if mark:
            self._marks[source_id] = mark

    def keep(self) -> None:
        """Keep what has been seen since."""
        if self._marks == self._kept:
            return
        with suppress(OSError):  # what cannot be kept is looked at once more
            replace(Disk(), self._path, json.dumps(self._marks, indent=1).encode(), durable=False)
            self._kept = dict(self._marks)


def _read(path: Path) -> dict[str, str]:
    try:
        kept = json.loads(read_at_most(path, _LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return {key: one for key, one in kept.items() if isinstance(one, str)} if isinstance(kept, dict) else {}
