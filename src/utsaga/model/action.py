"""A named change to a study: what is journalled, shown in the history, undone and redone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from utsaga.model.ids import new_id, now

Json = Mapping[str, Any]


class Table(NamedTuple):
    """Where records stand: a TinyDB file of the study (without ``.json``) and a table in it.

    ``Table("study", "codes")``, ``Table("codings/intervju-1.kim", "codings")``.
    """

    file: str
    name: str

    @property
    def source_key(self) -> str | None:
        """Key of the source whose content the table holds; None for the study's own tables."""
        return self.file.partition("/")[2].rpartition(".")[0] or None


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None where it did not or does not exist."""

    table: Table
    id: str
    before: Json | None
    after: Json | None

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.id, self.after, self.before)


ERASED = "0" * 64
"""Stands for the hash of a text that was erased."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """The text of a source before and after, by SHA-256 of its UTF-8 bytes; None where there is none.

    The texts themselves are kept by the store when the action is made: those that it has not kept yet are
    ``old`` and ``new``. They are no part of what is journalled.
    """

    key: str
    before: str | None
    after: str | None
    old: str | None = field(default=None, compare=False, repr=False)
    new: str | None = field(default=None, compare=False, repr=False)

    def inverse(self) -> TextChange:
        """The change that takes this one back."""
        return TextChange(self.key, self.after, self.before)

    @property
    def erased(self) -> bool:
        """Whether one of its texts was erased since."""
        return ERASED in (self.before, self.after)


@dataclass(frozen=True, slots=True)
class Action:
    """Everything that one act of a person changes: acknowledged, undone and redone as one.

    ``name`` is a dotted word (``codings.add``) from which the screen makes a sentence; ``refs`` holds
    ids that the sentence needs and ``counts`` its numbers: never content, because both stay in the
    audit trail after an erasure. ``undoes`` and ``redoes`` name the action taken back or repeated.
    """

    name: str
    who: str
    changes: tuple[Change, ...] = ()
    texts: tuple[TextChange, ...] = ()
    refs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    undoes: str | None = None
    redoes: str | None = None
    id: str = field(default_factory=new_id)
    at: str = field(default_factory=now)

    def inverse(self, who: str, *, redo: bool = False) -> Action:
        """The action that takes this one back; with ``redo``, takes back an undo."""
        return Action(
            name=self.name,
            who=who,
            changes=tuple(change.inverse() for change in reversed(self.changes)),
            texts=tuple(change.inverse() for change in reversed(self.texts)),
            refs=self.refs,
            counts=self.counts,
            undoes=None if redo else self.id,
            redoes=self.undoes if redo else None,
        )


@dataclass(frozen=True, slots=True)
class Head:
    """An action without its content, as the audit trail keeps it."""

    id: str
    name: str
    who: str
    at: str
    refs: Mapping[str, str]
    counts: Mapping[str, int]
    undoes: str | None = None
    redoes: str | None = None
