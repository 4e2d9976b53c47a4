"""What things are called, and what those were called that are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from utsaga.model.action import Action, Change
from utsaga.store import Store
from utsaga.study.holdings import Holdings
from utsaga.study.places import GUIDES

GONE = {
    "code": "a code that is gone",
    "source": "a transcript that is gone",
    "participant": "a participant who is gone",
    "attribute": "an attribute that is gone",
    "guide": "a guide that is gone",
}
"""What stands for a name that nobody knows any more: its record is gone, and has been erased."""

_FIELDS = ("name", "title")
_STEP = 200


class Names(Protocol):
    """Resolves the ids in an action to names."""

    def name_of(self, kind: str, record_id: str) -> str | None:
        """The name of a code, source, participant, attribute or guide; None when none is known."""


def name_now(held: Holdings, store: Store, kind: str, record_id: str) -> str | None:
    """The name of a code, source, participant, attribute or guide as it is now; None when it is gone."""
    if kind == "code":
        code = held.codes.get(record_id)
        return code.name if code else None
    if kind == "participant":
        participant = held.participant(record_id)
        return participant.name if participant else None
    if kind == "source":
        return next((source.title for source in held.sources if source.id == record_id), None)
    if kind == "attribute":
        return next((one.name for one in held.attributes if one.id == record_id), None)
    guide = store.records(GUIDES).get(record_id) if kind == "guide" else None
    return str(guide.get("name", "")) if guide else None


class PastNames:
    """The names that deleted records had, read off the history when one is first asked for.

    Nothing is kept of what has been erased: whoever erases lets it ``forget``.
    """

    def __init__(self, deletions: Callable[[], Iterable[Change]]) -> None:
        """Stand before the deletions of a study, oldest first, of which nothing is read yet."""
        self._deletions = deletions
        self._names: dict[str, str] | None = None

    def read(self) -> Iterator[None]:
        """Read all of them in short steps; nothing is done when they are known.

        Raises:
            UtsagaError: the history cannot be read.
        """
        if self._names is not None:
            return
        names: dict[str, str] = {}
        for number, change in enumerate(self._deletions(), 1):
            if name := _name_in([change], change.id):
                names[change.id] = name
            if not number % _STEP:
                yield
        self._names = names

    def name(self, record_id: str) -> str | None:
        """The last name of a record that is gone.

        Raises:
            UtsagaError: the history cannot be read.
        """
        for _ in self.read():
            pass
        return (self._names or {}).get(record_id)

    def forget(self) -> None:
        """Read anew when next asked: something has been deleted or erased."""
        self._names = None


class OwnNames:
    """Names as they are now; of what is gone, the name in the action that is told, else the last it had."""

    def __init__(self, names: Names, past: PastNames, action: Action | None = None) -> None:
        """Look first at the names as they are."""
        self._names = names
        self._past = past
        self._changes = action.changes if action else ()

    def name_of(self, kind: str, record_id: str) -> str | None:
        """The name of a record, whether it is there or not."""
        known = self._names.name_of(kind, record_id)
        return known or _name_in(self._changes, record_id) or self._past.name(record_id)


def _name_in(changes: Iterable[Change], record_id: str) -> str | None:
    records = (change.after or change.before or {} for change in changes if change.id == record_id)
    found = (record.get(field) for record in records for field in _FIELDS)
    return next((name for name in found if isinstance(name, str) and name), None)
