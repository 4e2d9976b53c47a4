"""What sentences about actions are made of: an action as it is told, numbers with their nouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Named(Protocol):
    """What tells an action: its name, the ids it is about and its numbers."""

    @property
    def name(self) -> str: ...
    @property
    def refs(self) -> Mapping[str, str]: ...
    @property
    def counts(self) -> Mapping[str, int]: ...
    @property
    def undoes(self) -> str | None: ...
    @property
    def redoes(self) -> str | None: ...


def counted(number: int, noun: str) -> str:
    """A number and its noun: ``1 passage``, ``2,000 passages``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
