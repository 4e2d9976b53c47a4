"""Whatever a person does in whatever order, with kills between: what was acknowledged is what is there."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from small_studies import EVA, KIM, adding, changing, coding, info, new_study, removing

from tries import tries
from utsaga.model.action import Action, Table
from utsaga.model.errors import Refused
from utsaga.model.ids import document_id
from utsaga.store import Store, check_files, keeper
from utsaga.store.disk import Disk

TABLES = [KIM, EVA, Table("study", "codes")]
places = st.sampled_from(TABLES)
picks = st.integers(0, 10**6)


class UnsyncedDisk(Disk):
    """A disk that waits for nothing: a kill, unlike cut power, loses nothing that was written."""

    def fsync(self, descriptor: int) -> None:
        """Go on."""

    def sync_folder(self, folder: Path) -> None:
        """Go on."""


class AnySession(RuleBasedStateMachine):
    """A study, and beside it what should be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        # Nothing in the background: a folder is copied while nothing moves in it.
        self.patch.setattr(keeper.Keeper, "poke", lambda _keeper, **_when: None)
        self.folder = Path(tempfile.mkdtemp())
        self.lives = 0
        self.disk = UnsyncedDisk()
        self.store = new_study(self.folder / "life-0", disk=self.disk)
        self.wanted: dict[Table, dict[str, dict[str, Any]]] = {table: {} for table in TABLES}
        self.done: list[Action] = []

    def teardown(self) -> None:
        self.store.close()
        assert check_files(self.store.path) == []
        shutil.rmtree(self.folder)
        self.patch.undo()

    def commit(self, action: Action) -> None:
        self.store.commit(action)
        self.done.append(action)
        for change in action.changes:
            self.wanted[change.table].pop(change.id, None)
            if change.after is not None:
                self.wanted[change.table][change.id] = dict(change.after)

    def pick(self, table: Table, number: int) -> dict[str, Any] | None:
        records = sorted(self.wanted[table].values(), key=lambda record: str(record["id"]))
        return records[number % len(records)] if records else None

    @rule(table=places, starts=st.lists(st.integers(0, 9), min_size=1, max_size=3))
    def code(self, table: Table, starts: list[int]) -> None:
        make = info if table.file == "study" else coding
        self.commit(adding(*(make(start=start) for start in starts), table=table))

    @rule(table=places, number=picks, mark=st.booleans())
    def change(self, table: Table, number: int, mark: bool) -> None:
        if record := self.pick(table, number):
            self.commit(changing(record, table, starred=mark))

    @rule(table=places, number=picks)
    def take_off(self, table: Table, number: int) -> None:
        if record := self.pick(table, number):
            self.commit(removing(record, table))

    @precondition(lambda self: self.done)
    @rule(number=picks)
    def undo_any(self, number: int) -> None:
        action = self.store.action(self.done[number % len(self.done)].id).inverse("kim")
        as_it_was = all(
            self.wanted[change.table].get(change.id) == change.before for change in action.changes
        )
        if as_it_was:
            self.commit(action)
        else:
            with pytest.raises(Refused):
                self.store.commit(action)

    @rule()
    def rest_a_while(self) -> None:
        self.store.flush()

    @rule()
    def leave_and_come_back(self) -> None:
        self.store.close()
        self.store = Store.open(self.store.path, who="kim", disk=self.disk)

    @rule()
    def be_killed(self) -> None:
        self.lives += 1
        path = self.folder / f"life-{self.lives}"
        shutil.copytree(self.store.path, path)  # the files as a kill at this moment leaves them
        self.store.close()
        self.store = Store.open(path, who="kim", disk=self.disk)
        assert self.store.writable

    @rule(table=st.sampled_from(TABLES[:2]))
    def somebody_adds_a_passage_to_the_file(self, table: Table) -> None:
        file = self.store.path / f"{table.file}.json"
        tables = json.loads(file.read_bytes()) if file.exists() else {}
        record = coding(99)
        tables.setdefault(table.name, {})[str(document_id(record["id"]))] = record
        file.write_text(json.dumps(tables))
        file.chmod(0o600)
        len(self.store.records(table))
        self.store.poll()
        self.wanted[table][record["id"]] = record

    @invariant()
    def what_is_there_is_what_was_acknowledged(self) -> None:
        for table in TABLES:
            assert dict(self.store.records(table)) == self.wanted[table]

    @rule()
    def somebody_reads_along(self) -> None:
        with Store.open(self.store.path, who="eva", write=False, disk=self.disk) as reader:
            for table in TABLES:
                assert dict(reader.records(table)) == self.wanted[table]
            made = [head.id for head in reader.history() if head.name != "files.merged"]
            assert made == [action.id for action in self.done]


TestAnySession = AnySession.TestCase
TestAnySession.settings = settings(tries(20), stateful_step_count=20)
