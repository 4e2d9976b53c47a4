"""A session on a study's files: opening, writing or following who writes, taking over, closing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from utsaga.filepaths import is_folder
from utsaga.model.action import Json, Table
from utsaga.model.errors import NotFound, ReadOnly, Refused
from utsaga.model.info import FORMAT
from utsaga.store import create, files, segments, snapshot, writing
from utsaga.store.claim import Claim, Denied, blocker, claim
from utsaga.store.disk import Disk
from utsaga.store.errors import NotSaved
from utsaga.store.follow import Follower, Seen, recall
from utsaga.store.layout import STUDY, Layout
from utsaga.store.lock import Holder
from utsaga.store.migrations import version_of
from utsaga.store.recovery import Recovery
from utsaga.store.stored import StoredStudy
from utsaga.store.tinyfile import LARGEST_FILE


class StoreSession(StoredStudy):
    """The time from opening a study to closing it; ``Store`` is what is done in it."""

    def __init__(self, layout: Layout, disk: Disk, who: str, version: int, *, write: bool) -> None:
        """Use ``open`` or ``create``."""
        super().__init__(layout, disk, version)
        self.recovered: Recovery | None = None
        self.holder: Holder | None = None
        self.why_read_only = "" if write else "It was opened for reading only"
        self._who = who
        self._closed = False
        self._process = os.getpid()
        self._unseen: list[Seen] = []
        self._writing: writing.Writing | None = None
        claimed = claim(layout, disk, who) if write else Denied(self.why_read_only)
        if isinstance(claimed, Claim):
            self._start_writing(claimed)
        else:
            self.why_read_only, self.holder = claimed.why, claimed.holder
            self._start_following()

    @classmethod
    def create(
        cls, path: Path, *, who: str, records: Mapping[Table, Iterable[Json]], disk: Disk | None = None
    ) -> Self:
        """Make a study in a folder that is empty or not there, with its first records, and open it.

        Raises:
            Refused: the folder is not empty, or there is no record of a study among the records.
            NotSaved: the disk does not take it.
        """
        disk = disk or Disk()
        layout = create.create(path, records, disk)
        return cls(layout, disk, who, FORMAT, write=True)

    @classmethod
    def open(cls, path: Path, *, who: str, write: bool = True, disk: Disk | None = None) -> Self:
        """Open a study; for reading only when it cannot be written from here: see ``why_read_only``.

        Raises:
            NotFound: there is no study in that folder.
            NewerFormat: a newer version of the program wrote it; nothing was changed.
            BadFile, Damaged: study.json or what a killed session left behind cannot be read.
        """
        layout = Layout(path)
        content = files.read(layout, layout.tables(STUDY), LARGEST_FILE) if is_folder(layout.root) else None
        if content is None:
            raise NotFound(f"There is no study in {path}: it has no study.json")
        version = version_of(snapshot.from_bytes(content.data, "study.json"))
        return cls(layout, disk or Disk(), who, version, write=write)

    def _start_writing(self, claimed: Claim) -> None:
        def bring_up() -> None:
            for segment in claimed.left:
                recall(segment, self._shelf, self._texts)

        self._begin_writing(claimed, bring_up)

    def _begin_writing(self, claimed: Claim, bring_up: Callable[[], object]) -> None:
        self._writing = writing.begin(
            self._layout, self._disk, claimed, self._shelf, self._texts, self._who, bring_up=bring_up
        )
        self.recovered = Recovery.of(claimed.left)

    def _start_following(self) -> None:
        there = segments.read(self._layout)
        for segment in there:
            recall(segment, self._shelf, self._texts)
        self._follower = Follower(self._layout, self._shelf, self._texts, there)

    @property
    def vacant(self) -> bool:
        """Whether this session reads along because somebody else wrote, who has left by now."""
        return self._writing is None and self.holder is not None and blocker(self._layout) is None

    def take_over(self) -> None:
        """Become the writer in the place of one who has left; the next ``poll`` tells what they did last.

        Raises:
            ReadOnly: it cannot be written from here after all: somebody else was quicker.
            UtsagaError: what was left behind cannot be read; nothing has changed.
        """
        if self._writing is not None or self._closed:
            return
        claimed = claim(self._layout, self._disk, self._who)
        if isinstance(claimed, Denied):
            self.why_read_only, self.holder = claimed.why, claimed.holder
            raise ReadOnly(claimed.why)
        self._begin_writing(claimed, lambda: self._unseen.append(self._follower.catch_up()))
        self.why_read_only, self.holder = "", None

    @property
    def writable(self) -> bool:
        """Whether changes can be made from here; ``why_read_only`` says why not, ``holder`` who can."""
        return self._writing is not None and not self._closed

    @property
    def trouble(self) -> str | None:
        """What the disk refuses at present, in words; acknowledged work is safe in the journal."""
        return self._writing.upkeep.trouble if self._writing else None

    def _must_write(self) -> writing.Writing:
        if self._closed:
            raise Refused("The study has been closed")
        if self._writing is None:
            raise ReadOnly(self.why_read_only)
        return self._writing

    def poll(self) -> Seen:
        """What changed outside since the last look, which is in memory by now."""
        if self._closed:
            return Seen()
        if self._writing is None:
            return self._follower.look()
        seen = self._writing.merger.look()
        if seen.changes or self._shelf.unsynced:
            self._writing.keeper.poke(put_off=bool(seen.changes))
        unseen, self._unseen = self._unseen, []
        return Seen.all([*unseen, seen])

    def flush(self) -> None:
        """Bring all files up to the journal now.

        Raises:
            NotSaved: the disk does not take them; acknowledged work is safe in the journal.
        """
        if self._writing is None or self._closed or os.getpid() != self._process:
            return
        self._unseen.append(self._writing.merger.look(everything=True))
        self._writing.upkeep.run()
        self._tell(self._writing.upkeep.trouble)

    def close(self) -> None:
        """Bring all files up to the journal and give the study back.

        Raises:
            NotSaved: not all of it could be written; it is safe in the journal, and the next start ends it.
        """
        if self._closed:
            return
        self._closed = True
        if self._writing is None or os.getpid() != self._process:
            return  # a forked child has nothing to close: the study is its parent's
        mine = self._writing
        try:
            mine.keeper.stop()
            mine.ledger.finish_written()
            problems = mine.merger.look(everything=True).problems
            mine.ledger.end()
            complete = mine.upkeep.end()
        finally:
            mine.claim.release()
        if not complete:
            self._tell(mine.upkeep.trouble or next(iter(problems), "Not all files could be written yet"))

    def _tell(self, trouble: str | None) -> None:
        if trouble:
            raise NotSaved(trouble)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except NotSaved:
            if kind is None:  # otherwise the first error is the one to tell
                raise
