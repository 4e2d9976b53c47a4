"""What a theme rests on: how many passages, transcripts and speakers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from utsaga.analysis.persons import keys_of
from utsaga.analysis.quotes import Quote, distinct


@dataclass(frozen=True, slots=True)
class Weight:
    """Numbers of distinct passages, of transcripts they stand in, and of speakers without interviewers.

    Somebody who is known to speak in several transcripts is one speaker.
    """

    passages: int
    transcripts: int
    speakers: int


def weigh(quotes: Iterable[Quote], keys: Callable[[Quote], set[str]] = keys_of) -> Weight:
    """What some quotes amount to; a passage under two codes counts once.

    ``keys`` says which of the persons in a quote count; all but interviewers if it is not given.
    """
    passages = distinct(quotes)
    return Weight(
        passages=len(passages),
        transcripts=len({quote.source.id for quote in passages}),
        speakers=len({key for quote in passages for key in keys(quote)}),
    )
