"""What was shown as saved is there: after kills, full disks, failed syncs and power cuts."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_studies import (
    KIM,
    adding,
    changing,
    coding,
    files_under,
    journals,
    killed_session,
    new_study,
    removing,
)

from disks import FailingDisk, FullDisk, PowerDisk
from utsaga.model.action import Action, TextChange
from utsaga.model.errors import Refused
from utsaga.store import Damaged, NotSaved, Store, upkeep
from utsaga.store.disk import Disk

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_study(tmp_path / "studie").close()
    return tmp_path / "studie"


def test_a_killed_session_loses_nothing_and_the_next_start_says_what_it_recovered(path: Path) -> None:
    passages = [coding(start) for start in range(3)]

    def work(store: Store) -> None:
        for passage in passages:
            store.commit(adding(passage))
        store.commit(removing(passages[0]))

    killed_session(path, work)
    with Store.open(path, who="kim") as store:
        assert store.recovered is not None
        assert store.recovered.actions == 4
        assert "Recovered: 4 changes by kim since 20" in store.recovered.words
        assert list(store.records(KIM).values()) == passages[1:]
    with Store.open(path, who="kim") as store:
        assert store.recovered is None
        assert list(store.records(KIM).values()) == passages[1:]


def test_what_was_recovered_survives_any_number_of_further_kills(path: Path) -> None:
    first, second = coding(1), coding(2)
    killed_session(path, lambda store: store.commit(adding(first)))
    killed_session(path, lambda store: store.commit(adding(second)))
    killed_session(path, lambda store: store.commit(changing(first, starred=True)))
    killed_session(path, lambda store: store.flush())
    killed_session(path, lambda store: store.commit(removing(second)))
    with Store.open(path, who="kim") as store:
        assert [record["starred"] for record in store.records(KIM).values()] == [True]
        assert len(list(store.history())) == 4


def test_undo_survives_a_kill(path: Path) -> None:
    action = adding(*(coding(start) for start in range(500)))
    killed_session(path, lambda store: store.commit(action))
    killed_session(path, lambda store: store.commit(store.action(action.id).inverse("kim")))
    with Store.open(path, who="kim") as store:
        assert len(store.records(KIM)) == 0
        undo = list(store.history())[-1]
        assert undo.undoes == action.id
        store.commit(store.action(undo.id).inverse("kim", redo=True))
        assert len(store.records(KIM)) == 500


def test_a_killed_import_has_its_text(path: Path) -> None:
    def work(store: Store) -> None:
        digest = store.keep_text("intervju-1", "I: Hej\n")
        store.commit(Action("text.add", "kim", texts=(TextChange("intervju-1", None, digest),)))
        (path / "transcripts/intervju-1.txt").unlink()  # as if killed between the journal and the file

    killed_session(path, work)
    with Store.open(path, who="eva", write=False) as reader:
        assert reader.text("intervju-1") == "I: Hej\n"
    with Store.open(path, who="kim") as store:
        assert store.text("intervju-1") == "I: Hej\n"
    assert (path / "transcripts/intervju-1.txt").read_text() == "I: Hej\n"


def test_a_half_written_last_record_was_never_acknowledged_and_is_dropped(path: Path) -> None:
    killed_session(path, lambda store: store.commit(adding(coding(1))))
    killed_session(path, lambda store: store.commit(adding(coding(2))))
    last = journals(path)[-1]
    last.write_bytes(last.read_bytes()[:-10])
    with Store.open(path, who="kim") as store:
        assert store.recovered is not None
        assert (store.recovered.actions, store.recovered.torn) == (1, 1)
        assert "had not been confirmed" in store.recovered.words
        assert [record["start"] for record in store.records(KIM).values()] == [1]


@pytest.mark.parametrize("blank", [b"\0" * 100, b"{}", b"deadbeef {\0\0"], ids=["zeros", "text", "both"])
def test_whatever_a_power_cut_leaves_at_the_end_of_a_journal_is_dropped(path: Path, blank: bytes) -> None:
    killed_session(path, lambda store: store.commit(adding(coding())))
    with journals(path)[-1].open("ab") as handle:
        handle.write(blank)
    with Store.open(path, who="kim") as store:
        assert len(store.records(KIM)) == 1


def test_damage_in_the_middle_of_a_journal_is_refused_with_its_place(path: Path) -> None:
    killed_session(path, lambda store: [store.commit(adding(coding(start))) for start in range(3)])
    last = journals(path)[-1]
    lines = last.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"precis", b"preciz")
    last.write_bytes(b"\n".join(lines))
    before = files_under(path)
    with pytest.raises(Damaged, match=r"\.local/journal/.* is damaged in line 3"):
        Store.open(path, who="kim")
    assert files_under(path) | {".local/lock": b""} == before | {".local/lock": b""}


def never(_call: str) -> bool:
    return False


def failing(*calls: str, error: int = errno.EIO) -> FailingDisk:
    return FailingDisk(lambda call: call in calls, error)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG])
@pytest.mark.parametrize("call", ["write", "fdatasync"])
def test_a_disk_that_refuses_leaves_memory_and_disk_as_acknowledged(
    path: Path, call: str, error: int
) -> None:
    kept, refused, later = coding(1), coding(2), coding(3)

    def work(store: Store) -> None:
        store.commit(adding(kept))
        disk.fails = call.__eq__
        with pytest.raises(NotSaved, match="Not saved: "):
            store.commit(adding(refused))
        assert list(store.records(KIM)) == [kept["id"]]
        disk.fails = never
        store.commit(adding(later))

    disk = FailingDisk(never, error)
    killed_session(path, work, disk)
    with Store.open(path, who="kim") as store:
        assert set(store.records(KIM)) == {kept["id"], later["id"]}


def test_after_a_failed_sync_the_file_is_never_written_to_again(path: Path) -> None:
    disk = failing()
    store = Store.open(path, who="kim", disk=disk)
    store.commit(adding(coding()))
    disk.fails = "fdatasync".__eq__
    with pytest.raises(NotSaved):
        store.commit(adding(coding()))
    disk.fails = never
    first = journals(path)[0].stat()
    store.commit(adding(coding()))
    assert journals(path)[0].stat().st_mtime_ns == first.st_mtime_ns
    assert len(journals(path)) == 2
    store.close()


def test_a_refused_change_does_not_come_back_even_if_the_disk_had_taken_it(path: Path) -> None:
    class LyingDisk(FailingDisk):
        def truncate(self, descriptor: int, size: int) -> None:
            if self.fails("fdatasync"):
                raise OSError(errno.EIO, "no")
            super().truncate(descriptor, size)

    disk = LyingDisk(never)

    def work(store: Store) -> None:
        disk.fails = "fdatasync".__eq__
        with pytest.raises(NotSaved):
            store.commit(adding(coding()))
        disk.fails = never

    killed_session(path, work, disk)
    assert any(b"precis" in journal.read_bytes() for journal in journals(path))
    with Store.open(path, who="kim") as store:
        assert len(store.records(KIM)) == 0
        assert list(store.history()) == []


def test_a_full_disk_lets_the_session_close_and_the_next_one_finish(path: Path) -> None:
    disk = FullDisk(10**6)
    store = Store.open(path, who="kim", disk=disk)
    passage = coding()
    store.commit(adding(passage))
    disk.room = 0
    with pytest.raises(NotSaved, match="safe in the journal"):
        store.flush()
    assert store.trouble
    assert "the disk is full" in store.trouble
    with pytest.raises(NotSaved, match="safe in the journal"):
        store.close()
    with Store.open(path, who="kim") as store:
        assert list(store.records(KIM).values()) == [passage]
    assert journals(path) == []


def test_on_a_disk_that_is_full_from_the_start_a_study_opens_for_reading(path: Path) -> None:
    before = files_under(path)
    with Store.open(path, who="kim", disk=FullDisk(0)) as store:
        assert not store.writable
        assert "the disk is full" in store.why_read_only
        assert len(store.records(KIM)) == 0
    assert files_under(path).keys() <= before.keys() | {".local/lock"}


def test_on_a_read_only_disk_a_study_opens_for_reading(path: Path) -> None:
    with Store.open(path, who="kim", disk=failing("open", error=errno.EROFS)) as store:
        assert not store.writable
        assert "read-only" in store.why_read_only


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "sync_folder", "unlink"])
def test_a_snapshot_that_fails_is_made_good_later(path: Path, call: str) -> None:
    disk = failing()
    store = Store.open(path, who="kim", disk=disk)
    first, second = coding(1), coding(2)
    store.commit(adding(first))
    store.flush()
    store.commit(adding(second))
    disk.fails = call.__eq__
    with pytest.raises(NotSaved):
        store.flush()
    disk.fails = never
    assert not store.poll().changes, "its own half-made files are no edit of somebody else"
    store.commit(changing(first, starred=True))
    store.close()
    with Store.open(path, who="kim") as store:
        assert {record["start"]: record["starred"] for record in store.records(KIM).values()} == {
            1: True,
            2: False,
        }
        assert store.tables("conflicts") == []


def test_an_action_costs_one_sync_whatever_the_size_of_the_study(path: Path) -> None:
    disk = failing()
    with Store.open(path, who="kim", disk=disk) as store:
        store.commit(adding(coding()))
        for size in (1, 10, 1_000):
            store.commit(adding(*(coding() for _ in range(size))))
            before = disk.calls["fdatasync"], disk.calls["write"]
            store.commit(adding(coding()))
            assert (disk.calls["fdatasync"], disk.calls["write"]) == (before[0] + 1, before[1] + 1)


def test_a_long_session_begins_new_journals_and_retires_the_old(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "MOST_RECORDS", 10)
    with Store.open(path, who="kim") as store:
        actions = [adding(coding(start)) for start in range(25)]
        for number, action in enumerate(actions):
            store.commit(action)
            if number % 10 == 9:
                store.flush()
        assert len(journals(path)) == 1
        assert [head.id for head in store.history()] == [action.id for action in actions]
        assert all(store.action(action.id) == action for action in actions)


@pytest.mark.parametrize("seed", range(12))
def test_a_power_cut_at_any_moment_loses_nothing_acknowledged(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "MOST_RECORDS", 6)
    chance = random.Random(seed)
    new_study(tmp_path / "s").close()
    promised: list[dict[str, object]] = []
    photos: list[tuple[Path, list[dict[str, object]]]] = []

    def cut(disk: PowerDisk) -> None:
        if chance.random() < 0.05:
            photo = tmp_path / f"photo-{len(photos)}"
            disk.photograph(photo, chance)
            photos.append((photo, list(promised)))

    with Store.open(tmp_path / "s", who="kim", disk=PowerDisk(tmp_path / "s", cut=cut)) as store:
        for start in range(12):
            passage = coding(start)
            store.commit(adding(passage))
            promised.append(passage)
            if chance.random() < 0.3:
                store.flush()
    for photo, wanted in photos:
        with Store.open(photo, who="kim") as store:
            found = list(store.records(KIM).values())
            assert found[: len(wanted)] == wanted
            assert len(found) <= len(wanted) + 1
            assert store.tables("conflicts") == []
            assert len(list(store.history())) == len(found)


def test_a_copy_of_the_process_can_neither_change_the_study_nor_hold_its_lock(path: Path) -> None:
    read_end, write_end = os.pipe()
    refused, say_refused = os.pipe()
    store = Store.open(path, who="kim")
    child = os.fork()
    if child == 0:
        os.close(write_end)
        try:
            store.commit(adding(coding()))
        except Refused:
            os.write(say_refused, b"!")
            os.read(read_end, 1)  # lives on until the parent lets go
            os._exit(0)
        os._exit(1)
    os.close(read_end)
    assert os.read(refused, 1) == b"!"
    store.close()
    with Store.open(path, who="eva") as other:
        assert other.writable
    os.close(write_end)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def test_a_study_whose_disk_has_gone_is_not_written_somewhere_else(path: Path, tmp_path: Path) -> None:
    store = Store.open(path, who="kim")
    passage = coding()
    store.commit(adding(passage))
    path.rename(tmp_path / "unmounted")
    path.mkdir()  # the mount point, empty
    assert "still mounted" in store.poll().problems[0]
    with pytest.raises(NotSaved, match="still mounted"):
        store.keep_text("intervju-1", "Hej")
    with pytest.raises(NotSaved, match="still mounted"):
        store.close()
    assert list(path.iterdir()) == []
    with Store.open(tmp_path / "unmounted", who="kim") as again:
        assert list(again.records(KIM).values()) == [passage]


def test_a_reader_keeps_what_it_has_when_the_disk_has_gone(path: Path, tmp_path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding()))
    with Store.open(path, who="eva", write=False) as reader:
        assert len(reader.records(KIM)) == 1
        path.rename(tmp_path / "unmounted")
        assert "still mounted" in reader.poll().problems[0]
        assert len(reader.records(KIM)) == 1


def test_when_the_journal_is_cleaned_away_nothing_more_is_called_saved(
    path: Path,
) -> None:
    store = Store.open(path, who="kim")
    passage = coding()
    store.commit(adding(passage))
    shutil.rmtree(path / ".local")
    with pytest.raises(NotSaved, match=r"\.local in it, has gone"):
        store.commit(adding(coding()))
    store.close()
    with Store.open(path, who="kim") as again:
        assert list(again.records(KIM).values()) == [passage]


def test_an_interrupted_save_is_as_if_it_had_never_begun(path: Path) -> None:
    class InterruptedDisk(Disk):
        interrupt = False

        def fdatasync(self, descriptor: int) -> None:
            if self.interrupt:
                raise KeyboardInterrupt
            super().fdatasync(descriptor)

    disk = InterruptedDisk()
    with Store.open(path, who="kim", disk=disk) as store:
        disk.interrupt = True
        with pytest.raises(KeyboardInterrupt):
            store.commit(adding(coding(1)))
        disk.interrupt = False
        store.commit(adding(coding(2)))
        assert [record["start"] for record in store.records(KIM).values()] == [2]
    with Store.open(path, who="kim") as store:
        assert [record["start"] for record in store.records(KIM).values()] == [2]
        assert len(list(store.history())) == 1


def test_a_copy_of_the_process_that_ends_writes_nothing(path: Path) -> None:
    store = Store.open(path, who="kim")
    store.commit(adding(coding()))
    before = files_under(path)
    child = os.fork()
    if child == 0:
        store.flush()
        store.close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert files_under(path) == before
    store.close()


def crash(*options: str) -> tuple[int, list[dict[str, int]]]:
    done = subprocess.run(
        [sys.executable, str(BENCH / "crash.py"), "--json", "--seed", "11", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_the_crash_harness_finds_nothing_lost() -> None:
    code, rows = crash("--kills", "12")
    assert [row["what"] for row in rows] == ["kill", "full disk", "failing fsync", "power cut"]
    assert all(row["lost"] == row["unreadable"] == 0 for row in rows), rows
    assert sum(row["acknowledged"] for row in rows) > 100
    assert code == 0


def test_the_crash_harness_reports_losses_when_fsync_is_taken_out() -> None:
    code, rows = crash("--kills", "12", "--no-fsync")
    assert sum(row["lost"] for row in rows) > 0
    assert code == 1


def test_the_disk_in_use_is_the_systems_own(path: Path) -> None:
    with Store.open(path, who="kim", disk=Disk()) as store:
        store.commit(adding(coding()))
        assert len(journals(path)[0].read_bytes().splitlines()) == 2
