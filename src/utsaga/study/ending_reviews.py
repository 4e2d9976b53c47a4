"""What is noted of a passage that waits to be placed goes with the passage, whoever takes that away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from utsaga.model.action import Action, Change
from utsaga.model.record import to_json
from utsaga.study.holdings import Holdings
from utsaga.study.places import reviews_table

_HOMES = {"codings": "source", "memos": "target"}
"""In which field a passage says what its transcript is, by the table."""


def ending_reviews(action: Action, held: Holdings) -> Action:
    """An action that also ends the reviews of all passages that it takes away: they keep their words."""
    ended = tuple(_ended(action, held))
    return replace(action, changes=(*action.changes, *ended)) if ended else action


def _ended(action: Action, held: Holdings) -> Iterator[Change]:
    gone = [change for change in action.changes if change.after is None and change.table.name in _HOMES]
    if not gone:
        return
    there = {source.id: source for source in held.sources}
    said = {change.id for change in action.changes if change.table.name == "reviews"}
    moved = {change.id for change in action.changes if change.after is not None}
    for change in gone:
        source = there.get(str((change.before or {}).get(_HOMES[change.table.name])))
        if source is None or change.id in said or change.id in moved:
            continue
        if review := held.review(source.id, change.id):
            yield Change(reviews_table(source.key, review.coder), review.id, to_json(review), None)
