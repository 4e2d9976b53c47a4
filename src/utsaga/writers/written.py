"""Which files a study's exports have written, and whether one is still as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from utsaga.filepaths import real
from utsaga.store.unshared import Unshared
from utsaga.text.digest import sha256_of
from utsaga.writers.file import fit_to_write, write_text

_MOST = 100
"""Files that are remembered: of the oldest it is forgotten that they were written here."""


class Written:
    """What one coder's exports of a study have written, kept unshared in ``.local/written.<coder>.json``.

    One that is missing or damaged costs a question before a file is replaced. A study that was copied knows
    the copies of files within it, and nothing of those outside: they are the other one's.
    """

    def __init__(self, study: Path, coder: str) -> None:
        """Read what was kept of a study, by its folder."""
        self._study = str(real(study))
        self._file = Unshared(study, f"written.{coder}.json")
        self._hashes = _hashes(self._file.read(), self._study)

    def would_lose(self, file: Path) -> bool:
        """Whether a file stands there that was not written here, or has been changed since.

        Raises:
            NotWritten: what stands there is no file, or belongs to a study.
        """
        file = fit_to_write(file)
        try:
            if not file.is_file():
                return False
            return sha256_of(file.read_bytes()) != self._hashes.get(self._name(file))
        except OSError:
            return True

    def write(self, file: Path, text: str) -> None:
        """Write a text into a file, whoever wrote what stands there, and remember it.

        Raises:
            NotWritten: as ``write_text``.
        """
        write_text(file, text)
        self.note(file, text)

    def note(self, file: Path, text: str) -> None:
        """Remember that a file was written, and what."""
        digest = sha256_of(text)
        others = {name: known for name, known in self._hashes.items() if name != self._name(file)}
        kept = list({**others, self._name(file): digest}.items())[-_MOST:]
        self._hashes = dict(kept)
        self._file.write({"study": self._study, "files": self._hashes}, durable=True)

    def _name(self, file: Path) -> str:
        """A file within the study by its place there, any other one by its whole path."""
        whole = real(file)
        return str(whole.relative_to(self._study) if whole.is_relative_to(self._study) else whole)


def _hashes(kept: dict[str, Any], study: str) -> dict[str, str]:
    files = kept.get("files")
    if not isinstance(files, dict):
        return {}
    copied = kept.get("study") != study
    return {
        name: known
        for name, known in files.items()
        if isinstance(known, str) and not (copied and Path(name).is_absolute())
    }
