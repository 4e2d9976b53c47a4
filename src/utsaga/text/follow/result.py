"""What goes in and what comes out when codings follow their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from utsaga.model.span import Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage as it was coded: place in the old text (code points, half open), words, surroundings.

    ``key`` is the caller's own name for it.
    """

    key: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


class Verdict(StrEnum):
    """What may happen to a coding without asking."""

    KEPT = "kept"
    """It stands at its new place: certain, or sure enough to be silent about."""
    REVIEW = "review"
    """A likely place, for a person to accept, move or drop. The stored words stay until then."""
    ORPHAN = "orphan"
    """Its words are gone. It keeps them and waits."""


class Way(StrEnum):
    """How a place was found."""

    IN_PLACE = "in place"
    """Between the words that stood around it."""
    MOVED = "moved"
    """With a stretch that was cut out and put in elsewhere."""
    FOUND = "found"
    """By its words alone."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the new text where a coding may belong, and how sure that is (0..1)."""

    span: Span
    sureness: float
    way: Way


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a coding went.

    ``span`` is its new place or, for a review, the best candidate; an orphan has none. ``sureness``
    (0..1) is that of the place, 1 when it is certain. ``similarity`` (0..1) compares the old words with
    those at ``span``, white space, case and punctuation apart; ``differs`` says that they are not the
    same to the character. ``candidates`` come best first; one that is certain has only its place.
    ``reason`` is for the person and holds no words of the text.
    """

    key: str
    verdict: Verdict
    span: Span | None
    sureness: float
    similarity: float
    differs: bool
    candidates: tuple[Candidate, ...]
    reason: str

    @property
    def changed(self) -> bool:
        """Whether its words are others than before, so that the coder should see it marked.

        A single word counts: where 'litar' became 'litar inte', nearly all words are the same. Words that
        were renamed throughout the text do not.
        """
        return self.similarity < 1


@dataclass(frozen=True, slots=True)
class Result:
    """Where all codings of a transcript went, by key.

    ``aligned`` (0..1) is the share of words that the two texts have in common in stretches. With
    ``another_text`` nothing may be applied before a person has said that it is the same interview;
    nothing is KEPT then.
    """

    followed: Mapping[str, Followed]
    aligned: float
    another_text: bool
