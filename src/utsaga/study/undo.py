"""Which action comes next to be undone or redone: read off the history, so that it survives every exit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from utsaga.store.follow import MERGED


class Done(Protocol):
    """What the stacks need to know of an action."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def undoes(self) -> str | None: ...
    @property
    def redoes(self) -> str | None: ...


class UndoStacks:
    """One coder's actions that can be taken back, and those taken back that can be repeated.

    What was only taken in from files that others changed is not one's own work, and stays.

    An entry for redo is the id of the *undoing* action: its inverse repeats the original.
    """

    def __init__(self, who: str, history: Iterable[Done]) -> None:
        """Replay a history, oldest first."""
        self._who = who
        self._undo: list[str] = []
        self._redo: list[tuple[str, str]] = []  # (original, the action that undid it)
        for done in history:
            self.follow(done)

    def follow(self, done: Done) -> None:
        """Take note of an action that has been made."""
        if done.who != self._who or done.name == MERGED:
            return
        if done.undoes is not None:
            if self._undo and self._undo[-1] == done.undoes:
                self._undo.pop()
            elif done.undoes in self._undo:
                self._undo.remove(done.undoes)
            self._redo.append((done.undoes, done.id))
        elif done.redoes is not None:
            self._redo = [entry for entry in self._redo if entry[0] != done.redoes]
            self._undo.append(done.id)
        else:
            self._undo.append(done.id)
            self._redo.clear()

    @property
    def next_undo(self) -> str | None:
        """Id of the action that would be undone."""
        return self._undo[-1] if self._undo else None

    @property
    def next_redo(self) -> str | None:
        """Id of the undoing action that would be taken back."""
        return self._redo[-1][1] if self._redo else None
