"""Which action comes next to be undone or redone: read off the history, so that it survives every exit."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol

from utsaga.model.errors import Refused
from utsaga.store.follow import MERGED
from utsaga.store.wiping import ERASED

MADE = "study.made"
"""The act that ends the making of a study by the program: what stands before it is where the study begins."""


class BeforeThisSession(Refused):
    """What would be undone (or redone) was done before this session began, and nobody has asked for that."""


class NoLonger(Refused):
    """What comes next can be undone (or redone) no more; set aside, and the one before it is next."""


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

    What was only taken in from files that others changed is not one's own work, and stays. An erasure is
    for good. What the program made before a person had the study (the example's transcripts, codes and
    codings) is no work of hers: nothing before ``MADE`` is taken back.

    The past is read backwards and only as far as it takes to know what comes next: in a study of many
    years that is as quick as in a new one.
    """

    def __init__(self, who: str, past: Callable[[], Iterator[Done]]) -> None:
        """Stand before a past, the newest first, of which nothing is read yet."""
        self._who = who
        self._past = past
        self._reading: Iterator[Done] | None = None
        self._seen: set[str] = set()
        self._here: set[str] = set()
        self._undone: set[str] = set()
        self._redone: set[str] = set()
        self._undo: deque[str] = deque()  # the newest last, as far back as has been read
        self._redo: deque[tuple[str, str]] = deque()  # (original, the action that undid it)
        self._whole_past = False
        self._whole_redo = False

    def follow(self, done: Done) -> None:
        """Take note of an action that has been made in this session."""
        self._here.add(done.id)
        if not self._is_news(done):
            return
        if done.name == MADE:
            self._undo.clear()
            self._redo.clear()
            self._whole_past = True
        elif done.undoes is not None:
            self._undone.add(done.undoes)
            if done.undoes in self._undo:
                self._undo.remove(done.undoes)
            self._redo.append((done.undoes, done.id))
        elif done.redoes is not None:
            self._redone.add(done.redoes)
            self._redo = deque(entry for entry in self._redo if entry[0] != done.redoes)
            self._undo.append(done.id)
        else:
            self._undo.append(done.id)
            self._redo.clear()
            self._whole_redo = True

    @property
    def next_undo(self) -> str | None:
        """Id of the action that would be undone.

        Raises:
            UtsagaError: the past cannot be read.
        """
        while not self._undo and not self._whole_past:
            self._read_one()
        return self._undo[-1] if self._undo else None

    @property
    def next_redo(self) -> str | None:
        """Id of the undoing action that would be taken back: its inverse repeats the original.

        Raises:
            UtsagaError: the past cannot be read.
        """
        while not self._redo and not self._whole_redo and not self._whole_past:
            self._read_one()
        return self._redo[-1][1] if self._redo else None

    def is_of_this_session(self, action_id: str) -> bool:
        """Whether an action was made since the study was opened."""
        return action_id in self._here

    def set_aside(self, action_id: str) -> None:
        """Go past an action that can be undone or redone no more; the next session looks at it again."""
        if action_id in self._undo:
            self._undo.remove(action_id)
        self._redo = deque(entry for entry in self._redo if entry[1] != action_id)

    def _is_news(self, done: Done) -> bool:
        """Whether an own action is met for the first time: a line is in the journal before it is shown."""
        if done.who != self._who or done.name in (MERGED, ERASED) or done.id in self._seen:
            return False
        self._seen.add(done.id)
        return True

    def _read_one(self) -> None:
        """Take note of the next older action."""
        reading, self._reading = self._reading or self._past(), None
        done = next(reading, None)
        self._reading = reading  # not after an error: then it is read again from its newest on
        if done is None or done.name == MADE:
            self._whole_past = True
        elif self._is_news(done):
            self._note_older(done)

    def _note_older(self, done: Done) -> None:
        if done.undoes is not None:
            self._undone.add(done.undoes)
            if not self._whole_redo and done.undoes not in self._redone:
                self._redo.appendleft((done.undoes, done.id))
            return
        if done.redoes is not None:
            self._redone.add(done.redoes)
        else:
            self._whole_redo = True
        if done.id not in self._undone:
            self._undo.appendleft(done.id)
