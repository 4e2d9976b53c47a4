"""Files that others change: a git pull, another coder, an editor. Merged by record, nothing dropped."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_studies import EVA, KIM, adding, changing, coding, files_under, killed_session, new_study, removing
from tinydb import TinyDB, where

from tries import tries
from utsaga.model.action import Action, Table, TextChange
from utsaga.model.ids import document_id
from utsaga.store import BadFile, NotSaved, Store, check_files, keeper, repair
from utsaga.store.disk import Disk
from utsaga.store.layout import Layout
from utsaga.store.merge import settle

FILE = "codings/intervju-1.kim.json"
CONFLICTS = Table(KIM.file, "conflicts")
EARLIER, LATER = "2001-01-01T00:00:00.000Z", "2101-01-01T00:00:00.000Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_study(tmp_path / "studie").close()
    return tmp_path / "studie"


@pytest.fixture(autouse=True)
def _no_snapshots_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "IDLE", 3600)


def edit(path: Path, change: Callable[[dict[str, Any]], None], file: str = FILE) -> None:
    """Edit a study's file as another program would: read, change, write in place."""
    tables = json.loads((path / file).read_text())
    change(tables)
    (path / file).write_text(json.dumps(tables))


def key(record: dict[str, Any]) -> str:
    return str(document_id(record["id"]))


def test_a_passage_that_another_program_added_comes_in(path: Path) -> None:
    mine, theirs = coding(1), coding(2)
    with Store.open(path, who="kim") as store:
        store.commit(adding(mine))
        store.flush()
        edit(path, lambda tables: tables["codings"].update({key(theirs): theirs}))
        also_mine = coding(3)
        store.commit(adding(also_mine))
        seen = store.poll()
        assert [change.after for change in seen.changes] == [theirs]
        assert seen.conflicts == 0
        assert not store.poll()
    with Store.open(path, who="kim") as store:
        assert {record["start"] for record in store.records(KIM).values()} == {1, 2, 3}
        assert "files.merged" in {head.name for head in store.history()}


def test_stock_tinydb_may_change_a_file_while_it_is_open(path: Path) -> None:
    passage = coding(1)
    with Store.open(path, who="kim") as store:
        store.commit(adding(passage))
        store.flush()
        with TinyDB(path / FILE) as tiny:
            tiny.table("codings").update({"starred": True}, where("start") == 1)
        store.poll()
        assert store.records(KIM)[passage["id"]]["starred"] is True


def test_an_edit_made_while_the_study_was_closed_is_simply_what_is_there(path: Path) -> None:
    passage = coding(1)
    with Store.open(path, who="kim") as store:
        store.commit(adding(passage))
    edit(path, lambda tables: tables["codings"].clear())
    with Store.open(path, who="kim") as store:
        assert len(store.records(KIM)) == 0
        assert store.recovered is None


def test_another_coders_file_that_appears_comes_in(path: Path, tmp_path: Path) -> None:
    passage = coding(coder="eva")
    with new_study(tmp_path / "evas") as store:
        store.commit(adding(passage, table=EVA))
    with Store.open(path, who="kim") as store:
        (path / f"{EVA.file}.json").write_bytes((tmp_path / "evas" / f"{EVA.file}.json").read_bytes())
        assert [change.after for change in store.poll().changes] == [passage]
        assert store.tables("codings") == [EVA]
        assert store.files_of("intervju-1") == [EVA.file]
        assert store.records(EVA)[passage["id"]] == passage


def test_the_files_of_one_transcript_are_told_without_a_look_at_all_files_each_time(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_study(tmp_path / "evas") as store:
        store.commit(adding(coding(coder="eva"), table=EVA))
    with Store.open(path, who="kim") as store:
        looks: list[Path] = []
        names_in = Layout.names_in
        monkeypatch.setattr(Layout, "names_in", lambda self, at: (looks.append(at), names_in(self, at))[1])
        assert [store.files_of(f"intervju-{number}") for number in range(100)] == [[]] * 100
        store.commit(adding(coding()))
        assert [store.files_of("intervju-1") for _ in range(100)] == [[KIM.file]] * 100
        assert len(looks) <= 2
        (path / f"{EVA.file}.json").write_bytes((tmp_path / "evas" / f"{EVA.file}.json").read_bytes())
        store.poll()
        assert store.files_of("intervju-1") == [EVA.file, KIM.file]


@pytest.mark.parametrize(("modified", "winner"), [(EARLIER, "mine"), (LATER, "theirs")])
def test_of_two_edits_the_later_stays_and_the_other_is_kept_as_a_conflict(
    path: Path, modified: str, winner: str
) -> None:
    passage = coding(1, quote="ursprunglig")
    with Store.open(path, who="kim") as store:
        store.commit(adding(passage))
        store.flush()
        edit(path, lambda tables: tables["codings"][key(passage)].update(code="theirs", modified=modified))
        store.commit(changing(passage, code="mine"))
        assert store.poll().conflicts == 1
        loser = "theirs" if winner == "mine" else "mine"
    with Store.open(path, who="kim") as store:
        assert store.records(KIM)[passage["id"]]["code"] == winner
        (conflict,) = store.records(CONFLICTS).values()
        assert conflict["lost"]["code"] == loser
        assert conflict["record"] == passage["id"]


class InterruptedDisk(Disk):
    """A disk where something happens, once, when a file is written and not yet in its place."""

    def __init__(self, file: str, meanwhile: Callable[[], object]) -> None:
        super().__init__()
        self._name = Path(file).name
        self._meanwhile = meanwhile
        self._written = -1
        self.armed = False

    def open(self, path: Path, flags: int) -> int:
        descriptor = super().open(path, flags)
        if self.armed and self._name in path.name:
            self.armed, self._written = False, descriptor
        return descriptor

    def fsync(self, descriptor: int) -> None:
        super().fsync(descriptor)
        if descriptor == self._written:
            self._written = -1
            thread = threading.Thread(target=self._meanwhile)  # as the screen looks while files are written
            thread.start()
            thread.join()


def test_what_was_saved_is_not_lost_when_a_file_is_changed_outside_while_it_is_being_written(
    path: Path,
) -> None:
    passage, theirs = coding(1), coding(2)
    with Store.open(path, who="kim") as store:
        store.commit(adding(passage))

    def outside() -> None:
        edit(path, lambda tables: tables["codings"].update({key(theirs): theirs}))
        store.poll()

    disk = InterruptedDisk(FILE, outside)
    with Store.open(path, who="kim", disk=disk) as store:
        store.commit(changing(passage, starred=True))
        disk.armed = True
        store.flush()
        assert store.records(KIM)[passage["id"]]["starred"] is True
        store.poll()
        assert set(store.records(KIM)) == {passage["id"], theirs["id"]}
    with Store.open(path, who="kim") as store:
        assert store.records(KIM)[passage["id"]]["starred"] is True
        assert set(store.records(KIM)) == {passage["id"], theirs["id"]}


def test_a_version_that_was_kept_twice_is_kept_once(path: Path) -> None:
    """Somebody else has made the same merge and kept the same version, a moment later by their clock."""
    passage = coding(1)
    with Store.open(path, who="kim") as store:
        store.commit(adding(passage))
        store.flush()
        edit(path, lambda tables: tables["codings"][key(passage)].update(code="theirs", modified=LATER))
        store.commit(changing(passage, code="mine"))
        assert store.poll().conflicts == 1
        (kept,) = store.records(CONFLICTS).values()
        again = {**kept, "created": LATER, "modified": LATER}
        edit(path, lambda tables: tables.update(conflicts={key(again): again}))
        assert store.poll().conflicts == 0
        assert [conflict["table"] for conflict in store.records(CONFLICTS).values()] == ["codings"]


def test_an_edit_beats_a_deletion_on_either_side(path: Path) -> None:
    one, two = coding(1), coding(2)
    with Store.open(path, who="kim") as store:
        store.commit(adding(one, two))
        store.flush()

        def outside(tables: dict[str, Any]) -> None:
            del tables["codings"][key(one)]
            tables["codings"][key(two)]["code"] = "theirs"

        edit(path, outside)
        store.commit(changing(one, code="mine"))
        store.commit(removing(two))
        store.poll()
        assert {record["code"] for record in store.records(KIM).values()} == {"mine", "theirs"}


def test_a_deletion_of_what_nobody_else_touched_is_a_deletion(path: Path) -> None:
    one, two = coding(1), coding(2)
    with Store.open(path, who="kim") as store:
        store.commit(adding(one, two))
        store.flush()
        edit(path, lambda tables: tables["codings"].pop(key(one)))
        store.poll()
        assert list(store.records(KIM)) == [two["id"]]


def test_an_edit_that_nobody_looked_for_is_merged_at_closing(path: Path) -> None:
    mine, theirs = coding(1), coding(2)
    with Store.open(path, who="kim") as store:
        store.commit(adding(mine))
        store.flush()
        edit(path, lambda tables: tables["codings"].update({key(theirs): theirs}))
        store.commit(adding(coding(3)))
    with Store.open(path, who="kim") as store:
        assert {record["start"] for record in store.records(KIM).values()} == {1, 2, 3}


def test_an_edit_made_after_a_kill_is_merged_with_what_is_recovered(path: Path) -> None:
    one, two, theirs = coding(1), coding(2), coding(3)
    with Store.open(path, who="kim") as store:
        store.commit(adding(one, two))

    def work(store: Store) -> None:
        store.commit(changing(one, code="mine"))
        store.flush()
        store.commit(changing(two, code="mine"))

    killed_session(path, work)

    def outside(tables: dict[str, Any]) -> None:
        tables["codings"][key(two)].update(code="theirs", modified=LATER)
        tables["codings"][key(theirs)] = theirs

    edit(path, outside)
    for _ in range(2):
        killed_session(path, lambda store: store.records(KIM).values())
    with Store.open(path, who="kim") as store:
        codes = {record["start"]: record["code"] for record in store.records(KIM).values()}
        assert codes == {1: "mine", 2: "theirs", 3: theirs["code"]}
        assert [record["lost"]["code"] for record in store.records(CONFLICTS).values()] == ["mine"]
        assert store.poll().conflicts == 1


@pytest.mark.parametrize(
    "content", [b"<<<<<<< HEAD\n{}", b'{"codings": {"1": {"id"', b"[]"], ids=["git", "half", "list"]
)
def test_a_file_that_cannot_be_read_is_told_and_neither_used_nor_overwritten(
    path: Path, content: bytes
) -> None:
    passage = coding(1)
    with Store.open(path, who="kim") as store:
        store.commit(adding(passage))
        store.flush()
        whole = (path / FILE).read_bytes()
        (path / FILE).write_bytes(content)
        store.commit(adding(coding(2)))
        seen = store.poll()
        assert seen.changes == ()
        assert any(FILE in problem for problem in seen.problems)
        assert len(store.records(KIM)) == 2
        with pytest.raises(NotSaved, match=FILE):
            store.close()
    assert (path / FILE).read_bytes() == content
    with pytest.raises(BadFile, match=FILE), Store.open(path, who="kim") as store:
        store.records(KIM)
    (path / FILE).write_bytes(whole)
    with Store.open(path, who="kim") as store:
        assert {record["start"] for record in store.records(KIM).values()} == {1, 2}


def test_a_text_changed_outside_is_told_even_if_something_else_has_read_it_by_then(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        digest = store.keep_text("intervju-1", "Jag litar på dem.\n")
        store.commit(Action("sources.import", "kim", texts=(TextChange("intervju-1", None, digest),)))
        shown = store.text("intervju-1")
        (path / "transcripts/intervju-1.txt").write_text("Jag tror på dem.\n")
        assert store.text("intervju-1") != shown, "a search reads it as it is"
        assert store.poll().texts == ("intervju-1",)
        assert store.poll().texts == ()
        removal = Action("sources.remove", "kim", texts=(TextChange("intervju-1", _hash(path), None),))
        store.commit(removal)
        assert store.poll().texts == (), "one's own changes are no news"


def _hash(path: Path) -> str:
    return sha256((path / "transcripts/intervju-1.txt").read_bytes()).hexdigest()


def test_a_file_that_vanished_is_written_again(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding(1)))
        store.flush()
        (path / FILE).unlink()
        assert not store.poll()
        assert len(store.records(KIM)) == 1
    assert "precis" in (path / FILE).read_text()


def test_a_file_that_was_emptied_deletes_nothing_and_is_built_anew_when_asked(path: Path) -> None:
    """A full disk under an editor or git leaves files of no bytes, and so does a power cut."""
    passage = coding(1)
    store = Store.open(path, who="kim")
    store.commit(adding(passage))
    store.flush()
    (path / FILE).write_bytes(b"")
    seen = store.poll()
    assert not seen.changes
    assert "is empty" in seen.problems[0]
    assert list(store.records(KIM)) == [passage["id"]]
    store.close()
    assert any(found.where == FILE and "is empty" in found.what for found in check_files(path))
    repair(path, who="kim")
    with Store.open(path, who="kim") as store:
        assert dict(store.records(KIM)) == {passage["id"]: passage}


def test_the_version_before_the_last_is_kept_as_a_backup(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding(1)))
        store.flush()
        before = (path / FILE).read_bytes()
        store.commit(adding(coding(2)))
    assert (path / ".local/backup" / FILE).read_bytes() == before


def test_looking_outside_changes_nothing_when_nothing_has_changed(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding(1)))
        store.flush()
        before = files_under(path)
        assert not store.poll()
        assert files_under(path) == before


versions = st.none() | st.fixed_dictionaries(
    {"id": st.just("a" * 32), "code": st.sampled_from("xyz"), "modified": st.sampled_from(["1", "2", "3"])}
)


@tries(100)
@given(base=versions, ours=versions, theirs=versions)
def test_two_people_who_merge_agree_on_what_stays_and_no_words_are_lost(
    base: Any, ours: Any, theirs: Any
) -> None:
    here, there = settle([base], ours, theirs), settle([base], theirs, ours)
    assert here == there
    for version in (ours, theirs):
        if version is not None and version != base:
            assert version in (here.record, here.lost)


def test_among_many_files_a_new_one_is_noticed_at_once_and_an_edit_in_place_in_its_turn(path: Path) -> None:
    tables = [Table(f"codings/intervju-{n}.kim", "codings") for n in range(80)]
    with Store.open(path, who="kim") as store:
        passages = {table: coding(1) for table in tables}
        for table, passage in passages.items():
            store.commit(adding(passage, table=table))
        store.flush()
        os.utime(path / "codings", (0, 0))
        store.poll()

        def starred(tables: dict[str, Any]) -> None:
            for record in tables["codings"].values():
                record |= {"starred": True, "modified": LATER}

        edit(path, starred, f"{tables[70].file}.json")
        looks = iter(range(10))
        seen = next(found for _ in looks if (found := store.poll()))
        assert [change.table for change in seen.changes] == [tables[70]]

        target = path / f"{tables[71].file}.json"
        copy = target.with_suffix(".copy")
        copy.write_bytes(target.read_bytes())
        edit(path, starred, str(copy.relative_to(path)))
        copy.replace(target)
        assert [change.table for change in store.poll().changes] == [tables[71]]


def test_an_edit_in_place_among_many_files_is_in_the_study_when_it_is_closed(path: Path) -> None:
    tables = [Table(f"codings/intervju-{n}.kim", "codings") for n in range(80)]
    theirs = coding(2)
    with Store.open(path, who="kim") as store:
        for table in tables:
            store.commit(adding(coding(1), table=table))
        store.flush()
        store.poll()
        edit(path, lambda found: found["codings"].update({key(theirs): theirs}), f"{tables[70].file}.json")
        store.commit(adding(coding(3), table=tables[70]))
    with Store.open(path, who="kim") as store:
        assert {record["start"] for record in store.records(tables[70]).values()} == {1, 2, 3}


def test_a_file_that_cannot_be_read_is_told_at_every_look_as_long_as_it_lasts(path: Path) -> None:
    tables = [Table(f"codings/intervju-{n}.kim", "codings") for n in range(80)]
    with Store.open(path, who="kim") as store:
        for table in tables:
            store.commit(adding(coding(1), table=table))
        store.flush()
        broken = path / f"{tables[70].file}.json"
        whole = broken.read_bytes()
        broken.write_bytes(b"<<<<<<<")
        next(found for _ in range(10) if (found := store.poll()))
        assert all("is not JSON" in store.poll().problems[0] for _ in range(5))
        broken.write_bytes(whole)


def test_a_changed_text_is_told_though_another_cannot_be_read_at_the_same_look(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        for key_ in ("a", "b", "c"):
            change = TextChange(key_, None, store.keep_text(key_, "Hej.\n"))
            store.commit(Action("sources.import", "kim", (), (change,)))
            store.text(key_)
        texts = path / "transcripts"
        (texts / "a.txt").write_text("Hej då.\n")
        (texts / "b.txt").unlink()
        (texts / "b.txt").symlink_to("/etc/hostname")
        (texts / "c.txt").write_text("Hej igen.\n")
        looks = [store.poll() for _ in range(3)]
        assert sorted(text for seen in looks for text in seen.texts) == ["a", "c"]
        assert "b.txt" in "".join(looks[-1].problems)
        (texts / "b.txt").unlink()
        (texts / "b.txt").write_text("Hej.\n")
