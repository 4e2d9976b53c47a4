"""Passages of which somebody has undone that the program placed them: it does not place them again."""

from __future__ import annotations

from utsaga.model.errors import NotFound
from utsaga.study.study import Study

PLACED = "texts.astray"
"""The name of the act by which passages that lay off their words were placed, or noted for a person."""


def taken_back(study: Study) -> frozenset[str]:
    """Ids of the passages whose last placing was undone, by anybody and in whatever session.

    What an erasure has taken out of the history counts no more.

    Raises:
        UtsagaError: the history cannot be read.
    """
    acts = [head for head in study.history() if head.name == PLACED]
    if not any(head.undoes for head in acts):
        return frozenset()
    undone: dict[str, bool] = {}
    for head in reversed(acts):
        try:
            changes = study.store.action(head.id).changes
        except NotFound:
            continue
        for change in changes:
            undone.setdefault(change.id, head.undoes is not None)
    return frozenset(passage for passage, back in undone.items() if back)
