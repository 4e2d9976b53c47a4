"""A session on a study: opening it, for writing or reading along, taking over, and letting it go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from utsaga.model.ids import new_id, now, slug
from utsaga.model.info import FORMAT, StudyInfo
from utsaga.model.record import to_json
from utsaga.store import Recovery, Store
from utsaga.study.holdings import Holdings
from utsaga.study.places import STUDY
from utsaga.study.ways import Way, Ways


class StudySession:
    """One coder's time with a study, from opening to closing; ``Study`` is what is done in it."""

    def __init__(self, store: Store, coder: str) -> None:
        """Stand on an open store."""
        self._store = store
        self.coder = slug(coder)
        self.held = Holdings(store)
        self._ended: Callable[[Ways], str] | None = None

    @classmethod
    def create(cls, path: Path, *, coder: str, title: str, language: str = "en") -> Self:
        """Make an empty study in a folder that is empty or does not exist, and open it.

        Raises:
            UtsagaError: the folder holds something, or cannot be written.
        """
        moment = now()
        who = slug(coder)
        info = StudyInfo(new_id(), title, language, FORMAT, moment, moment, who)
        return cls(Store.create(path, who=who, records={STUDY: [to_json(info)]}), coder)

    @classmethod
    def open(cls, path: Path, *, coder: str, write: bool = True) -> Self:
        """Open a study; for reading alone if somebody else has it open (see ``why_read_only``).

        Raises:
            UtsagaError: there is no study, it is damaged, or it was made by a newer version.
        """
        study = cls(Store.open(path, who=slug(coder), write=write), coder)
        study._end_erasure()
        return study

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Complete the files on disk and let the study go."""
        self._store.close()

    @property
    def path(self) -> Path:
        """The study's folder."""
        return self._store.path

    @property
    def store(self) -> Store:
        """The files under the study, for checks and for what is written beside them."""
        return self._store

    @property
    def writable(self) -> bool:
        """Whether this session may change the study."""
        return self._store.writable

    @property
    def why_read_only(self) -> str | None:
        """Who or what keeps this session from writing, in words; None when nothing does."""
        return self._store.why_read_only or None

    @property
    def recovered(self) -> Recovery | None:
        """What opening had to complete after a session that did not end cleanly."""
        return self._store.recovered

    def at_start(self, ways: Ways) -> str:
        """What beginning to write had to complete, and what a merge has left to put right; or nothing."""
        ended = self._ended(ways) if self._ended else ""
        recovered = self.recovered.words if self.recovered else ""
        return " ".join(filter(None, (recovered, ended, self._shared_files(ways))))

    def _shared_files(self, ways: Ways) -> str:
        """That transcripts share a file, as a merge of two clones may leave them; empty if none do."""
        keys = Counter(source.key for source in self.held.sources)
        shared = ", ".join(f"transcripts/{key}.txt" for key, number in keys.items() if number > 1)
        return f"Two transcripts have one file ({shared}): {ways(Way.REPAIR)}." if shared else ""

    @property
    def vacant(self) -> bool:
        """Whether this session reads along because somebody else wrote, who has left by now."""
        return self._store.vacant

    def take_over(self) -> None:
        """Write from here on, in the place of one who has left.

        Raises:
            ReadOnly: somebody else was quicker.
            UtsagaError: what was left behind cannot be read.
        """
        self._store.take_over()
        self._end_erasure()

    def _end_erasure(self) -> None:
        """Do the rest of an erasure that a kill has broken off, where this session may write."""
        raise NotImplementedError
