"""Which transcripts' passages have been seen to lie on their words, so that they are not looked at again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from utsaga.model.source import Source
from utsaga.store.unshared import Unshared
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
        self._file = Unshared(study, "placed.json", largest=_LARGEST)
        self._kept = {key: one for key, one in self._file.read().items() if isinstance(one, str)}
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
        if self._file.write(self._marks):  # what cannot be kept is looked at once more
            self._kept = dict(self._marks)
