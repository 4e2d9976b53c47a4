"""The words of an index, looked up in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cached_property

from utsaga.search.index.build import group_of
from utsaga.search.query import Pattern

_AT_ONCE = 200
"""Words that one statement looks up: SQLite takes 999 values."""

_GROUPS_KEPT = 128
# One string of a group: ten thousand rows take ten times as long to come one by one.
_ALIKE = "SELECT COALESCE(group_concat(word, ' '), '') FROM words WHERE initial = ? AND length = ?"


class IndexedWords:
    """A lexicon (``utsaga.search.lexicon``) in a database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Look words up in the table ``words``."""
        self._database = database
        self._groups: dict[tuple[str, int], list[str]] = {}

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """In how many rows each of some words stands; without those that stand nowhere."""
        asked = [(*group_of(word), word) for word in set(words) if word]
        found: dict[str, int] = {}
        for at in range(0, len(asked), _AT_ONCE):
            some = asked[at : at + _AT_ONCE]
            values = ", ".join(["(?, ?, ?)"] * len(some))
            query = (
                f"WITH asked(initial, length, word) AS (VALUES {values}) SELECT words.word, words.rows "
                "FROM asked CROSS JOIN words USING (initial, length, word)"
            )
            found |= dict(self._database.execute(query, [part for one in some for part in one]))
        return found

    def fitting(self, pattern: Pattern) -> Iterable[str]:
        """The words that a pattern means."""
        longest = max(pattern.pieces, key=len)
        initial = pattern.folded[0]
        where, values = ("", ()) if initial == "*" else (" AND initial = ?", (initial,))
        query = f"SELECT word FROM words WHERE instr(word, ?){where}"
        rows = self._database.execute(query, (longest, *values))
        return [word for (word,) in rows if pattern.means(word)]

    def initials(self) -> str:
        """Every letter that a word of letters alone begins with."""
        return self._initials

    @cached_property
    def _initials(self) -> str:
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
        group = initial, length
        if group not in self._groups:
            if len(self._groups) >= _GROUPS_KEPT:
                self._groups.clear()
            self._groups[group] = str(self._database.execute(_ALIKE, group).fetchone()[0]).split()
        return self._groups[group]
