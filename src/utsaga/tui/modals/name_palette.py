"""Choosing one of some names, or giving a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from utsaga.search.fold import fold
from utsaga.tui.modals.palette import Choice, Palette
from utsaga.tui.parts import Line, Part


@dataclass(frozen=True, slots=True)
class Named:
    """A name to choose: ``value`` is the answer, ``detail`` stands behind the name."""

    value: str
    name: str
    detail: str = ""


class NamePalette(Palette[str]):
    """Names by a few letters of them; the answer is a value.

    ``before`` are always offered, before the names; ``new`` says in words what is done with a name that
    nothing has, which is then the answer; empty where it cannot be given.
    """

    def __init__(
        self, question: str, names: Sequence[Named], *, before: Sequence[Named] = (), new: str = ""
    ) -> None:
        """Ask."""
        super().__init__(question)
        self._names = names
        self._before = before
        self._new = new

    def choices(self, typed: str) -> Sequence[Choice[str]]:
        """Names that begin with what was typed, then those that hold it; a new one last."""
        wanted = " ".join(typed.split())
        folded = fold(wanted)
        found = [one for one in self._names if folded in fold(one.name)]
        found.sort(key=lambda one: not fold(one.name).startswith(folded))
        rows = [Choice(one.value, _row(one), one.value) for one in found]
        if not wanted:
            return [*(Choice(one.value, _row(one), one.value) for one in self._before), *rows]
        if self._new and fold(wanted) not in [fold(one.name) for one in self._names]:
            line = [Part("  + ", "key"), Part(wanted, "strong"), Part(f"   {self._new}", "muted")]
            rows.append(Choice("new", line, wanted))
        return rows


def _row(one: Named) -> Line:
    return [Part(f"  {one.name}"), Part(f"   {one.detail}" if one.detail else "", "muted")]
