"""The codebook as a tree: themes, categories and codes in order, and names as paths."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

from utsaga.model.code import Code

SEPARATOR = " / "


class CodeTree:
    """An immutable view of all codes of a study.

    A root that has codes below it is a theme, what lies between is a category, a leaf is a code.
    Codes whose parent is missing or in a circle (a damaged or merged file) stand at the root.
    """

    def __init__(self, codes: Iterable[Code]) -> None:
        """Arrange codes by parent, order and name."""
        self._codes = {code.id: code for code in codes}
        self._children: dict[str | None, list[Code]] = {}
        for code in sorted(self._codes.values(), key=lambda c: (c.order, c.name.casefold(), c.id)):
            self._children.setdefault(self._sound_parent(code), []).append(code)

    def _sound_parent(self, code: Code) -> str | None:
        """The parent, unless it is missing or the way up from it leads back to the code itself."""
        seen: set[str] = set()
        above = code.parent
        while above is not None and above in self._codes and above not in seen:
            if above == code.id:
                return None
            seen.add(above)
            above = self._codes[above].parent
        return code.parent if code.parent in self._codes else None

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, code_id: object) -> bool:
        return code_id in self._codes

    def __getitem__(self, code_id: str) -> Code:
        return self._codes[code_id]

    def get(self, code_id: str) -> Code | None:
        """The code with this id, or None."""
        return self._codes.get(code_id)

    def children(self, code_id: str | None) -> list[Code]:
        """Codes directly below one (or the roots, for None), in codebook order."""
        return list(self._children.get(code_id, ()))

    def parent(self, code_id: str) -> Code | None:
        """What a code lies under, or None at the root."""
        above = self._parents[code_id]
        return None if above is None else self._codes[above]

    def walk(self, below: str | None = None) -> Iterator[tuple[int, Code]]:
        """All codes below one in codebook order with their depth, counted from 0."""
        waiting = [(0, code) for code in reversed(self._children.get(below, ()))]
        while waiting:
            depth, code = waiting.pop()
            yield depth, code
            waiting += [(depth + 1, child) for child in reversed(self._children.get(code.id, ()))]

    def subtree(self, code_id: str) -> list[Code]:
        """A code and everything below it, in codebook order."""
        return [self._codes[code_id], *(code for _, code in self.walk(code_id))]

    def ancestors(self, code_id: str) -> list[Code]:
        """What a code lies under, from the root down, without itself."""
        above: list[Code] = []
        parent = self._parents[code_id]
        while parent is not None:
            above.append(self._codes[parent])
            parent = self._parents[parent]
        return above[::-1]

    def path(self, code_id: str) -> str:
        """The full name: ``Theme / Category / code``."""
        return SEPARATOR.join(code.name for code in [*self.ancestors(code_id), self._codes[code_id]])

    def level(self, code_id: str) -> str:
        """One of "theme", "category", "code", by place in the tree."""
        if not self._children.get(code_id):
            return "code"
        return "theme" if self._parents[code_id] is None else "category"

    def at_path(self, names: Iterable[str]) -> Code | None:
        """The code at a path of names, compared without regard to case; None when there is none."""
        code: Code | None = None
        for name in names:
            siblings = self._children.get(code.id if code else None, ())
            code = next((child for child in siblings if same_name(child.name, name)), None)
            if code is None:
                return None
        return code

    def named(self, name: str) -> list[Code]:
        """All codes with a name, wherever they stand, compared without regard to case."""
        return [code for code in self._codes.values() if same_name(code.name, name)]

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {child.id: parent for parent, children in self._children.items() for child in children}


def same_name(one: str, other: str) -> bool:
    """Whether two names of codes are the same but for case, white space and how accents are written."""
    return name_key(one) == name_key(other)


def name_key(name: str) -> str:
    """What two names that are the same have in common."""
    return unicodedata.normalize("NFC", tidy(name)).casefold()


def tidy(name: str) -> str:
    """A name with single spaces and none at its ends."""
    return " ".join(name.split())


def split_path(path: str) -> list[str]:
    """The names in ``Theme / Category / code``; a slash without spaces around it is part of a name."""
    names: list[list[str]] = [[]]
    for word in path.split():
        if word == SEPARATOR.strip():
            names.append([])
        else:
            names[-1].append(word)
    return [" ".join(words) for words in names if words]
