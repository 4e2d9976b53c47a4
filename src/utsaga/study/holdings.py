"""What a study holds, in memory: its own records, and the codings and memos of its transcripts.

Nothing here changes a study. ``Holdings.apply`` follows changes that the store has already made durable.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from utsaga.model.action import Change, Json, Table
from utsaga.model.coding import Coding
from utsaga.model.errors import NotFound
from utsaga.model.memo import Memo
from utsaga.model.review import Review
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.decoding import Tables
from utsaga.study.own_records import OwnRecords
from utsaga.study.passages import Passages
from utsaga.study.places import SOURCES


class Holdings(OwnRecords):
    """Sources, participants, codes, coders, memos and codings of a study.

    The study's own records are read at once; codings and memos of a source when it is first asked
    for, so that the first transcript can be on screen before the rest has been read.
    """

    def __init__(self, tables: Tables) -> None:
        """Read the study's own records."""
        self._tables = tables
        self._codings: dict[str, Passages[Coding]] = {}
        self._source_memos: dict[str, Passages[Memo]] = {}
        self._reviews: dict[str, dict[str, Review]] = {}
        self._homes: dict[str, str] = {}  # coding or memo id -> source id
        self._by_code: defaultdict[str, set[str]] = defaultdict(set)
        super().__init__(tables)

    # What is there

    def codings(self, source_id: str) -> Passages[Coding]:
        """All coders' codings in a source."""
        self.load(source_id)
        return self._codings[source_id]

    def placed(self, source_id: str, span: Span | None = None) -> list[Coding]:
        """All coders' codings on a passage, or in a source; those that wait to be placed lie on no words."""
        there = self.codings(source_id)
        found = there if span is None else there.overlapping(span)
        waiting = self.waiting(source_id)
        return [coding for coding in found if coding.id not in waiting]

    def waiting(self, source_id: str) -> Collection[str]:
        """The ids of the passages of a source that wait to be placed; of some that are gone by now, too."""
        self.load(source_id)
        return self._reviews[source_id].keys()

    def source_memos(self, source_id: str) -> Passages[Memo]:
        """All coders' memos on a source and on its passages."""
        self.load(source_id)
        return self._source_memos[source_id]

    def reviews(self, source_id: str) -> list[Review]:
        """The passages of a source that wait for a person to place them, in the order of the old text."""
        self.load(source_id)
        codings, memos = self._codings[source_id], self._source_memos[source_id]
        there = ((codings.get(r.id) or memos.get(r.id), r) for r in self._reviews[source_id].values())
        waiting = [(passage.start, passage.end, r.id, r) for passage, r in there if passage is not None]
        return [review for *_, review in sorted(waiting, key=lambda one: one[:3])]

    def review(self, source_id: str, passage_id: str) -> Review | None:
        """What is noted of a coding or memo that waits to be placed; None when it lies on its words."""
        self.load(source_id)
        return self._reviews[source_id].get(passage_id)

    def coding(self, coding_id: str) -> Coding:
        """The coding with an id, among the sources that have been read.

        Raises:
            NotFound: there is none.
        """
        home = self._homes.get(coding_id)
        found = self._codings[home].get(coding_id) if home in self._codings else None
        if found is None:
            raise NotFound("This coding is no longer in the study.")
        return found

    def memo(self, memo_id: str) -> Memo:
        """The memo with an id, among the sources that have been read.

        Raises:
            NotFound: there is none.
        """
        home = self._homes.get(memo_id)
        found = self._source_memos[home].get(memo_id) if home else self._memos.get(memo_id)
        if found is None:
            raise NotFound("This memo is no longer in the study.")
        return found

    def codings_of(self, code_ids: Iterable[str]) -> list[Coding]:
        """All codings under some codes, by source and place."""
        self.load_all()
        ids = {coding_id for code_id in code_ids for coding_id in self._by_code.get(code_id, ())}
        place = {source.id: number for number, source in enumerate(self.sources)}
        found = [self.coding(coding_id) for coding_id in ids]
        return sorted(found, key=lambda c: (place.get(c.source, len(place)), c.start, c.end, c.id))

    def count(self, code_id: str) -> int:
        """How many codings a code has itself, among the sources that have been read."""
        return len(self._by_code.get(code_id, ()))

    # Reading what has not been read

    @property
    def unread(self) -> list[Source]:
        """Sources whose codings have not been read yet."""
        return [source for source in self.sources if source.id not in self._codings]

    def load(self, source_id: str) -> None:
        """Read the codings and memos of a source, once."""
        if source_id not in self._codings:
            self._load(source_id)

    def load_all(self) -> None:
        """Read what has not been read."""
        if unread := self.unread:
            with _all_that_comes_stays():
                for source in unread:
                    self._load(source.id)

    def _load(self, source_id: str) -> None:
        codings: list[Coding] = []
        memos: list[Memo] = []
        reviews: list[Review] = []
        for file in self._tables.files_of(self.source(source_id).key):
            codings += [
                c for c in self._decoding.table(Coding, Table(file, "codings")) if c.source == source_id
            ]
            memos += [m for m in self._decoding.table(Memo, Table(file, "memos")) if m.target == source_id]
            reviews += self._decoding.table(Review, Table(file, "reviews"))
        self._homes |= dict.fromkeys([coding.id for coding in codings], source_id)
        self._homes |= dict.fromkeys([memo.id for memo in memos], source_id)
        for coding in codings:
            self._by_code[coding.code].add(coding.id)
        self._source_memos[source_id] = Passages(memos)
        self._reviews[source_id] = {review.id: review for review in reviews if review.source == source_id}
        # Last, for by this a source is known as read, also to a plan that is made on another thread.
        self._codings[source_id] = Passages(codings)

    def _note(self, coding: Coding, source_id: str) -> None:
        self._homes[coding.id] = source_id
        self._by_code[coding.code].add(coding.id)

    # Following changes

    def apply(self, changes: Iterable[Change]) -> None:
        """Follow changes that have been made."""
        for change in changes:
            if change.table.source_key is None:
                self._put(change.table, change.id, change.after)
            else:
                self._put_passage(change)

    def _put(self, table: Table, record_id: str, record: Json | None) -> None:
        super()._put(table, record_id, record)
        if table == SOURCES and record_id not in self._sources:
            self._forget(record_id)

    def _forget(self, source_id: str) -> None:
        for coding in self._codings.pop(source_id, ()):
            self._by_code[coding.code].discard(coding.id)
            self._homes.pop(coding.id, None)
        for memo in self._source_memos.pop(source_id, ()):
            self._homes.pop(memo.id, None)
        self._reviews.pop(source_id, None)

    def _put_passage(self, change: Change) -> None:
        if change.table.name == "reviews":
            self._put_review(change)
            return
        home = self._homes.get(change.id)
        now_at = (change.after or {}).get("source" if change.table.name == "codings" else "target", home)
        if home is not None and now_at != home:
            self._take_out(home, change.id)  # two transcripts became one, or that was undone
        home = now_at
        if not isinstance(home, str) or home not in self._codings:
            return  # not read yet: it will be read as it stands then
        if change.table.name == "codings":
            self._put_coding(home, change)
        elif change.table.name == "memos":
            self._put_memo(home, change)

    def _take_out(self, home: str, passage_id: str) -> None:
        del self._homes[passage_id]
        if home in self._codings:
            if old := self._codings[home].get(passage_id):
                self._by_code[old.code].discard(passage_id)
            self._codings[home].discard(passage_id)
            self._source_memos[home].discard(passage_id)

    def _put_coding(self, home: str, change: Change) -> None:
        old = self._codings[home].get(change.id)
        if old is not None:
            self._by_code[old.code].discard(change.id)
        new = self._decoding.record(Coding, change.table, change.id, change.after)
        if new is None:
            self._codings[home].discard(change.id)
            self._homes.pop(change.id, None)
        else:
            self._codings[home].add(new)
            self._note(new, home)

    def _put_review(self, change: Change) -> None:
        was, home = (
            record.get("source") for record in (change.before or {}, change.after or change.before or {})
        )
        if was != home and was in self._reviews:
            self._reviews[was].pop(change.id, None)
        if not isinstance(home, str) or home not in self._reviews:
            return  # not read yet
        new = self._decoding.record(Review, change.table, change.id, change.after)
        if new is None:
            self._reviews[home].pop(change.id, None)
        else:
            self._reviews[home][change.id] = new

    def _put_memo(self, home: str, change: Change) -> None:
        new = self._decoding.record(Memo, change.table, change.id, change.after)
        if new is None:
            self._source_memos[home].discard(change.id)
            self._homes.pop(change.id, None)
        else:
            self._source_memos[home].add(new)
            self._homes[change.id] = home


@contextmanager
def _all_that_comes_stays() -> Iterator[None]:
    """Keep Python from looking for garbage among 100,000 new records, a quarter of the time to read them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
