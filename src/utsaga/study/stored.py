"""Plans made of records, fitted to what stands in the files.

A record in a file may have values that this version does not know (a newer one wrote them), or lack
some that have a default. Both are kept as they are: a plan says what becomes of the record, not of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from utsaga.model.action import Action, Change, Json
from utsaga.model.errors import UtsagaError
from utsaga.study.decoding import Tables


def as_stored(action: Action, tables: Tables) -> Action:
    """An action whose changes start from the records as they stand, values unknown here included."""
    return replace(action, changes=tuple(_fitted(change, tables) for change in action.changes))


def _fitted(change: Change, tables: Tables) -> Change:
    if change.before is None:
        return change
    try:
        stored = tables.records(change.table).get(change.id)
    except UtsagaError:
        return change  # the store says what is wrong there
    if stored is None or stored == change.before or not _agree(stored, change.before):
        return change
    after = change.after and {**stored, **_changed(change.before, change.after)}
    return replace(change, before=stored, after=after)


def _agree(stored: Json, planned: Json) -> bool:
    return all(_same(stored[name], value) for name, value in planned.items() if name in stored)


def _same(stored: Any, planned: Any) -> bool:
    """Whether two values are the same; records in a list are so as far as both have a field."""
    if isinstance(stored, list) and isinstance(planned, list) and len(stored) == len(planned):
        return all(map(_same_item, stored, planned))
    return bool(stored == planned)


def _same_item(stored: Any, planned: Any) -> bool:
    if isinstance(stored, Mapping) and isinstance(planned, Mapping):
        return _agree(stored, planned)
    return bool(stored == planned)


def _changed(before: Json, after: Json) -> Json:
    return {name: value for name, value in after.items() if value != before.get(name, ...)}
