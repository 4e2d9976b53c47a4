"""Keeping up with texts that came, went or changed."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.search.index.build import add_rows, add_words, enter
from utsaga.search.index.entry import Entry, put, shape_of, turns_by
from utsaga.search.index.file import NoIndex
from utsaga.search.index.shelf import TextShelf
from utsaga.search.index.tokens import entered
from utsaga.search.profile import Profile
from utsaga.store.files import Signature
from utsaga.text.digest import sha256_of

_MANY = 50
_SHARE = 0.2
"""So many texts, and so large a share of them: making the index anew is quicker than keeping up."""


class Outdated(NoIndex):
    """The index is too far behind, or cannot be followed up: it must be made anew."""

    anew = True


class Update:
    """Brings an index up to what the texts are now."""

    def __init__(self, database: sqlite3.Connection, shelf: TextShelf, known: Sequence[Entry]) -> None:
        """Start from the entries of an index."""
        self._database = database
        self._shelf = shelf
        self.entries = {entry.source: entry for entry in known}
        self._shapes: dict[str, tuple[Source, str]] = {}

    def missing(self, sources: Sequence[Source]) -> tuple[list[Source], list[Entry]]:
        """The texts that must be indexed (anew), and the entries of those that are gone.

        Raises:
            Outdated: there are too many of them.
        """
        there = self._shelf.signatures()
        stale = [source for source in sources if not self._fresh(source, there.get(source.key))]
        ids = {source.id for source in sources}
        gone = [entry for entry in self.entries.values() if entry.source not in ids]
        if len(stale) + len(gone) > max(_MANY, _SHARE * len(sources)):
            raise Outdated("Too many texts have changed.")
        return stale, gone

    def bring_up(
        self, stale: Sequence[Source], gone: Sequence[Entry], stopped: threading.Event
    ) -> list[Source]:
        """Index what is missing, in one transaction; returns the sources that cannot be read.

        Raises:
            Outdated: a text that was indexed is no longer known.
            sqlite3.Error: another session is writing, or the disk refuses; nothing was changed.
        """
        before = dict(self.entries)
        unread = []
        self._database.execute("BEGIN IMMEDIATE")
        try:
            for entry in gone:
                self._take_out(entry)
            for source in stale:
                if stopped.is_set():
                    break
                if not self._put(source):
                    unread.append(source)
            self._database.execute("DELETE FROM words WHERE rows <= 0")
            self._database.execute("COMMIT")
        except BaseException:
            self._database.execute("ROLLBACK")
            self.entries = before
            raise
        return unread

    def _fresh(self, source: Source, signature: Signature | None) -> bool:
        entry = self.entries.get(source.id)
        return entry is not None and entry.signature == signature and entry.shape == self._shape(source)

    def _shape(self, source: Source) -> str:
        known = self._shapes.get(source.id)
        if known is None or known[0] is not source:
            known = self._shapes[source.id] = source, shape_of(source)
        return known[1]

    def _put(self, source: Source) -> bool:
        """Index a source anew; False if it cannot be read (then it is in the index no more)."""
        old = self.entries.get(source.id)
        place = old.place if old else 1 + max((entry.place for entry in self.entries.values()), default=-1)
        try:
            entry, found, text = enter(source, self._shelf, place=place, first=0)
        except UtsagaError:
            if old:
                self._take_out(old)
            return False
        if old and old.sha256 == entry.sha256 and old.pieces() == found.pieces:
            rows = (old.first, old.moved)  # a file that was written anew, or a label that opens nothing
        else:
            rows = self._exchange(old, entry, found.texts, text)
        entry = replace(entry, first=rows[0], moved=rows[1])
        put(self._database, entry)
        self.entries[source.id] = entry
        return True

    def _exchange(self, old: Entry | None, new: Entry, texts: list[str], text: str) -> tuple[int, bool]:
        """Take old rows out and put new ones in, in the same place if they fit; its first row, if moved."""
        if old is not None:
            self._take_out(old)
        first = self._free_row()
        moved = old is not None
        if old is not None and new.number <= old.number:
            first, moved = old.first, old.moved
        add_rows(self._database, first, texts)
        add_words(self._database, _counts(text, new).items())
        return first, moved

    def _free_row(self) -> int:
        query = "SELECT COALESCE(MAX(first + number), 1) FROM texts"
        return int(self._database.execute(query).fetchone()[0])

    def _take_out(self, entry: Entry) -> None:
        text = self._indexed(entry)
        found = entered(text, turns_by(text, entry.shape))
        if found.pieces != entry.pieces():
            raise Outdated("The index does not hold what it should.")
        self._database.executemany(
            "INSERT INTO rows(rows, rowid, words) VALUES ('delete', ?, ?)",
            enumerate(found.texts, entry.first),
        )
        add_words(self._database, ((word, -count) for word, count in _counts(text, entry).items()))
        self._database.execute("DELETE FROM texts WHERE source = ?", (entry.source,))
        del self.entries[entry.source]

    def _indexed(self, entry: Entry) -> str:
        """The text that an entry was indexed from."""
        query = "SELECT text FROM texts WHERE source = ?"
        row = self._database.execute(query, (entry.source,)).fetchone()
        if row and row[0]:
            text: str | None = zlib.decompress(row[0]).decode()
        else:
            text = self._shelf.kept(entry.key, entry.sha256)
        if text is None or sha256_of(text) != entry.sha256:
            raise Outdated("The text that was indexed is no longer there.")
        return text


def _counts(text: str, entry: Entry) -> Counter[str]:
    return Profile(text, turns_by(text, entry.shape)).counts
