"""What a study's records call things: titles, labels, codes, people; a word counts there however spelt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from utsaga.model.action import Json
from utsaga.store import Store
from utsaga.store.layout import STUDY

_NAMES = {
    "study": ("title",),
    "sources": ("title", "speakers"),
    "codes": ("name",),
    "participants": ("name",),
    "attributes": ("name",),
    "guides": ("name",),
    "coders": ("name",),
}
"""Fields that name something, by the table."""


def record_names(store: Store) -> list[str]:
    """Every name in the study's own records, each once.

    Raises:
        UtsagaError: a file of the study cannot be read.
    """
    records = ((change.table.name, change.after or {}) for change in store.contents(STUDY))
    named = ((record, field) for table, record in records for field in _NAMES.get(table, ()))
    return list(dict.fromkeys(name for record, field in named for name in names_in(record, field)))


def is_name(table: str, field: str) -> bool:
    """Whether a field of a table's records names something."""
    return field in _NAMES.get(table, ())


def names_in(record: Json, field: str) -> Iterator[str]:
    """The names that a field of a record holds, one by one: those of all speakers, for example."""
    yield from _strings(record.get(field))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
