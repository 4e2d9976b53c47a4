"""Searching with the index: the same hits as scanning gives, in the same order."""

from __future__ import annotations

import re
import threading
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.search.hits import Hit, Wanted, hits_in, inside, places_of, wanted_by
from utsaga.search.index import file
from utsaga.search.index.entry import Entry, entries, turns_by
from utsaga.search.index.file import NoIndex, trouble
from utsaga.search.index.known import IndexedWords
from utsaga.search.index.matching import expression
from utsaga.search.index.shelf import TextShelf
from utsaga.search.index.update import Update
from utsaga.search.nearness import near_each_other
from utsaga.search.pieces import Piece
from utsaga.search.profile import LONGEST_HEAD, Profile
from utsaga.search.query import parse
from utsaga.search.variants import Variant, Vocabulary, variants
from utsaga.store.files import Signature

_WINDOW = 20_000
"""Rows that are asked for at once; twice as many each time, so that the first hits come at once."""

_FEW = 0.3
"""Up to so large a share of a text's rows is looked at alone; else the whole text."""

_TEXTS_KEPT = 200
"""Texts last read: whoever shows hits asks for them at once."""

_REST = re.compile(r"\S*\s*\S*")
"""What may belong to a word that begins in a row and is broken over a line."""


class Indexed:
    """The texts of a study through an index. One thread at a time may use it."""

    def __init__(self, path: Path, shelf: TextShelf) -> None:
        """Open an index.

        Raises:
            NoIndex: there is none that can be used.
        """
        self._path = path
        self._shelf = shelf
        self._database = file.connect(path)
        self._inode = _inode(path)
        self._sources: dict[str, Source] = {}
        self._texts: dict[str, tuple[Signature, str]] = {}
        try:
            with trouble():
                self._update = Update(self._database, shelf, entries(self._database))
        except BaseException:
            self._database.close()
            raise
        self._renew()

    @property
    def in_place(self) -> bool:
        """Whether the file is still the one that was opened."""
        return _inode(self._path) == self._inode

    def close(self) -> None:
        """Let the database go."""
        self._database.close()

    def follow(self, sources: Sequence[Source], stopped: threading.Event) -> list[Source]:
        """Take in texts that came, went or changed; returns those that cannot be read.

        Raises:
            NoIndex: it cannot be brought up to date here and now.
        """
        with trouble():
            stale, gone = self._update.missing(sources)
            unread = self._update.bring_up(stale, gone, stopped) if stale or gone else []
        if stale or gone:
            self._renew()
        self._sources = {source.id: source for source in sources}
        return unread

    def variants(self, query: str) -> dict[str, list[Variant]]:
        """What each word of a query is searched as, as ``Corpus.variants``.

        Raises:
            NoIndex: the database cannot be read.
        """
        with trouble():
            return variants(query, self._known)

    def search(
        self, query: str, *, limit: int | None = None, within: Mapping[str, Sequence[Span]] | None = None
    ) -> Iterator[Hit]:
        """Yield the hits of a query, as ``Corpus.search``.

        Raises:
            NoIndex: the database cannot be read, or a text changes while it is searched.
        """
        with trouble():
            wanted = wanted_by(query, self._known) if parse(query) else []
        found = self._found(wanted, within) if wanted else iter(())
        for number, hit in enumerate(found):
            if limit is not None and number >= limit:
                return
            yield hit

    def text(self, source_id: str) -> str:
        """The text of a source with a hit.

        Raises:
            NoIndex: it has changed since, or is not in the index.
        """
        entry = self._update.entries.get(source_id)
        if entry is None:
            raise NoIndex("The text is not in the index.")
        return self._text(entry)

    def _renew(self) -> None:
        self._known = Vocabulary(IndexedWords(self._database))
        self._entries = sorted(self._update.entries.values(), key=lambda entry: entry.place)

    def _found(self, wanted: Wanted, within: Mapping[str, Sequence[Span]] | None) -> Iterator[Hit]:
        kept = [entry for entry in self._entries if within is None or entry.source in within]
        for entry, rows in self._candidates(kept, expression(wanted)):
            for hit in self._hits(entry, rows, wanted):
                if within is None or inside(hit, within[entry.source]):
                    yield hit

    # Rows that may have a hit

    def _candidates(
        self, kept: Sequence[Entry], match: str | None
    ) -> Iterator[tuple[Entry, list[int] | None]]:
        """Texts with the rows to look at, in the order of the texts; None for all of its rows."""
        if match is None:
            yield from ((entry, None) for entry in kept)
            return
        for group in _groups(kept):
            yield from self._matching(group, match)

    def _matching(self, group: Sequence[Entry], match: str) -> Iterator[tuple[Entry, list[int]]]:
        query = "SELECT rowid FROM rows WHERE rows MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid"
        with trouble():
            found = self._database.execute(query, (match, group[0].first, group[-1].last)).fetchall()
        firsts = [entry.first for entry in group]
        rows: dict[int, list[int]] = {}
        for (row,) in found:
            rows.setdefault(bisect_right(firsts, row) - 1, []).append(row)
        for at, here in rows.items():
            entry = group[at]
            if inner := [row - entry.first for row in here if row <= entry.last]:
                yield entry, inner

    # Hits in the text itself

    def _hits(self, entry: Entry, rows: list[int] | None, wanted: Wanted) -> Iterator[Hit]:
        text = self._text(entry)
        if rows is None or len(rows) > _FEW * entry.number or not entry.labelled:
            yield from hits_in(entry.source, Profile(text, turns_by(text, entry.shape)), wanted)
            return
        with trouble():
            pieces = entry.pieces_of(rows)
        for piece in pieces:
            yield from _hits_in_piece(entry.source, text, piece, wanted)

    def _text(self, entry: Entry) -> str:
        source = self._sources.get(entry.source)
        if source is None or self._shelf.signature(entry.key) != entry.signature:
            raise NoIndex("A text has changed while it was searched.")
        kept = self._texts.get(entry.key)
        if kept is not None and kept[0] == entry.signature:
            return kept[1]
        try:
            text = self._shelf.read(source)
        except UtsagaError as error:
            raise NoIndex("A text cannot be read.") from error
        if len(self._texts) >= _TEXTS_KEPT:
            self._texts.clear()
        self._texts[entry.key] = entry.signature, text
        return text


def _groups(kept: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Texts in their order, as many at once as their rows follow on each other and a window holds."""
    group: list[Entry] = []
    rows, window = 0, _WINDOW
    for entry in kept:
        if group and (rows > window or entry.moved or group[-1].moved):
            yield group
            group, rows, window = [], 0, 2 * window
        group.append(entry)
        rows += entry.number
    if group:
        yield group


def _hits_in_piece(source: str, text: str, piece: Piece, wanted: Wanted) -> Iterator[Hit]:
    """The hits in one turn, found without the rest of the text."""
    rest = _REST.match(text, piece.end)
    begin, end = max(0, piece.start - LONGEST_HEAD - 1), rest.end() if rest else len(text)
    inner = Span(piece.start - begin, piece.end - begin)
    profile = Profile(text[begin:end], [inner])
    places = [
        [span for span in found if inner.start <= span.start < inner.end]
        for found in places_of(profile, wanted)
    ]
    for words in near_each_other(places, (lambda _: 0) if piece.near else (lambda _: -1)):
        spans = tuple(Span(word.start + begin, word.end + begin) for word in words)
        start, end = spans[0].start, max(span.end for span in spans)
        yield Hit(source, start, end, text[start:end], spans)


def _inode(path: Path) -> int:
    signature = Signature.at(path)
    return signature.inode if signature else 0
