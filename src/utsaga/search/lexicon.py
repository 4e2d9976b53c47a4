"""The words that stand in some texts, and in how many turns each of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Protocol

from utsaga.search.query import Pattern


class Lexicon(Protocol):
    """What a search must know of the words (folded) of all texts."""

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """In how many turns each of some words stands; without those that stand nowhere."""

    def fitting(self, pattern: Pattern) -> Iterable[str]:
        """The words that a pattern means."""

    def initials(self) -> str:
        """Every letter that a word of letters alone begins with."""

    def alike(self, initial: str, length: int) -> Iterable[str]:
        """The words of letters alone that begin with a letter and have a length."""


class Counted:
    """A lexicon in memory."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Take counts by word; they may not change afterwards."""
        self._counts = counts

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """In how many turns each of some words stands; without those that stand nowhere."""
        return {word: self._counts[word] for word in words if word in self._counts}

    def fitting(self, pattern: Pattern) -> Iterable[str]:
        """The words that a pattern means."""
        return filter(pattern.means, self._counts)

    def initials(self) -> str:
        """Every letter that a word of letters alone begins with."""
        return "".join({initial for initial, _ in self._groups})

    def alike(self, initial: str, length: int) -> Iterable[str]:
        """The words of letters alone that begin with a letter and have a length."""
        return self._groups.get((initial, length), ())

    @cached_property
    def _groups(self) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = {}
        for word in self._counts:
            if word.isalpha():
                found.setdefault((word[0], len(word)), []).append(word)
        return found
