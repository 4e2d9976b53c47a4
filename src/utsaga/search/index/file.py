"""The database: what it holds, how it is opened, and what may be wrong with it.

texts   one line a transcript: which text it was indexed from, and where its pieces stand
rows    FTS5, one row a turn (or paragraph, or what stands between turns), without the text itself
words   every word and in how many rows it stands, grouped by first letter and length
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from utsaga.model.errors import UtsagaError

VERSION = 2
"""What a database of another version holds is not read: it is made anew."""

_MADE_BY = 0x75747361  # "utsa": that the file is ours
_WAIT = 0.2  # seconds for another session that writes; a search scans rather than wait for longer

SCHEMA = """
CREATE VIRTUAL TABLE rows USING fts5(
    words, tokenize='unicode61 remove_diacritics 1', content='', detail=none, columnsize=0);
CREATE TABLE texts(
    source TEXT PRIMARY KEY, place INTEGER, key TEXT, shape TEXT,
    inode INTEGER, size INTEGER, changed INTEGER, sha256 TEXT,
    first INTEGER, number INTEGER, moved INTEGER, spans BLOB, text BLOB);
CREATE TABLE words(
    initial TEXT, length INTEGER, word TEXT, rows INTEGER, PRIMARY KEY(initial, length, word)) WITHOUT ROWID;
"""


class NoIndex(UtsagaError):
    """The index cannot be used now: the texts are scanned instead. ``anew``: it should be made anew."""

    anew = False


@contextmanager
def trouble() -> Iterator[None]:
    """Turn what SQLite and the disk refuse, and what no index of ours holds, into ``NoIndex``."""
    try:
        yield
    except (sqlite3.Error, zlib.error, OSError, ValueError, TypeError, IndexError) as error:
        problem = NoIndex(f"The search index cannot be used: {type(error).__name__}")
        refused = isinstance(error, (sqlite3.OperationalError, OSError))  # locked, full, not for writing
        problem.anew = not refused or isinstance(error, FileNotFoundError)
        raise problem from error


def connect(path: Path) -> sqlite3.Connection:
    """Open a database that is there and is ours.

    Raises:
        NoIndex: there is none, or it is another version's, damaged, or not to be read.
    """
    with trouble():
        real = path.lstat()
        if path.is_symlink() or not path.is_file() or real.st_uid != os.geteuid():
            raise ValueError("not a file of ours")
        database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=_WAIT,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _check(database)
        except BaseException:
            database.close()
            raise
    return database


def _check(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA trusted_schema=OFF")
    database.execute("PRAGMA temp_store=MEMORY")
    known = (_value(database, "PRAGMA application_id"), _value(database, "PRAGMA user_version"))
    if known != (_MADE_BY, VERSION):
        raise ValueError("another version")
    database.execute("SELECT 1 FROM rows WHERE rows MATCH 'a' LIMIT 1").fetchall()
    database.execute("SELECT 1 FROM texts, words LIMIT 1").fetchall()


def create(path: Path) -> sqlite3.Connection:
    """Open an empty database at a path where an empty file stands, to be filled and put in its place.

    Raises:
        NoIndex: this SQLite has no FTS5, or the disk refuses.
    """
    with trouble():
        database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-65536", "temp_store=MEMORY"):
                database.execute(f"PRAGMA {pragma}")
            database.executescript(SCHEMA)
            database.execute(f"PRAGMA application_id={_MADE_BY}")
            database.execute(f"PRAGMA user_version={VERSION}")
        except BaseException:
            database.close()
            raise
    return database


def _value(database: sqlite3.Connection, query: str) -> int:
    return int(database.execute(query).fetchone()[0])
