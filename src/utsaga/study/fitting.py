"""Names, roles, groups and rounds as people type them, made to fit among records; names that are free."""

from __future__ import annotations

from collections.abc import Iterable

from utsaga.model.codetree import name_key, tidy
from utsaga.model.errors import Refused

LONGEST = 120
"""Longest name, role, group or round, in characters."""


def fit(value: str, what: str) -> str:
    """A name, role, group or round with single spaces.

    Raises:
        Refused: it is too long.
    """
    wanted = tidy(value)
    if len(wanted) > LONGEST:
        raise Refused(f"{what} can have {LONGEST} characters; this one has {len(wanted)}.")
    return wanted


def refuse_taken(what: str, wanted: str, names: Iterable[tuple[str, str]], own: str) -> None:
    """Refuse a name that another has: ``names`` by the ids of those who have them, ``own`` is this one's.

    Raises:
        Refused: another has it, but for case, white space and how accents are written.
    """
    key = name_key(wanted)
    if any(one != own and name_key(name) == key for one, name in names):
        raise Refused(f"There is {what} '{wanted}' already.")


def free(wanted: str, taken: set[str], joint: str = "-") -> str:
    """A name that nobody has: the wanted one, or that with a number."""
    if wanted.casefold() not in taken:
        return wanted
    numbered = (f"{wanted}{joint}{n}" for n in range(2, len(taken) + 3))
    return next(name for name in numbered if name.casefold() not in taken)
