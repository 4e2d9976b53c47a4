"""The history as rows: who did what when, and what of it has been undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from utsaga.model.action import Head


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """An act in the list; ``undone`` if it was taken back and not repeated since."""

    head: Head
    undone: bool

    @property
    def id(self) -> str:
        """The action's id."""
        return self.head.id


def history_rows(history: Iterable[Head]) -> list[HistoryRow]:
    """A history (oldest first) as rows, newest first.

    An act that was repeated stands for the first one of its kind: undoing the repetition undoes both.
    """
    heads = list(history)
    undone: set[str] = set()
    originals: dict[str, str] = {}
    for head in heads:
        if head.undoes is not None:
            undone |= {head.undoes, originals.get(head.undoes, head.undoes)}
        elif head.redoes is not None:
            originals[head.id] = originals.get(head.redoes, head.redoes)
            undone -= {head.redoes, originals[head.id]}
    return [HistoryRow(head, head.id in undone) for head in reversed(heads)]
