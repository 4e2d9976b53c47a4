"""A code, and the tree that codes, categories and themes form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A node of the codebook: a code, a category or a theme, told apart by place in the tree alone.

    ``order`` sorts among siblings. ``mark`` is the single character that stands for the code in the
    margin; ``colour`` a number 1..8 into the theme's code colours (``$code-1`` and so on).
    """

    id: str
    name: str
    parent: str | None
    order: int
    mark: str
    colour: int
    coder: str
    created: str
    modified: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who codes. ``pins`` maps the digits "1" to "9" to ids of codes.

    ``coder`` is who made the record, as in every other; empty where an older version did not note it.
    """

    id: str
    name: str
    created: str
    modified: str
    pins: dict[str, str]
    coder: str = ""
