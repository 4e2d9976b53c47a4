"""The changes by which a passage is put on other words, or noted as waiting for a person to place it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from utsaga.model.action import Change
from utsaga.model.coding import Coding
from utsaga.model.memo import Memo
from utsaga.model.record import to_json
from utsaga.model.review import LIKELY, LOST, Likely, Review
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.coding import codings, memos
from utsaga.study.study import Study
from utsaga.text.anchors import Anchor, anchor
from utsaga.text.follow import Followed, Result, Verdict
from utsaga.text.transcript import Transcript

P = TypeVar("P", Coding, Memo)

SHOWN = 5
"""How many places a person is given to choose from, at most."""

AGAIN = 70
"""How sure (per cent) a place must be to be offered for words that have been looked for before.

They come back as they were or not at all; what merely resembles them was there all the time.
"""


def put(
    study: Study, passage: Coding | Memo, text: str, span: Span, *, reworded: bool = False
) -> Change | None:
    """The change that puts a passage on other words; None when it lies on just these."""
    at = anchor(text, span)
    there = (passage.start, passage.end, passage.quote, passage.prefix, passage.suffix)
    if isinstance(passage, Memo):
        if at == there:
            return None
        memo = _on(passage, at)
        return Change(memos.creation(study, passage).table, passage.id, to_json(passage), to_json(memo))
    if at == there and passage.reworded == reworded:
        return None
    return codings.changed(study, passage, replace(_on(passage, at), reworded=reworded))


def _on(passage: P, at: Anchor) -> P:
    return replace(
        passage,
        start=at.start,
        end=at.end,
        quote=at.quote,
        prefix=at.prefix,
        suffix=at.suffix,
    )


def moved_along(
    study: Study, passage: Coding | Memo, new: str, span: Span, *, reworded: bool
) -> tuple[Change, ...]:
    """The change that lets a passage follow its words, which may have changed; none when it lies on them."""
    # ``modified`` stays: two copies of a study that follow the same change to a text come out the same.
    before = isinstance(passage, Coding) and passage.reworded
    change = put(study, passage, new, span, reworded=reworded or before)
    return () if change is None else (change,)


def candidate_name(review: Review, likely: Likely) -> str:
    """What a place that is known from before is called when it is itself followed into a new text."""
    return f"{review.id} {likely.start} {likely.end}"


def candidates(followed: Followed, result: Result, before: Review | None) -> tuple[Likely, ...]:
    """Places for a person to choose from: those found now, and those known from before."""
    found = {place.span: round(100 * place.sureness) for place in followed.candidates}
    if followed.verdict is Verdict.ORPHAN:
        found = {}
    if before is not None:
        found = {span: sure for span, sure in found.items() if sure >= AGAIN}
    for likely in before.candidates if before else ():
        again = result.followed.get(candidate_name(before, likely)) if before else None
        if again is not None and again.verdict is Verdict.KEPT and again.span is not None:
            found[again.span] = max(likely.sure, found.get(again.span, 0))
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Likely(span.start, span.end, sure) for span, sure in ranked[:SHOWN])


def speaking(before: Transcript | None, passage: Coding | Memo) -> Iterable[str]:
    """The labels of those who say a passage of the text in which it was placed."""
    if before is None or before.text[passage.start : passage.end] != passage.quote:
        return ()
    return (speaker.label for speaker in before.speakers_of(before.said_in(passage.span)))


def review_of(
    source: Source,
    passage: Coding | Memo,
    before: Review | None,
    followed: Followed,
    likely: tuple[Likely, ...],
    moment: str,
) -> Review:
    """What is noted at a moment of a passage that waits, in place of what was noted of it before."""
    state = LIKELY if likely else LOST
    return Review(
        id=passage.id,
        source=source.id,
        about="coding" if isinstance(passage, Coding) else "memo",
        quote=passage.quote,
        reason=_reason(before, followed, state),
        state=state,
        coder=passage.coder,
        created=before.created if before else moment,
        modified=moment,
        candidates=likely,
    )


def _reason(before: Review | None, followed: Followed, state: str) -> str:
    if before is not None and before.state == state:
        return before.reason
    return followed.reason if state == LIKELY or before is None else "its words are gone"
