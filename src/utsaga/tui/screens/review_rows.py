"""Passages to place anew as rows: what each was, and where it may stand now."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.model.coding import Coding
from utsaga.model.review import Review
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.reviews import Waiting

AROUND = 80
"""Characters shown before and after a place."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A passage that waits. ``what`` is its code's path or the kind of memo; ``number`` the place shown.

    ``new`` is the transcript at that place with what stands around it, ``words`` the place within it.
    """

    review: Review
    title: str
    what: str
    number: int = 0
    new: str = ""
    words: Span = Span(0, 0)  # noqa: RUF009

    @property
    def id(self) -> str:
        """The id of the passage."""
        return self.review.id

    @property
    def span(self) -> Span | None:
        """The place that is shown; None when no place was found."""
        return self.review.candidates[self.number].span if self.review.candidates else None


def review_row(study: Study, one: Waiting, number: int = 0) -> ReviewRow:
    """A passage that waits, with one of its places.

    Raises:
        UtsagaError: the transcript cannot be read.
    """
    passage = one.passage
    if isinstance(passage, Coding):
        known = passage.code in study.codes
        what = study.codes.path(passage.code) if known else study.code_name(passage.code)
    else:
        what = passage.kind
    if not one.review.candidates:
        return ReviewRow(one.review, one.source.title, what)
    number %= len(one.review.candidates)
    start, end = one.review.candidates[number].span
    text = study.transcript(one.source.id).text
    first = max(0, start - AROUND)
    around = text[first : end + AROUND]
    return ReviewRow(one.review, one.source.title, what, number, around, Span(start - first, end - first))
