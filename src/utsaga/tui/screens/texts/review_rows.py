"""What is to be reviewed as rows: passages, old and new side by side, and texts that nobody has accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from utsaga.analysis.persons import Persons
from utsaga.model.coding import Coding
from utsaga.model.review import Review
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.living.reviews import Waiting
from utsaga.text.wording import differing
from utsaga.tui.parts import Part
from utsaga.tui.was_and_now import AROUND as BETWEEN
from utsaga.tui.was_and_now import flat, worded

AROUND = 60
"""Characters shown before and after a passage."""
_LOST = 300
"""Characters shown of either end of words that are gone."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A passage that waits. ``what`` is its code's path or the kind of memo; ``number`` the place shown.

    ``old`` and ``new`` are the passage as it was and as it would be, in what stands around it; ``new`` is
    empty when no place was found. ``where`` says which turn of which transcript the place is in.
    """

    review: Review
    title: str
    what: str
    where: str
    number: int = 0
    old: tuple[Part, ...] = ()
    new: tuple[Part, ...] = ()

    @property
    def id(self) -> str:
        """The id of the passage."""
        return self.review.id

    @property
    def span(self) -> Span | None:
        """The place that is shown; None when no place was found."""
        return self.review.candidates[self.number].span if self.review.candidates else None


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text that was changed outside and not taken in. ``passages`` are how many lie in it.

    It looks like ``another`` interview, or was saved in ``other_letters`` than UTF-8.
    """

    source: Source
    problem: str
    another: bool
    other_letters: bool
    passages: int

    @property
    def id(self) -> str:
        """The id of the source."""
        return self.source.id


def review_row(study: Study, one: Waiting, number: int = 0) -> ReviewRow:
    """A passage that waits, with one of its places.

    Raises:
        UtsagaError: the transcript cannot be read.
    """
    passage, review = one.passage, one.review
    if isinstance(passage, Coding):
        known = passage.code in study.codes
        what = study.codes.path(passage.code) if known else study.code_name(passage.code)
    else:
        what = passage.kind
    before, after = _before(passage.prefix), _after(passage.suffix)
    if not review.candidates:
        old = _side(before, review.quote, after, [], _LOST)
        return ReviewRow(review, one.source.title, what, one.source.title, old=old)
    number %= len(review.candidates)
    start, end = review.candidates[number].span
    transcript = study.transcript(one.source.id)
    text = transcript.text
    gone, come = differing(review.quote, text[start:end])
    turn = transcript.turn_at(start)
    who = transcript.speaker(turn)
    called = f", {Persons(study).of(one.source, who).name}" if who else ""
    place = f"turn {turn.index + 1}{called}"
    where = f"{one.source.title}, {'front matter' if transcript.in_front(start) else place}"
    return ReviewRow(
        review,
        one.source.title,
        what,
        where,
        number,
        _side(before, review.quote, after, gone),
        _side(_before(text[:start]), text[start:end], _after(text[end : end + AROUND + 1]), come),
    )


def _side(
    before: str, words: str, after: str, differing: Sequence[Span], around: int = BETWEEN
) -> tuple[Part, ...]:
    parts = (Part(flat(before), "muted"), *worded(words, differing, around), Part(flat(after), "muted"))
    return tuple(part for part in parts if part.text)


def _before(text: str) -> str:
    """The end of what stands before a passage, from a whole word on."""
    near = text[-AROUND:]
    return near if len(text) <= AROUND or " " not in near else near[near.index(" ") + 1 :]


def _after(text: str) -> str:
    """The beginning of what stands after a passage, up to a whole word."""
    near = text[:AROUND]
    return near if len(text) <= AROUND or " " not in near else near[: near.rindex(" ")]
