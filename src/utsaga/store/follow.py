"""What changed outside: a reader follows the writer's journal, a writer merges files that others edited."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from utsaga.model.action import Action, Change
from utsaga.model.errors import UtsagaError
from utsaga.store import segments
from utsaga.store.claim import Claim
from utsaga.store.errors import GONE
from utsaga.store.files import Signature
from utsaga.store.layout import STUDY, Layout
from utsaga.store.ledger import Ledger
from utsaga.store.migrations import migrate_change
from utsaga.store.rounds import Rounds
from utsaga.store.segments import Segment
from utsaga.store.shelf import Shelf
from utsaga.store.texts import Texts

MERGED = "files.merged"
"""The name of the action by which an edited file comes into the study."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What changed outside since the last look.

    ``changes`` are in memory by now, ``texts`` names the sources whose text is another, ``conflicts``
    counts the versions that lost and were kept, ``problems`` says what could not be read.
    """

    changes: tuple[Change, ...] = ()
    texts: tuple[str, ...] = ()
    conflicts: int = 0
    problems: tuple[str, ...] = ()

    @classmethod
    def all(cls, looks: Sequence[Seen]) -> Seen:
        """Several looks as one."""
        return cls(
            tuple(change for look in looks for change in look.changes),
            tuple(dict.fromkeys(key for look in looks for key in look.texts)),
            sum(look.conflicts for look in looks),
            tuple(dict.fromkeys(problem for look in looks for problem in look.problems)),
        )

    def __bool__(self) -> bool:
        return bool(self.changes or self.texts or self.conflicts or self.problems)


def newcomers(shelf: Shelf, known: set[str], problems: list[str]) -> list[Change]:
    """The records of files that have appeared since ``known``, which is brought up to date."""
    known.update(shelf.loaded())
    changes: list[Change] = []
    try:
        names = shelf.names()
    except UtsagaError as error:
        problems.append(str(error))
        names = []
    for file in names:
        if file not in known:
            try:
                changes += shelf.contents(file)
            except UtsagaError as error:
                problems.append(str(error))
            else:
                known.add(file)
    return changes


class Merger:
    """A writer's look outside."""

    def __init__(self, claim: Claim, shelf: Shelf, texts: Texts, ledger: Ledger, who: str) -> None:
        """Look outside for one session."""
        self._claim = claim
        self._shelf = shelf
        self._texts = texts
        self._ledger = ledger
        self._who = who
        self._lock = threading.Lock()
        self._known = set(shelf.names())
        self._rounds = Rounds(claim.layout.codings)

    def look(self, *, everything: bool = False) -> Seen:
        """Merge the files that somebody else has edited, of those whose turn it is or of all.

        From any thread, one at a time.
        """
        with self._lock:
            return self._look(everything=everything)

    def _look(self, *, everything: bool) -> Seen:
        if not self._claim.stands():
            return Seen(problems=(GONE,))
        changes: list[Change] = []
        problems: list[str] = []
        conflicts = 0
        due = self._rounds.due(self._shelf.loaded(), everything=everything)
        for file in dict.fromkeys((STUDY, *due, *self._shelf.unsynced)):
            try:
                found, lost = self._merge(file)
            except UtsagaError as error:
                problems.append(str(error))
                continue
            changes += found
            conflicts += lost
        if self._rounds.all:
            changes += newcomers(self._shelf, self._known, problems)
        if problems:
            self._rounds.again()
        with self._shelf.lock:
            conflicts, self._shelf.conflicts = conflicts + self._shelf.conflicts, 0
        texts = self._texts.changed(problems, everything=everything)
        return Seen(tuple(changes), texts, conflicts, tuple(problems))

    def _merge(self, file: str) -> tuple[list[Change], int]:
        outside = self._shelf.outside(file)
        if outside is None:
            return [], 0
        if outside.changes:
            counts = {"records": len(outside.changes), "conflicts": outside.conflicts}
            self._ledger.commit(Action(MERGED, self._who, tuple(outside.changes), counts=counts))
        self._shelf.adopt(file, outside)
        return outside.changes, outside.conflicts


class Follower:
    """A reader's look outside: the journals of whoever writes, and files that were replaced."""

    def __init__(self, layout: Layout, shelf: Shelf, texts: Texts, there: list[Segment]) -> None:
        """Follow a study from what its journals held when it was opened."""
        self._layout = layout
        self._shelf = shelf
        self._texts = texts
        self._sizes = {segment.name: segment.size for segment in there}
        self._known = set(shelf.names())
        self._stale: set[str] = set()
        self._rounds = Rounds(layout.codings)

    def catch_up(self) -> Seen:
        """Take up everything, under the lock: what journals still hold is owed to the files from now on."""
        self._shelf.unsynced.clear()
        self._sizes = {}
        return self.look(everything=True)

    def look(self, *, everything: bool = False) -> Seen:
        """Take up what has been written since the last look."""
        if not self._layout.tables(STUDY).exists():
            return Seen(problems=(GONE,))
        problems: list[str] = []
        changes: list[Change] = []
        try:
            if everything or self._journals_changed():
                self._stale |= self._remember(segments.read(self._layout))
        except UtsagaError as error:
            problems.append(str(error))
        loaded = self._shelf.loaded()
        due = self._rounds.due(loaded, everything=everything)
        for file in dict.fromkeys((STUDY, *due, *self._stale.intersection(loaded))):
            try:
                if file in self._stale or self._shelf.replaced(file):
                    changes += self._shelf.reload(file)
                    self._stale.discard(file)
            except UtsagaError as error:
                problems.append(str(error))
        if self._rounds.all or not self._known.issuperset(self._shelf.chains):
            changes += newcomers(self._shelf, self._known, problems)
        if problems:
            self._rounds.again()
        self._shelf.conflicts = 0
        return Seen(tuple(changes), self._texts.changed(problems), 0, tuple(problems))

    def _journals_changed(self) -> bool:
        sizes = {}
        for name in segments.names(self._layout):
            signature = Signature.at(self._layout.journal / name.file_name)
            if signature is not None:
                sizes[name] = signature.size
        return sizes != self._sizes

    def _remember(self, there: list[Segment]) -> set[str]:
        """Take up the journals anew; returns the files to which they now add something else."""
        self._sizes = {segment.name: segment.size for segment in there}
        before, self._shelf.chains = self._shelf.chains, {}
        self._texts.forget()
        for segment in there:
            recall(segment, self._shelf, self._texts)
        after = self._shelf.chains
        return {file for file in {*before, *after} if before.get(file) != after.get(file)}


def recall(segment: Segment, shelf: Shelf, texts: Texts) -> None:
    """Note everything that a segment of another session adds to the files of a study."""
    for action in segment.actions():
        shelf.remember((migrate_change(change, segment.version) for change in action.changes), 0)
        texts.remember(action.texts, 0)
