"""Versions of records that lost to a later change made elsewhere: kept until a person settles them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from utsaga.model.action import Change, Json, Table
from utsaga.model.errors import NotFound
from utsaga.model.source import Source
from utsaga.store.layout import STUDY
from utsaga.store.merge import CONFLICTS
from utsaga.store.wiping import Words
from utsaga.study.living.record_names import is_name, names_in
from utsaga.study.study import Study

SHORTEST_ID = 4
"""How many of the first characters of an id name a kept version at least."""

_OF_STUDY = ("study", "sources", "codes", "coders", "participants", "attributes", "guides")
TABLES = frozenset((*_OF_STUDY, "codings", "memos", "reviews", "asked", "passes"))
"""Tables whose records can lose; what says that it comes from another can only be let go."""


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version that lost. ``file`` is where it is kept, which is where its record stands, if it does."""

    file: str
    stored: Json

    @property
    def id(self) -> str:
        """The id under which it is kept."""
        return str(self.stored["id"])

    @property
    def table(self) -> str:
        """The name of its record's table; empty for one that no study has."""
        name = self.stored.get("table")
        return name if isinstance(name, str) and name in TABLES else ""

    @property
    def record_id(self) -> str:
        """The id of its record."""
        return str(self.stored.get("record", ""))

    @property
    def lost(self) -> Json:
        """The version itself."""
        lost = self.stored.get("lost")
        return lost if isinstance(lost, Mapping) else {}

    @property
    def gone(self) -> Change:
        """The change by which it is kept no longer."""
        return Change(Table(self.file, CONFLICTS), self.id, self.stored, None)


def all_kept(study: Study) -> list[KeptVersion]:
    """Every version that is kept: those of the study's own records first, then by transcript and coder.

    Raises:
        UtsagaError: a file of the study cannot be read.
    """
    return [
        KeptVersion(table.file, stored)
        for table in study.store.tables(CONFLICTS)
        for stored in sorted(
            study.store.records(table).values(), key=lambda one: (str(one.get("created", "")), one["id"])
        )
    ]


def present(study: Study, kept: KeptVersion) -> Json | None:
    """The record as it stands now, in place of the version that lost; None when it is gone."""
    if not kept.table:
        return None
    return study.store.records(Table(kept.file, kept.table)).get(kept.record_id)


def with_id(study: Study, wanted: str) -> KeptVersion:
    """The version that is kept under an id, or its first characters.

    Raises:
        NotFound: none is, or several.
    """
    found = [one for one in all_kept(study) if one.id.startswith(wanted.casefold())]
    if len(wanted) < SHORTEST_ID or not found:
        raise NotFound(f"No version is kept under the id '{wanted[:40]}': utsaga review STUDY lists them.")
    if len(found) > 1:
        raise NotFound(f"Several kept versions have an id that begins with '{wanted}': give more of it.")
    return found[0]


def forgotten(study: Study, source: Source) -> Iterator[Change]:
    """The changes that let go what is kept of a source's own record: it leaves the study."""
    return (one.gone for one in all_kept(study) if one.file == STUDY and one.record_id == source.id)


def lost_in(change: Change) -> Json:
    """The record that a change makes; of a version that is kept, that version."""
    record = change.after or {}
    return KeptVersion(change.table.file, record).lost if change.table.name == CONFLICTS else record


def holding(study: Study, words: Words) -> list[KeptVersion]:
    """Versions in which words stand that are to go from the study."""
    return [one for one in all_kept(study) if _holds(one, words)]


def _holds(kept: KeptVersion, words: Words) -> bool:
    spelt = (name for field in kept.lost if is_name(kept.table, field) for name in names_in(kept.lost, field))
    return words.hold("\n".join(strings(kept.stored))) or any(map(words.naming, spelt))


def strings(value: Any) -> Iterator[str]:
    """Every text in a value of a record, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in (*value.keys(), *value.values()):
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
