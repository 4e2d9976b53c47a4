"""A reading of a transcript from its beginning to its end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingPass:
    """That a coder has read a transcript through once more, with or without coding; when is ``created``."""

    id: str
    source: str
    coder: str
    created: str
    modified: str
