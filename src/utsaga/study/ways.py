"""What a person can do next about something: named here, worded by each face with its keys or commands."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto


class Way(Enum):
    """Where something can be looked at, or settled."""

    REVIEW = auto()
    """Passages that wait to be placed, and versions that lost, are listed."""

    CHECK = auto()
    """The check of the study tells more."""

    REPAIR = auto()
    """What can be put right without guessing is put right."""

    FORMS = auto()
    """Forms of replaced words that were only offered are replaced, too."""


Ways = Callable[[Way], str]
"""How a face words a way: a half sentence that says what to press or to call, and what that does."""
