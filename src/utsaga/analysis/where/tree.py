"""A filter as a tree of comparisons; printed, it reads as the same tree."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

KEYWORDS = frozenset({"and", "or", "not", "in"})
ORDERS = ("<=", ">=", "<", ">")
SIGNS = ("!=", *ORDERS, "=")

WORD = re.compile(r"[^\s()=!<>,\"“”'][^\s()=!<>,\"“”]*")
"""What can stand without quotation marks."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field compared with values: one of ``SIGNS`` and one value, or "in" and at least one.

    ``at`` is where the field stands in what was typed, ``values_at`` where the values do, in code points.
    """

    field: str
    sign: str
    values: tuple[str, ...]
    at: int = dataclasses.field(default=0, compare=False)
    values_at: tuple[int, ...] = dataclasses.field(default=(), compare=False)

    def __str__(self) -> str:
        values = ", ".join(map(quoted, self.values))
        if self.sign == "in":
            return f"{quoted(self.field)} in ({values})"
        return f"{quoted(self.field)} {self.sign} {values}"


@dataclass(frozen=True, slots=True)
class Not:
    """What an expression does not take."""

    part: Expression

    def __str__(self) -> str:
        return f"not {_enclosed(self.part, (And, Or))}"


@dataclass(frozen=True, slots=True)
class And:
    """What all of two or more expressions take."""

    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        return " and ".join(_enclosed(part, (And, Or)) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """What any of two or more expressions takes."""

    parts: tuple[Expression, ...]

    def __str__(self) -> str:
        return " or ".join(_enclosed(part, (Or,)) for part in self.parts)


Expression = Comparison | Not | And | Or


def comparisons(expression: Expression) -> Iterator[Comparison]:
    """All comparisons of an expression, from the left."""
    match expression:
        case Comparison():
            yield expression
        case Not(part):
            yield from comparisons(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from comparisons(part)


def quoted(value: str) -> str:
    """A name or a value as it can be typed."""
    if WORD.fullmatch(value) and value.casefold() not in KEYWORDS:
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _enclosed(part: Expression, kinds: tuple[type, ...]) -> str:
    return f"({part})" if isinstance(part, kinds) else str(part)
