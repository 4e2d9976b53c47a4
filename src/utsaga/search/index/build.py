"""Making the index: in a file beside its place, which it takes when it is whole."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.search.index import file
from utsaga.search.index.entry import Entry, packed, put, shape_of, turns_by
from utsaga.search.index.file import NoIndex, trouble
from utsaga.search.index.shelf import TextShelf
from utsaga.search.index.tokens import Entered, entered, word_of
from utsaga.store.disk import FILE_MODE, FOLDER_MODE
from utsaga.text.digest import sha256_of

_HASH = 32 << 20  # bytes of memory that FTS5 may fill before it writes

Progress = Callable[[int, int], None]
"""Is told how many texts are in, and how many there are."""


class Busy(NoIndex):
    """Another session is making the index at this moment."""


class Stopped(NoIndex):
    """The index was not made to its end, because nobody wants it any more."""


def build(
    path: Path,
    sources: Sequence[Source],
    shelf: TextShelf,
    *,
    progress: Progress | None = None,
    stopped: threading.Event | None = None,
) -> None:
    """Index all texts and put the database in its place, 0600. Texts that cannot be read are left out.

    Raises:
        Busy: another session is at it.
        Stopped: ``stopped`` was set meanwhile.
        NoIndex: SQLite or the disk refuses.
    """
    with trouble():
        path.parent.mkdir(mode=FOLDER_MODE, exist_ok=True)
        temporary = temporary_of(path)
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, FILE_MODE)
    try:
        with trouble():
            os.fchmod(descriptor, FILE_MODE)
            _claim(descriptor)
            os.ftruncate(descriptor, 0)
        try:
            with closing(file.create(temporary)) as database, trouble():
                _fill(database, sources, shelf, progress or _untold, stopped or threading.Event())
            with trouble():
                os.fsync(descriptor)
                temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    finally:
        os.close(descriptor)


def temporary_of(path: Path) -> Path:
    """Where an index is made before it takes its place."""
    return path.with_name(f".{path.name}.tmp")


def _untold(_done: int, _of: int) -> None:
    """Tell nobody."""


def _claim(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy("Another session is making the search index.") from None


def _fill(
    database: sqlite3.Connection,
    sources: Sequence[Source],
    shelf: TextShelf,
    progress: Progress,
    stopped: threading.Event,
) -> None:
    for option, value in (("hashsize", _HASH), ("automerge", 0)):
        database.execute("INSERT INTO rows(rows, rank) VALUES (?, ?)", (option, value))
    database.execute("BEGIN")
    row = 1
    for number, source in enumerate(sources):
        if stopped.is_set():
            raise Stopped("The search index was not made to its end.")
        progress(number, len(sources))
        with suppress(UtsagaError):
            entry, found, _ = enter(source, shelf, place=number, first=row)
            add_rows(database, row, found.texts)
            put(database, entry)
            row += entry.number
    database.execute("COMMIT")
    database.execute("INSERT INTO rows(rows) VALUES ('optimize')")
    database.execute("INSERT INTO rows(rows, rank) VALUES ('hashsize', 1048576)")
    database.execute("INSERT INTO rows(rows, rank) VALUES ('automerge', 4)")
    _count_words(database)
    database.execute("VACUUM")
    progress(len(sources), len(sources))


def enter(
    source: Source, shelf: TextShelf, *, place: int, first: int, moved: bool = False
) -> tuple[Entry, Entered, str]:
    """The entry of a text as it is now, with rows from ``first`` on, what to index, and the text.

    Raises:
        UtsagaError: the text cannot be read.
    """
    signature = shelf.signature(source.key)  # before the text: if it changes meanwhile, it is seen next time
    text = shelf.read(source)
    shape = shape_of(source)
    found = entered(text, turns_by(text, shape))
    sha256 = sha256_of(text)
    own = None if shelf.keeps(source.key, sha256) else zlib.compress(text.encode(), 1)
    return Entry(
        source.id, place, source.key, shape, signature or (0, 0, 0), sha256,  # type: ignore[arg-type]
        first, len(found.pieces), moved, packed(found.pieces), own,
    ), found, text  # fmt: skip


def add_rows(database: sqlite3.Connection, first: int, texts: Iterable[str]) -> None:
    """Index texts as rows from a number on."""
    database.executemany("INSERT INTO rows(rowid, words) VALUES (?, ?)", enumerate(texts, first))


def _count_words(database: sqlite3.Connection) -> None:
    database.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'rows', 'row')")
    found = database.execute("SELECT term, doc FROM temp.vocabulary")
    words = sorted(
        (*group_of(word), word, count) for term, count in found if (word := word_of(term)) is not None
    )
    database.execute("BEGIN")
    database.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", words)
    database.execute("COMMIT")
    database.execute("DROP TABLE temp.vocabulary")


def add_words(database: sqlite3.Connection, counts: Iterable[tuple[str, int]]) -> None:
    """Add to (or take from) the rows that words stand in."""
    database.executemany(
        "INSERT INTO words VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET rows = rows + excluded.rows",
        ((*group_of(word), word, count) for word, count in counts),
    )


def group_of(word: str) -> tuple[str, int]:
    """First letter and length of a word; a length below 0 for a word that is not of letters alone."""
    return word[0], len(word) if word.isalpha() else -len(word)
