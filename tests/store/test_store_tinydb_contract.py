"""The program's TinyDB does what stock TinyDB does, for every way of changing a table."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from tries import tries
from utsaga.store.tinyfile import DocChange, StudyFile

numbers = st.integers(0, 5)
fields = st.fixed_dictionaries({"n": numbers}, optional={"code": st.sampled_from("abc"), "in": st.just([1])})
doc_ids = st.integers(1, 12) | st.integers(2**62, 2**63 - 1)


class Contract(RuleBasedStateMachine):
    """The same calls on both; results, errors and contents must be the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.stock = TinyDB(storage=MemoryStorage).table("codes")
        self.ours = StudyFile(self.folder / "codes.json").table("codes")

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def both(self, call: Any) -> None:
        results = []
        for table in (self.stock, self.ours):
            try:
                results.append(call(table))
            except (ValueError, KeyError) as error:
                results.append(type(error))
        assert results[0] == results[1]

    @rule(doc=fields)
    def insert(self, doc: dict[str, Any]) -> None:
        self.both(lambda table: table.insert(dict(doc)))

    @rule(doc=fields, doc_id=doc_ids)
    def insert_under_an_id(self, doc: dict[str, Any], doc_id: int) -> None:
        self.both(lambda table: table.insert(Document(doc, doc_id)))

    @rule(docs=st.lists(fields, max_size=3))
    def insert_several(self, docs: list[dict[str, Any]]) -> None:
        self.both(lambda table: table.insert_multiple([dict(doc) for doc in docs]))

    @rule(n=numbers, code=st.sampled_from("abc"))
    def update_where(self, n: int, code: str) -> None:
        self.both(lambda table: table.update({"code": code}, where("n") == n))

    @rule(n=numbers)
    def update_by_a_function(self, n: int) -> None:
        self.both(lambda table: table.update(increment("n"), where("n") <= n))

    @rule()
    def update_all(self) -> None:
        self.both(lambda table: table.update({"seen": True}))

    @rule(n=numbers, m=numbers)
    def update_several(self, n: int, m: int) -> None:
        changes = [({"code": "x"}, where("n") == n), (increment("n"), where("n") == m)]
        self.both(lambda table: table.update_multiple(changes))

    @rule(ids=st.lists(doc_ids, max_size=3, unique=True))
    def update_by_ids(self, ids: list[int]) -> None:
        present = [doc_id for doc_id in ids if self.stock.contains(doc_id=doc_id)]
        self.both(lambda table: table.update({"code": "y"}, doc_ids=present))

    @rule(n=numbers)
    def delete_a_field(self, n: int) -> None:
        self.both(lambda table: table.update(delete("code"), (where("n") == n) & where("code").exists()))

    @rule(doc=fields, n=numbers)
    def upsert(self, doc: dict[str, Any], n: int) -> None:
        self.both(lambda table: table.upsert(dict(doc), where("n") == n))

    @rule(n=numbers)
    def remove_where(self, n: int) -> None:
        self.both(lambda table: table.remove(where("n") == n))

    @rule(doc_id=doc_ids)
    def remove_by_id(self, doc_id: int) -> None:
        present = [doc_id] if self.stock.contains(doc_id=doc_id) else []
        self.both(lambda table: table.remove(doc_ids=present))

    @rule()
    def truncate(self) -> None:
        self.both(lambda table: table.truncate())

    @rule(n=numbers)
    def search(self, n: int) -> None:
        self.both(lambda table: table.search(where("n") == n))
        self.both(lambda table: (table.count(where("n") > n), table.contains(where("n") == n), len(table)))

    @invariant()
    def the_same_documents(self) -> None:
        def content(table: Table) -> dict[int, dict[str, Any]]:
            return {doc.doc_id: dict(doc) for doc in table.all()}

        assert content(self.ours) == content(self.stock)
        with TinyDB(self.folder / "codes.json") as again:
            assert content(again.table("codes")) == content(self.stock)


TestContract = Contract.TestCase
TestContract.settings = settings(tries(40), stateful_step_count=20)


def test_a_table_hands_on_the_change_alone_however_large_it_is(tmp_path: Path) -> None:
    file = StudyFile(tmp_path / "codes.json")
    table = file.table("codes")
    table.insert_multiple({"n": number} for number in range(1_000))
    handed: list[DocChange] = []
    file.storage.commit = lambda _, changes: handed.extend(changes)
    table.update({"n": -1}, where("n") == 500)
    assert [(change.before, change.after) for change in handed] == [({"n": 500}, {"n": -1})]
    handed.clear()
    table.update({"n": 7}, where("n") == 7)
    assert handed == [], "what stays the same is no change"


def test_documents_in_memory_are_replaced_and_never_mutated(tmp_path: Path) -> None:
    table = StudyFile(tmp_path / "codes.json").table("codes")
    doc_id = table.insert({"in": [1]})
    before = table.get(doc_id=doc_id)
    table.update(lambda doc: doc["in"].append(2))
    assert before == {"in": [1]}
    assert table.get(doc_id=doc_id) == {"in": [1, 2]}


def test_several_tables_in_one_file(tmp_path: Path) -> None:
    with StudyFile(tmp_path / "study.json") as file:
        file.table("codes").insert({"name": "tillit"})
        file.table("memos").insert({"text": "hm"})
        file.drop_table("codes")
    with TinyDB(tmp_path / "study.json") as again:
        assert again.tables() == {"memos"}
