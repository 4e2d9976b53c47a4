"""Choosing one of a few things by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from utsaga.text.fold import fold
from utsaga.tui.modals.palette import Choice, Palette
from utsaga.tui.parts import GOES, SHORT_NAME, Line, Part

T = TypeVar("T")

_WIDEST = 40
"""Columns that names take at most, so that what is said about them stands in one column."""


@dataclass(frozen=True, slots=True)
class Offer(Generic[T]):
    """Something to choose: what it is called, a word about it, and what choosing it answers."""

    name: str
    about: str
    value: T

    def line(self, width: int) -> Line:
        """How it stands in the list; names take a width."""
        about = f"  {self.about}" if self.about else ""
        column = " " * (width - len(self.name))
        return [
            Part(" "),
            Part(self.name, "", SHORT_NAME),
            Part(column, "", GOES),
            Part(about, "muted", SHORT_NAME),
        ]


class Pick(Palette[T]):
    """All offers, fewer as letters are typed that they must have; perhaps something new from the letters."""

    def __init__(
        self,
        question: str,
        offers: Sequence[Offer[T]],
        *,
        new: Callable[[str], Offer[T] | None] = lambda _: None,
        hint: str = "",
    ) -> None:
        """Offer offers in their order; ``new`` makes one of what was typed, where no offer is called so."""
        super().__init__(question)
        self._offers = offers
        self._new = new
        self._said = hint

    def choices(self, typed: str) -> Sequence[Choice[T]]:
        """The offers that have every typed word in them, then the new one."""
        wanted = fold(typed).split()
        found = [offer for offer in self._offers if _has(offer, wanted)]
        called = any(fold(offer.name) == fold(typed.strip()) for offer in found)
        new = self._new(typed.strip()) if typed.strip() and not called else None
        width = min(max((len(offer.name) for offer in found), default=0), _WIDEST)
        listed = [
            Choice(f"{n} {offer.name}", offer.line(width), offer.value) for n, offer in enumerate(found)
        ]
        return [*listed, Choice("new", new.line(width), new.value)] if new is not None else listed

    def hint(self, typed: str, choices: Sequence[Choice[T]]) -> str:  # noqa: ARG002  # the same for all
        """What was said about the question."""
        return self._said


def _has(offer: Offer[T], wanted: Sequence[str]) -> bool:
    name = fold(f"{offer.name} {offer.about}")
    return all(word in name for word in wanted)
