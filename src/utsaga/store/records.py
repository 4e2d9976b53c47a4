"""A table as others see it: by record id, read only, always as of now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, ValuesView

from utsaga.model.action import Json
from utsaga.store.snapshot import Docs, doc_key


class _Values(ValuesView[Json]):
    """All records; iterating stands on the moment it began, whatever is changed meanwhile."""

    def __init__(self, records: Records) -> None:
        super().__init__(records)
        self._records = records

    def __iter__(self) -> Iterator[Json]:
        return iter(self._records.snapshot())


class Records(Mapping[str, Json]):
    """The records of one table by their ids. A view: it shows every later change.

    The records themselves are never changed in place: what was once handed out stays as it was.
    """

    def __init__(self, docs: Callable[[], Docs]) -> None:
        """Show what ``docs`` returns at any time."""
        self._docs = docs

    def __getitem__(self, record_id: str) -> Json:
        try:
            doc = self._docs()[doc_key(record_id)]
        except ValueError:
            raise KeyError(record_id) from None
        if doc["id"] != record_id:
            raise KeyError(record_id)
        return doc

    def __iter__(self) -> Iterator[str]:
        return iter([doc["id"] for doc in self.snapshot()])

    def __len__(self) -> int:
        return len(self._docs())

    def values(self) -> ValuesView[Json]:
        """All records, without a look-up for each."""
        return _Values(self)

    def snapshot(self) -> list[Json]:
        """All records as they stand at this moment."""
        return list(self._docs().values())
