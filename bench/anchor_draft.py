"""A text that is edited and remembers where every character came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

INSERTED = -1

Change = tuple[int, int, str]
"""What stands from one place to another, half open, becomes a string: a change of spelling or wording."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text; for each character its place in the original text.

    ``INSERTED`` for what is new, and ``-2 - place`` for what was copied from a place where it still
    stands. A replaced word has the places of the word that it replaces, spread over its length.
    """

    text: str
    origins: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Draft:
        """The original itself."""
        return cls(text, range(len(text)))

    def changed(self, changes: Iterable[Change]) -> Draft:
        """The draft after changes, which may come in any order; one that overlaps an earlier is left out."""
        pieces: list[str] = []
        origins: list[int] = []
        at = 0
        for start, end, put in sorted(changes, key=lambda change: change[:2]):
            if start < at:
                continue
            pieces += [self.text[at:start], put]
            origins += self.origins[at:start]
            origins += self._spread(start, end, len(put))
            at = end
        return Draft("".join([*pieces, self.text[at:]]), [*origins, *self.origins[at:]])

    def _spread(self, start: int, end: int, size: int) -> list[int]:
        if start == end:
            return [INSERTED] * size
        return [self.origins[start + k * (end - start) // size] for k in range(size)]

    def ordered(self, parts: Iterable[tuple[int, int, bool]]) -> Draft:
        """The draft made of parts of itself, in a new order; True marks a copy of what stands elsewhere."""
        pieces: list[str] = []
        origins: list[int] = []
        for start, end, copy in parts:
            pieces.append(self.text[start:end])
            taken = self.origins[start:end]
            origins += [-2 - origin if origin >= 0 else origin for origin in taken] if copy else taken
        return Draft("".join(pieces), origins)

    def substituted(self, pattern: str, put: Callable[[re.Match[str]], str], flags: int = 0) -> Draft:
        """The draft with every match of a pattern replaced."""
        found = re.finditer(pattern, self.text, flags)
        return self.changed((*match.span(), put(match)) for match in found)

    def inserted(self, places: Iterable[int], put: Callable[[int], str]) -> Draft:
        """The draft with something new put in at places."""
        return self.changed((place, place, put(place)) for place in places)

    def deleted(self, spans: Iterable[tuple[int, int]]) -> Draft:
        """The draft without some stretches."""
        return self.changed((start, end, "") for start, end in spans)

    def reversed(self, original: str) -> Draft:
        """The original text as a draft of this one: the edit undone."""
        origins = [INSERTED] * len(original)
        for place, origin in enumerate(self.origins):
            if origin >= 0:
                origins[origin] = place
        return Draft(original, origins)
