"""Places that one screen asks another one to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from utsaga.model.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a transcript; without a span, where the reader was last."""

    source_id: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """Where a search found its words: by source, in the order of the study and of the text."""

    words: str
    by_source: Mapping[str, Sequence[Span]]
