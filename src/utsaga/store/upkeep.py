"""Bringing the files up to the journal: snapshots, texts, and journals retired into the history."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from utsaga.model.errors import UtsagaError
from utsaga.model.info import FORMAT
from utsaga.store import files, segments
from utsaga.store.claim import Claim
from utsaga.store.disk import Disk
from utsaga.store.errors import GONE, why
from utsaga.store.history import History
from utsaga.store.layout import STUDY, Layout
from utsaga.store.ledger import Ledger
from utsaga.store.shelf import Shelf
from utsaga.store.texts import Texts
from utsaga.store.tidy import close_up, everything, tidy

MOST_RECORDS = 5_000
"""Records in a segment before the next one is begun: recovery stays under half a second."""


class Upkeep:
    """What a writer does in the background and at the end. One round at a time, from any thread."""

    def __init__(self, layout: Layout, disk: Disk, claim: Claim, shelf: Shelf, texts: Texts, ledger: Ledger):
        """Look after the files of one session."""
        self.trouble: str | None = None
        self._layout = layout
        self._disk = disk
        self._claim = claim
        self._shelf = shelf
        self._texts = texts
        self._ledger = ledger
        self._left = list(claim.left)
        self._closed_up = False
        self._round = threading.Lock()

    @property
    def full(self) -> bool:
        """Whether it is time for the next segment."""
        return self._claim.journal.records >= MOST_RECORDS

    def run(self) -> bool:
        """One round: new segment if due, snapshots, texts, retirement. False if something is left."""
        with self._round:
            problems: list[str] = []
            if not self._claim.stands():
                self.trouble = GONE
                return False
            if self.full:
                self._try(self._claim.journal.rotate, "The next journal", problems)
            # One that somebody else has changed in this moment stays owed until the next look outside.
            for file in sorted(self._shelf.unsynced, key=lambda name: (name == STUDY, name)):
                if not self._waits(file):
                    self._try(partial(self._shelf.save, file), f"{file}.json", problems)
            for key in list(self._texts.unsynced):
                self._try(partial(self._texts.save, key), f"transcripts/{key}.txt", problems)
            self._try(self._retire, "The history", problems)
            self._close_up()
            self.trouble = problems[0] if problems else None
            return not problems and not self._shelf.unsynced

    def settle(self) -> bool:
        """Bring all into files and history, so that no journal tells of what has been; False if not all."""
        with self._round:
            if not self._claim.stands():
                return False
            self._claim.journal.rotate()
        return self.run()

    def put_in_order(self) -> list[Path]:
        """Close every file to others and take half ones away; returns what was not in order."""
        with self._round:  # else a file that is being written would be taken for a half one
            self._closed_up = True
            return tidy(self._disk, everything(self._layout))

    def _close_up(self) -> None:
        """Close to others, once, what git has brought: it gives every file the rights that are usual."""
        if not self._closed_up:
            self._closed_up = True
            close_up(everything(self._layout))

    def _waits(self, file: str) -> bool:
        """Whether study.json must not yet say that all other files have the present format."""
        return file == STUDY and self._shelf.version != FORMAT and set(self._shelf.unsynced) != {STUDY}

    def end(self) -> bool:
        """The last round: everything into files and history. False when journals have to stay."""
        self.run()
        self._claim.journal.close()
        problems: list[str] = []
        with self._round:
            if self._claim.stands():
                self._try(lambda: self._retire(last=True), "The history", problems)
        self.trouble = self.trouble or (problems[0] if problems else None)
        left = [*segments.names(self._layout), *self._shelf.unsynced, *self._texts.unsynced]
        return self._claim.stands() and not left

    def _retire(self, *, last: bool = False) -> None:
        """Move into the history every segment whose changes stand in synced files."""
        mine = self._claim.journal
        end = sys.maxsize if last else mine.number  # first: what is written from now on stands there or later
        # A change that is made visible goes from the open ones to the owed ones, and is among both in
        # between: looked at in this order, it is never missed.
        open_segment = self._ledger.oldest_open()
        needed = [*self._shelf.unsynced.values(), *self._texts.unsynced.values()]
        first_needed = min([*needed, *([] if open_segment is None else [open_segment])], default=end)
        dead = {segment.name.session for segment in self._left}
        history = History(self._layout, self._disk)
        for segment in self._retirable(dead, min(first_needed, end)):
            history.retire(segment)
            files.remove(self._disk, segment.path)
            if segment.name.session == mine.session:
                mine.forget(segment.path)

    def _retirable(self, dead: set[str], end: int) -> list[segments.Segment]:
        """Segments of dead sessions (they count as number 0), and this session's before a number."""
        mine = self._claim.journal.session
        names = [
            name
            for name in segments.names(self._layout)
            if (name.session in dead and end > 0) or (name.session == mine and name.number < end)
        ]
        if not names:
            return []
        return [segment for segment in segments.read(self._layout) if segment.name in names]

    def _try(self, step: Callable[[], object], what: str, problems: list[str]) -> None:
        try:
            step()
        except OSError as error:
            problems.append(
                f"{what} could not be written yet: {why(error)}. Your work is safe in the journal"
            )
        except UtsagaError as error:
            problems.append(f"{error}. Your work is safe in the journal")
        except Exception as error:  # noqa: BLE001 - the thread must live on; the words could be content
            problems.append(
                f"{what} could not be written: {type(error).__name__}. Your work is safe in the journal"
            )
