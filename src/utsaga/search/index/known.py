"""The words of an index, looked up in the database."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

from utsaga.search.index.build import group_of
from utsaga.search.query import Pattern

_COUNT = "SELECT rows FROM words WHERE initial = ? AND length = ? AND word = ?"
_ALIKE = "SELECT word FROM words WHERE initial = ? AND length = ?"


class IndexedWords:
    """A lexicon (``utsaga.search.lexicon``) in a database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Look words up in the table ``words``."""
        self._database = database

    def count(self, word: str) -> int:
        """In how many rows a word stands."""
        row = self._database.execute(_COUNT, (*group_of(word), word)).fetchone() if word else None
        return int(row[0]) if row else 0

    def fitting(self, pattern: Pattern) -> Iterable[str]:
        """The words that a pattern means."""
        glob = re.sub(r"([\[?])", r"[\1]", pattern.folded)
        initial = pattern.folded[0]
        where, values = ("", ()) if initial == "*" else (" AND initial = ?", (initial,))
        rows = self._database.execute(f"SELECT word FROM words WHERE word GLOB ?{where}", (glob, *values))
        fits = pattern.expression().fullmatch
        return [word for (word,) in rows if fits(word)]

    def initials(self) -> str:
        """Every letter that a word of letters alone begins with."""
        found, last = "", ""
        while row := self._database.execute(
            "SELECT MIN(initial) FROM words WHERE initial > ? AND length > 0", (last,)
        ).fetchone():
            if row[0] is None:
                break
            last = row[0]
            found += last
        return found

    def alike(self, initial: str, length: int) -> Iterable[str]:
        """The words of letters alone that begin with a letter and have a length."""
        if length < 1:
            return ()
        return [word for (word,) in self._database.execute(_ALIKE, (initial, length))]
