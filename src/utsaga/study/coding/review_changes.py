"""The changes to what is noted of passages that wait to be placed: parts of other actions."""

from __future__ import annotations

from utsaga.model.action import Change
from utsaga.model.record import to_json
from utsaga.model.review import Review
from utsaga.study.places import reviews_table
from utsaga.study.study import Study


def noted(study: Study, review: Review) -> Change:
    """The change that notes a review, in place of what was noted of its passage before."""
    before = study.held.review(review.source, review.id)
    table = reviews_table(study.held.source(review.source).key, review.coder)
    return Change(table, review.id, to_json(before) if before else None, to_json(review))


def settled(study: Study, source_id: str, passage_id: str) -> tuple[Change, ...]:
    """The change that ends the review of a passage; none when it is not waiting."""
    review = study.held.review(source_id, passage_id)
    if review is None:
        return ()
    table = reviews_table(study.held.source(source_id).key, review.coder)
    return (Change(table, review.id, to_json(review), None),)
