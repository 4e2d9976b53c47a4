"""How an action becomes part of a study: checked, durable, and only then visible."""

from __future__ import annotations

import os
import threading
from collections.abc import Hashable
from contextlib import suppress

from utsaga.model.action import Action, Change, Json, Table
from utsaga.model.errors import Refused, UtsagaError
from utsaga.store import codec, lines, snapshot
from utsaga.store.journal import Journal
from utsaga.store.layout import STUDY, check_key, check_table
from utsaga.store.shelf import Shelf
from utsaga.store.texts import Texts

CANNOT_BE_WRITTEN = "Not saved: it holds something that cannot be written to a file"


class Pending:
    """An action that has been checked and is on its way: ``write`` it, then ``Store.finish`` it."""

    def __init__(self, ledger: Ledger, action: Action, line: bytes, spots: frozenset[Hashable]) -> None:
        """Made by ``Store.begin``."""
        self.action = action
        self.line = line
        self.spots = spots
        self.segment: int | None = None
        """The segment that holds it; None as long as it is not durable."""
        self._ledger = ledger

    def write(self) -> None:
        """Make the action durable: one line, one sync. From any thread, once.

        Raises:
            NotSaved: the disk did not take it; nothing has changed, and it need not be finished.
        """
        self._ledger.write(self)

    def drop(self) -> None:
        """Give up an action that has not been written."""
        self._ledger.drop(self)


class Ledger:
    """Actions in progress over the shelf, the texts and the journal of one session."""

    def __init__(self, shelf: Shelf, texts: Texts, journal: Journal) -> None:
        """Keep the books of one session."""
        self._shelf = shelf
        self._texts = texts
        self._journal = journal
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._ended = False
        self._open: dict[int, Pending] = {}
        self._taken: set[Hashable] = set()

    def begin(self, action: Action) -> Pending:
        """Check an action against what is there.

        Raises:
            Refused: it does not fit, or cannot be written down.
        """
        if os.getpid() != self._process:
            raise Refused("This process is a copy of the one that has the study open: it may not change it")
        spots = frozenset(self.check(action))
        pending = Pending(self, action, _line(action), spots)
        with self._lock:
            if not self._taken.isdisjoint(spots):
                raise Refused("The last change to this is still being saved: wait a moment")
            self._taken |= spots
            self._open[id(pending)] = pending
        return pending

    def weight(self, action: Action) -> int:
        """Bytes that an action takes in the journal.

        Raises:
            Refused: it cannot be written down.
        """
        return len(_line(action))

    @property
    def busy(self) -> bool:
        """Whether an action is in progress."""
        return bool(self._open)

    def write(self, pending: Pending) -> None:
        """Make an action durable, and put its texts where they belong."""
        with self._writing:
            if self._ended or id(pending) not in self._open or pending.segment is not None:
                raise Refused("This change has been saved or given up already")
            self._write(pending, pending.action)

    def _write(self, pending: Pending, action: Action) -> None:
        try:
            for text in action.texts:
                self._texts.keep_both(text)
            pending.segment = self._journal.append(
                action.id, pending.line, len(action.changes) + len(action.texts)
            )
        except BaseException:
            self.drop(pending)
            raise
        for text in action.texts:
            # The change is durable, and shown from what was kept; if the disk refuses the file now,
            # it stays owed, and the upkeep that follows every change tries again and tells.
            with suppress(OSError, UtsagaError):
                self._texts.put(text, pending.segment)

    def finish(self, pending: Pending) -> None:
        """Make a durable action visible."""
        if pending.segment is None or id(pending) not in self._open:
            raise Refused("This change has not been saved")
        self._shelf.apply(pending.action.changes, pending.segment)
        self.drop(pending)

    def drop(self, pending: Pending) -> None:
        """Forget an action in progress."""
        with self._lock:
            if self._open.pop(id(pending), None):
                self._taken -= pending.spots

    def commit(self, action: Action) -> None:
        """Check, write and finish at once."""
        pending = self.begin(action)
        pending.write()
        self.finish(pending)

    def finish_written(self) -> None:
        """Make visible whatever is durable."""
        for pending in list(self._open.values()):
            if pending.segment is not None:
                self.finish(pending)

    def end(self) -> None:
        """Let the line in hand be written and take no more: the session ends."""
        with self._writing:
            self._ended = True
        self.finish_written()

    def oldest_open(self) -> int | None:
        """The first segment that holds an action which is not yet visible."""
        with self._writing, self._lock:  # between the disk and these books there is no line unknown
            segments = [pending.segment for pending in self._open.values() if pending.segment is not None]
        return min(segments, default=None)

    def check(self, action: Action) -> list[Hashable]:
        """The places that an action changes, when every ``before`` is what is there.

        Raises:
            Refused: it does not fit.
        """
        fresh: dict[tuple[Table, str], Json | None] = {}
        for change in action.changes:
            spot = change.table, change.id
            present = fresh[spot] if spot in fresh else self._present(change)
            if present != change.before:
                raise Refused("This has been changed since: nothing was done")
            if change.after is None and change.table == _SELF:
                raise Refused("A study keeps the record of itself: without it nothing can be opened")
            if change.after is not None:
                _must_fit(change.id, change.after)
            fresh[spot] = change.after
        for text in action.texts:
            check_key(text.key)
            standing = self._texts.digest(text.key)
            # What an editor has done to a file is made part of the study when it stands there already.
            if standing != text.before and (standing is None or standing != text.after):
                raise Refused(f"The text of '{text.key}' has been changed since: nothing was done")
            self._texts.must_have(text)
        return [*fresh, *(text.key for text in action.texts)]

    def _present(self, change: Change) -> Json | None:
        try:
            key = snapshot.doc_key(change.id)
        except ValueError:
            raise Refused(f"'{change.id[:40]}' is not the id of a record: nothing was done") from None
        present = self._shelf.docs(check_table(change.table)).get(key)
        if present is not None and present["id"] != change.id:
            raise Refused("Two records would have the same document id: make it again with a new id")
        return present


def _line(action: Action) -> bytes:
    try:
        return lines.encode(codec.action_to_json(action))
    except TypeError:
        raise Refused(CANNOT_BE_WRITTEN) from None


def _must_fit(record_id: str, record: Json) -> None:
    """Refuse a record that could not be read again as it is."""
    if record.get("id") != record_id:
        raise Refused("A record must carry its own id: nothing was done")
    if not _SURE.issuperset(map(type, record.values())):
        if snapshot.deeper_than([record], snapshot.DEEPEST):
            raise Refused("A record is nested too deeply to be read again: nothing was done")
        try:
            snapshot.to_text(dict(record))
        except (ValueError, TypeError):
            raise Refused(CANNOT_BE_WRITTEN) from None


_SELF = Table(STUDY, STUDY)
_SURE = frozenset({str, int, bool, type(None)})
