"""The transcripts as search takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from utsaga.model.span import Span
from utsaga.study import Study


def searchable(study: Study) -> Iterator[tuple[str, str, Sequence[Span]]]:
    """Id, text and turns of every source, one after the other: words of a turn are near each other."""
    for source in study.sources:
        transcript = study.transcript(source.id)
        yield source.id, transcript.text, [Span(turn.body, turn.end) for turn in transcript.turns]
