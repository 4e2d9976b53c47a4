"""A study on disk: the one object through which everything above reads and writes it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from utsaga.model.action import Action, Json, Table
from utsaga.model.errors import NotFound, ReadOnly, Refused
from utsaga.model.info import FORMAT
from utsaga.store import create, files, segments, snapshot, writing
from utsaga.store.check import Finding, check_files
from utsaga.store.claim import Claim, Denied, blocker, claim
from utsaga.store.disk import Disk
from utsaga.store.erasure import Erasures
from utsaga.store.errors import GONE, NotSaved, not_saved
from utsaga.store.follow import Follower, Seen, recall
from utsaga.store.layout import STUDY, Layout, check_table
from utsaga.store.ledger import Pending
from utsaga.store.lock import Holder
from utsaga.store.migrations import version_of
from utsaga.store.recovery import Recovery
from utsaga.store.stored import StoredStudy
from utsaga.store.tinyfile import LARGEST_FILE, DocChange, StudyFile, as_changes

EDITED = "table.edited"
"""The name of the action by which a TinyDB call changes a study."""


class Store(StoredStudy):
    """A study, open. One thread owns it; ``Pending.write`` alone may be called from any.

    >>> with Store.open(path, who="kim") as store:          # doctest: +SKIP
    ...     store.commit(Action("codings.add", "kim", (change,)))
    """

    def __init__(self, layout: Layout, disk: Disk, who: str, version: int, *, write: bool) -> None:
        """Use ``Store.open`` or ``Store.create``."""
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
        content = files.read(layout, layout.tables(STUDY), LARGEST_FILE) if layout.root.is_dir() else None
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

    def file(self, name: str) -> StudyFile:
        """A file of the study as a TinyDB; what is changed through it is journalled like all else.

        Raises:
            BadFile: it cannot be read as what it should be.
        """
        found = self._shelf.held(check_table(Table(name, STUDY)).file).file
        found.storage.commit = partial(self._commit_edit, name)
        return found

    def _commit_edit(self, file: str, table: str, edits: list[DocChange]) -> None:
        changes = as_changes(Table(file, table), edits)
        self.commit(Action(EDITED, self._who, changes, counts={"records": len(changes)}))

    def keep_text(self, key: str, text: str) -> str:
        """Keep a text durably for a source; returns the SHA-256 of its UTF-8.

        Raises:
            Refused, NotSaved: it is no text for a file, or the disk does not take it.
        """
        if not self._must_write().claim.stands():
            raise NotSaved(GONE)
        return self._texts.keep(key, text)

    def put_back_text(self, key: str, sha256: str) -> str | None:
        """Put a text that a source has or had back into its file, whatever stands there now.

        Returns the hash under which what stood there is kept (as bytes: it need not be text); None when
        nothing did, or an empty file.

        Raises:
            NotFound, BadFile: the text is not kept.
            NotSaved: the disk does not take it.
        """
        if not self._must_write().claim.stands():
            raise NotSaved(GONE)
        return self._texts.put_back(key, sha256)

    def begin(self, action: Action) -> Pending:
        """Check an action: every ``before`` must be what is there.

        Raises:
            ReadOnly: the study cannot be written from here.
            Refused: the action does not fit; nothing has changed.
        """
        return self._must_write().ledger.begin(action)

    @property
    def saving(self) -> bool:
        """Whether a change has been begun and is not finished yet."""
        return self._writing is not None and self._writing.ledger.busy

    def check_action(self, action: Action) -> None:
        """Check an action as ``begin`` would, and do nothing more.

        Raises:
            ReadOnly, Refused: as ``begin`` would.
        """
        self._must_write().ledger.check(action)

    def finish(self, pending: Pending) -> None:
        """Make a written action visible, and see to it that the files follow."""
        mine = self._must_write()
        mine.ledger.finish(pending)
        mine.keeper.poke(now=mine.upkeep.full)

    def commit(self, action: Action) -> None:
        """Begin, write and finish at once: durable when it returns.

        Raises:
            ReadOnly, Refused, NotSaved: nothing has changed.
        """
        pending = self.begin(action)
        pending.write()
        self.finish(pending)

    def _must_write(self) -> writing.Writing:
        if self._closed:
            raise Refused("The study has been closed")
        if self._writing is None:
            raise ReadOnly(self.why_read_only)
        return self._writing

    def action(self, action_id: str) -> Action:
        """An action with everything that it changed.

        Raises:
            NotFound: there is none, or its content has been erased.
        """
        mine = self._writing.claim.journal if self._writing else None
        place = mine.places.get(action_id) if mine else None
        found = segments.read_action(self._layout, place) if place else None
        found = found or segments.find_action(self._layout, action_id, besides=mine.session if mine else None)
        return found or self._history.action(action_id)

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

    def check(self) -> list[Finding]:
        """What is wrong with the study's files; nothing is changed."""
        return check_files(self.path)

    def repair(self) -> list[str]:
        """Put right what can be with the study open, and say what was done: rights, half files, leftovers.

        ``utsaga.store.repair`` mends first what keeps a study from opening.

        Raises:
            ReadOnly: the study cannot be written from here.
            NotSaved: the disk does not take it.
        """
        done = self._must_write().upkeep.put_in_order()
        self.flush()
        said = [self.recovered.words] if self.recovered else []
        return said + [
            f"{self._layout.named(path)}: closed to others, or half a file removed" for path in done
        ]

    def settle(self) -> None:
        """As ``flush``, and nothing of what has been done is left in the journal: it is in the history.

        Raises:
            ReadOnly: the study cannot be written from here.
            NotSaved: the disk does not take it, or a change is being saved in this moment.
        """
        upkeep = self._must_write().upkeep
        self.flush()
        try:
            settled = not self.saving and upkeep.settle()
        except OSError as error:
            raise not_saved(error, "Not done") from None
        if not settled:
            raise NotSaved(upkeep.trouble or "Something is still being saved: try again in a moment")

    @property
    def erasures(self) -> Erasures:
        """The erasure that has been begun in the study, if one has, and the way to begin one.

        Raises:
            ReadOnly: the study cannot be written from here.
        """
        self._must_write()
        return Erasures(self._layout, self._disk)

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
