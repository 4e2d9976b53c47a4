"""A coding or a memo whose words a person must find again, because its transcript has changed."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.model.span import Span

LIKELY, LOST = "likely", "lost"


@dataclass(frozen=True, slots=True)
class Likely:
    """A place where a passage may stand now: code points, half open, and how sure that is in per cent."""

    start: int
    end: int
    sure: int

    @property
    def span(self) -> Span:
        """The place."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Review:
    """A passage that is not placed: it has kept its old words and waits for a person.

    ``id`` is that of the coding or memo (``about``: "coding" or "memo"), so that a passage waits once;
    the record goes when it is settled, and counts for nothing when its passage is gone. ``quote`` holds
    the old words. ``candidates`` are places in the text as it is now, the best first; ``state`` is
    ``LIKELY``, or ``LOST`` when there is none. ``reason`` says why in words, without any of the text.
    ``speakers`` are the labels of those who said the old words, as the labels are now; none where that is
    not known.
    """

    id: str
    source: str
    about: str
    quote: str
    reason: str
    state: str
    coder: str
    created: str
    modified: str
    candidates: tuple[Likely, ...] = ()
    speakers: tuple[str, ...] = ()
