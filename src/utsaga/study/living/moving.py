"""What becomes of the passages of a source between two texts: moved along, or noted for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from utsaga.model.action import Change, TextChange
from utsaga.model.coding import Coding
from utsaga.model.guide import Asked
from utsaga.model.ids import now
from utsaga.model.memo import Memo
from utsaga.model.review import Likely, Review
from utsaga.model.source import Source, Speaker
from utsaga.model.span import Span
from utsaga.study.coding.review_changes import noted, settled
from utsaga.study.guide.asked import asked_at, noted_in
from utsaga.study.living.lying_once import Lying, lying_once
from utsaga.study.living.moving_times import times_moved, times_placed
from utsaga.study.living.passage_changes import (
    candidate_name,
    candidates,
    moved_along,
    review_of,
    speaking,
)
from utsaga.study.living.relabelling import relabelled, renamed, turns_of_gone_labels
from utsaga.study.study import Study
from utsaga.text.anchors import Anchor, anchor, holds
from utsaga.text.edits import Edited
from utsaga.text.follow import Followed, Placed, Result, Verdict, follow
from utsaga.text.kept_times import Moment, read
from utsaga.text.transcript import Transcript, transcript_of
from utsaga.text.unopened import unopened

P = TypeVar("P", Coding, Memo)

_NOWHERE = -1
"""Where a passage stands that waits to be placed: whatever is at its old place, it is not its words."""

_BODY = "body"
_OPENING = 160
"""Characters of the first turns by which the end of the front matter is found again."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a new text does to a source: changes, where its body begins, and how many passages went where.

    ``kept`` lie on their words, ``likely`` wait with candidates, ``lost`` without. ``speakers`` have the
    labels that open their turns now; ``times`` are those beside the text; ``unopened`` labels opened turns
    before and stand in mid-line now. ``joined`` codings of those kept are one with another there.
    """

    source: Source
    body: int
    speakers: tuple[Speaker, ...]
    times: tuple[Moment, ...]
    changes: tuple[Change, ...]
    kept: int
    likely: int
    lost: int
    unopened: int = 0
    joined: int = 0
    text: TextChange | None = None


def moved(
    study: Study,
    source: Source,
    old: str | None,
    new: str,
    *,
    same_interview: bool,
    speakers: Sequence[Speaker] | None = None,
    edited: Edited | None = None,
) -> Moved | None:
    """Follow every passage of a source into a new text; None when it looks like another interview.

    ``old`` is None when the text in which they were placed is lost; ``speakers`` are those of the new one,
    where that is known. Passages that waited for a person before are looked for again, and their candidates
    follow the words that they were found on.
    """
    before = transcript_of(source, old) if old is not None else None
    wanted = _Wanted.of(study, source, before, new)
    asked = wanted.placed(old, source.body)
    if edited is not None:
        result = _exactly(edited, asked)
    else:
        voices = list(before.voices().values()) if before else []
        result = follow(old, new, asked, same_interview=same_interview, voices=voices)
    if result.another_text:
        return None
    if speakers is None:
        speakers = relabelled(source.speakers, wanted.turns, result.followed, new)
    labels = renamed(source.speakers, speakers)
    changes: list[Change] = []
    lying: list[Lying] = []
    counts = {Verdict.KEPT: 0, Verdict.REVIEW: 0, Verdict.ORPHAN: 0}
    for passage in wanted.passages:
        followed = result.followed[passage.id]
        if followed.verdict is not Verdict.KEPT and _stands_already(passage, old, new):
            counts[Verdict.KEPT] += 1
            if isinstance(passage, Coding):
                lying.append(Lying(passage, passage.span, passage.reworded))
            continue
        review = wanted.waiting.get(passage.id)
        likely = candidates(followed, result, review)
        kept = followed.verdict is Verdict.KEPT
        counts[Verdict.KEPT if kept else Verdict.REVIEW if likely else Verdict.ORPHAN] += 1
        if kept and followed.span is not None:
            if isinstance(passage, Coding):
                lying.append(Lying(passage, followed.span, followed.changed or passage.reworded))
            else:
                changes += moved_along(study, passage, new, followed.span, reworded=followed.changed)
            changes += settled(study, source.id, passage.id)
        else:
            said = review.speakers if review else speaking(before, passage)
            waits = review_of(source, passage, review, followed, likely, now())
            now_by = tuple(labels.get(label, label) for label in said)
            changes.append(noted(study, replace(waits, speakers=now_by)))
    placed, joined = lying_once(study, new, lying)
    changes += placed
    changes += _questions_moved(source, wanted.questions, result, new)
    body = _body(result, source.body)
    return Moved(
        source,
        body,
        tuple(speakers),
        times_moved(wanted.times, result),
        tuple(changes),
        counts[Verdict.KEPT],
        counts[Verdict.REVIEW],
        counts[Verdict.ORPHAN],
        unopened(before, Transcript(new, speakers, body)) if before is not None else 0,
        joined,
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for in a new text: passages, guide questions, times, turns whose label is gone."""

    passages: Sequence[Coding | Memo]
    waiting: Mapping[str, Review]
    questions: Sequence[Asked]
    turns: Mapping[str, tuple[str, Placed]]
    times: Sequence[Moment]

    @classmethod
    def of(cls, study: Study, source: Source, before: Transcript | None, new: str) -> _Wanted:
        """All that a source holds, whose text was ``before``."""
        return cls(
            [*study.held.codings(source.id), *passage_memos(study, source.id)],
            {review.id: review for review in study.held.reviews(source.id)},
            [one for one in noted_in(study, source) if one.quote],
            turns_of_gone_labels(before, new) if before else {},
            read(source.times),
        )

    def placed(self, old: str | None, body: int) -> list[Placed]:
        """The same as it stood in the old text, which is None when it is lost."""
        asked = [_placed(passage, self.waiting) for passage in self.passages]
        asked += [Placed(one.id, one.start, one.end, one.quote, "", "") for one in self.questions]
        asked += [turn for _, turn in self.turns.values()]
        if old is not None:
            reviews = self.waiting.values()
            asked += [_candidate(old, review, likely) for review in reviews for likely in review.candidates]
            asked += _front(old, body)
            asked += times_placed(old, self.times)
        return asked


def _questions_moved(
    source: Source, questions: Iterable[Asked], result: Result, new: str
) -> Iterator[Change]:
    # Where one cannot be followed for certain, its words are looked for whenever it is shown.
    for one in questions:
        followed = result.followed[one.id]
        if followed.verdict is Verdict.KEPT and followed.span is not None:
            yield from asked_at(source, one, followed.span, new)


def passage_memos(study: Study, source_id: str) -> Iterator[Memo]:
    """The memos on passages of a source."""
    return (memo for memo in study.held.source_memos(source_id) if memo.about == "passage")


def _placed(passage: Coding | Memo, waiting: Mapping[str, Review]) -> Placed:
    start, end = (_NOWHERE, _NOWHERE) if passage.id in waiting else (passage.start, passage.end)
    return Placed(passage.id, start, end, passage.quote, passage.prefix, passage.suffix)


def _candidate(old: str, review: Review, likely: Likely) -> Placed:
    at = anchor(old, likely.span)
    return Placed(candidate_name(review, likely), at.start, at.end, at.quote, at.prefix, at.suffix)


def _stands_already(passage: Coding | Memo, old: str | None, new: str) -> bool:
    """Whether a passage was placed in the new text, before anybody noticed that it was new."""
    at = Anchor(passage.start, passage.end, passage.quote, passage.prefix, passage.suffix)
    return old is not None and not holds(old, at) and anchor(new, at.span) == at


def _exactly(edited: Edited, asked: Iterable[Placed]) -> Result:
    """Where passages are after edits that are known; those that were not placed before are not now."""
    followed = {}
    for one in asked:
        span = edited.span(Span(one.start, one.end)) if one.start >= 0 else Span(0, 0)
        kept = span.start < span.end
        followed[one.key] = Followed(
            one.key,
            Verdict.KEPT if kept else Verdict.ORPHAN,
            span if kept else None,
            float(kept),
            float(kept),
            edited.text[span.start : span.end] != one.quote,
            (),
            "" if kept else "its words are gone",
        )
    return Result(followed, 1.0, False)


def _front(old: str, body: int) -> list[Placed]:
    """What is looked for to find again where the front matter ends."""
    if not 0 < body < len(old):
        return []
    at = anchor(old, Span(body, body + _OPENING))
    return [Placed(_BODY, at.start, at.end, at.quote, at.prefix, at.suffix)]


def _body(result: Result, before: int) -> int:
    """Where the first turn may begin now; all of the text, when that cannot be told."""
    followed = result.followed.get(_BODY)
    if not before or followed is None or followed.verdict is not Verdict.KEPT or followed.span is None:
        return 0
    return followed.span.start
