"""Names, roles, groups and rounds as people type them, made to fit among records; names that are free."""

from __future__ import annotations

from utsaga.model.codetree import tidy
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


def free(wanted: str, taken: set[str], joint: str = "-") -> str:
    """A name that nobody has: the wanted one, or that with a number."""
    if wanted.casefold() not in taken:
        return wanted
    numbered = (f"{wanted}{joint}{n}" for n in range(2, len(taken) + 3))
    return next(name for name in numbered if name.casefold() not in taken)
