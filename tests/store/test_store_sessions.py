"""One writer; everybody else reads along and is told who writes."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from small_studies import (
    EVA,
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

from utsaga.model.action import Action, TextChange
from utsaga.model.errors import NotFound, ReadOnly, Refused
from utsaga.store import Store, check_files, keeper, ledger, repair, upkeep
from utsaga.store.disk import Disk
from utsaga.store.owner import Owner


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_study(tmp_path / "studie").close()
    return tmp_path / "studie"


def test_a_second_session_opens_for_reading_and_names_the_holder(path: Path) -> None:
    with Store.open(path, who="kim") as writer, Store.open(path, who="eva") as reader:
        assert writer.writable
        assert not reader.writable
        assert reader.holder is not None
        assert (reader.holder.who, reader.holder.pid) == ("kim", os.getpid())
        assert reader.why_read_only.startswith("kim has it open for writing since ")
        with pytest.raises(ReadOnly, match="kim has it open"):
            reader.commit(adding(coding()))


def test_the_reader_sees_codings_as_they_come_and_as_they_go(path: Path) -> None:
    passage = coding()
    with Store.open(path, who="kim") as writer:
        writer.commit(adding(coding(5)))
        with Store.open(path, who="eva") as reader:
            assert len(reader.records(KIM)) == 1
            writer.commit(adding(passage))
            assert [change.after for change in reader.poll().changes] == [passage]
            assert not reader.poll()
            writer.commit(changing(passage, starred=True))
            assert [change.after["starred"] for change in reader.poll().changes if change.after] == [True]
            writer.flush()
            assert not reader.poll(), "a snapshot is no news"
            writer.commit(adding(coding(7, coder="eva"), table=EVA))
            assert [change.table for change in reader.poll().changes] == [EVA]
            writer.commit(removing(dict(writer.records(KIM)[passage["id"]])))
            assert [change.after for change in reader.poll().changes] == [None]
            assert [head.name for head in reader.history()][-1] == "codings.remove"


def test_the_reader_stays_right_when_the_writer_retires_its_journals(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "MOST_RECORDS", 3)
    with Store.open(path, who="kim") as writer, Store.open(path, who="eva") as reader:
        for start in range(10):
            writer.commit(adding(coding(start)))
            if start % 2:
                writer.flush()
                reader.poll()
        reader.poll()
        assert dict(reader.records(KIM)) == dict(writer.records(KIM))
        writer.close()
        assert not reader.poll().changes
        assert len(reader.records(KIM)) == 10


def test_the_reader_sees_a_new_text(path: Path) -> None:
    with Store.open(path, who="kim") as writer, Store.open(path, who="eva") as reader:
        first, second = (writer.keep_text("intervju-1", text) for text in ("Hej\n", "Hej då\n"))
        writer.commit(Action("text.add", "kim", texts=(TextChange("intervju-1", None, first),)))
        reader.poll()
        assert reader.text("intervju-1") == "Hej\n"
        writer.commit(Action("text.replace", "kim", texts=(TextChange("intervju-1", first, second),)))
        assert reader.poll().texts == ("intervju-1",)
        assert reader.text("intervju-1") == "Hej då\n"


def test_the_study_is_free_as_soon_as_its_writer_is_killed(path: Path) -> None:
    killed_session(path, lambda store: store.commit(adding(coding())))
    with Store.open(path, who="eva") as store:
        assert store.writable


def test_a_reader_shows_what_a_killed_session_left_and_changes_nothing(path: Path) -> None:
    killed_session(path, lambda store: store.commit(adding(coding())))
    before = files_under(path)
    with Store.open(path, who="eva", write=False) as store:
        assert len(store.records(KIM)) == 1
        assert len(list(store.history())) == 1
    assert files_under(path) == before


class LyingLock(Disk):
    """A network file system that grants every lock to everybody."""

    def lock(self, descriptor: int) -> bool:  # noqa: ARG002 - the lie
        return True


def test_where_locks_do_not_work_the_owner_of_the_journal_is_the_second_guard(path: Path) -> None:
    with Store.open(path, who="kim", disk=LyingLock()) as writer:
        writer.commit(adding(coding()))
        with Store.open(path, who="eva", disk=LyingLock()) as second:
            assert not second.writable
            assert second.holder is not None
            assert second.holder.who == "kim"
            assert len(second.records(KIM)) == 1
    with Store.open(path, who="eva", disk=LyingLock()) as second:
        assert second.writable


class NoLinks(Disk):
    """A file system where a file has one name."""

    def link(self, source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, f"{source} {target}")


def test_a_file_system_without_second_names_keeps_backups_too(path: Path) -> None:
    with Store.open(path, who="kim", disk=NoLinks()) as store:
        store.commit(adding(coding(1)))
        store.flush()
        store.commit(adding(coding(2)))
    assert b"precis" in (path / ".local/backup/codings/intervju-1.kim.json").read_bytes()


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_leaves_the_second_guard(
    path: Path, error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_lock(_descriptor: int, _how: int) -> None:
        raise OSError(error, "no locks here")

    monkeypatch.setattr("fcntl.flock", no_lock)
    with Store.open(path, who="kim") as writer, Store.open(path, who="eva") as second:
        assert writer.writable
        assert not second.writable


def other_machine(path: Path) -> None:
    """As if the journal came from a session on another machine."""
    (journal,) = journals(path)
    away = Owner("a" * 12, "b" * 12, 4711, "12345").name
    journal.rename(
        journal.with_name(journal.name.replace(Owner.from_name(journal.name.split(".")[2]).name, away))
    )  # type: ignore[union-attr]


def test_a_journal_of_another_machine_blocks_writing_until_it_is_taken_over(path: Path) -> None:
    killed_session(path, lambda store: store.commit(adding(coding())))
    other_machine(path)
    with Store.open(path, who="eva") as store:
        assert not store.writable
        assert "by kim since" in store.why_read_only
        assert "--take-over" in store.why_read_only
        assert len(store.records(KIM)) == 1
    assert any("cannot be seen" in finding.what for finding in check_files(path))
    with pytest.raises(Refused, match="Close it there"):
        repair(path, who="eva")
    assert "Recovered: 1 change" in repair(path, who="eva", take_over=True)[-1]
    with Store.open(path, who="eva") as store:
        assert store.writable
        assert len(store.records(KIM)) == 1
    assert check_files(path) == []


def test_nobody_takes_over_from_a_program_that_runs_on_this_machine(path: Path) -> None:
    """On a disk that grants its lock to everybody, the journal's name is what tells."""
    killed_session(path, lambda store: store.commit(adding(coding())))
    (journal,) = journals(path)
    with subprocess.Popen(["sleep", "60"]) as other:
        owner = Owner(Owner.me().machine, Owner.me().boot, other.pid, "0").name
        live = journal.with_name(".".join([*journal.name.split(".")[:2], owner, "jsonl"]))
        journal.rename(live)
        with pytest.raises(Refused, match="has it open"):
            repair(path, who="eva", take_over=True)
        assert journals(path) == [live]
        other.kill()


def test_a_folder_without_a_study_is_not_repaired_into_one(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    with pytest.raises(NotFound, match="no study"):
        repair(tmp_path / "letters", who="kim")
    assert not list((tmp_path / "letters").iterdir())


def test_a_journal_of_an_earlier_boot_of_this_machine_is_recovered(path: Path) -> None:
    killed_session(path, lambda store: store.commit(adding(coding())))
    (journal,) = journals(path)
    me = Owner.me()
    before = Owner(me.machine, "c" * 12, me.pid, me.start).name
    parts = journal.name.split(".")
    journal.rename(journal.with_name(".".join([*parts[:2], before, parts[3]])))
    with Store.open(path, who="kim") as store:
        assert store.recovered is not None


def test_the_lock_file_is_never_removed(path: Path) -> None:
    inode = (path / ".local/lock").stat().st_ino
    for _ in range(2):
        Store.open(path, who="kim").close()
    assert (path / ".local/lock").stat().st_ino == inode


class WatchedDisk(Disk):
    """Tells when a snapshot has taken its place."""

    def __init__(self) -> None:
        self.snapshot = threading.Event()

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        if target.parent.name == "codings":
            self.snapshot.set()


def test_the_files_follow_by_themselves_when_nobody_types(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "IDLE", 0.01)
    disk = WatchedDisk()
    with Store.open(path, who="kim", disk=disk) as store:
        store.commit(adding(coding()))
        assert disk.snapshot.wait(10)
        assert "precis" in (path / "codings/intervju-1.kim.json").read_text()


def test_looking_outside_again_and_again_does_not_put_the_files_off(path: Path) -> None:
    disk = WatchedDisk()
    with Store.open(path, who="kim", disk=disk) as store:
        store.commit(adding(coding()))
        looks = 0
        while not disk.snapshot.wait(0.01) and looks < 1000:
            store.poll()
            looks += 1
        assert disk.snapshot.is_set()


def test_a_second_after_the_last_change_is_soon_enough() -> None:
    assert keeper.IDLE <= 2


def test_what_was_recovered_reaches_the_files_without_a_change_being_made(path: Path) -> None:
    killed_session(path, lambda store: store.commit(adding(coding())))
    disk = WatchedDisk()
    with Store.open(path, who="kim", disk=disk):
        assert disk.snapshot.wait(10)


def test_an_unclosed_study_does_not_keep_the_program_alive(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from utsaga.store import Store\n"
        "store = Store.open(Path(sys.argv[1]), who='kim'); print(store.writable)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, timeout=20, check=True
    )
    assert done.stdout == "True\n"
    assert done.stderr == ""


def test_nothing_is_written_after_closing(path: Path) -> None:
    disk = WatchedDisk()
    store = Store.open(path, who="kim", disk=disk)
    store.commit(adding(coding()))
    store.close()
    disk.snapshot.clear()
    assert not [thread for thread in threading.enumerate() if thread.name == "utsaga-store"]
    assert not disk.snapshot.is_set()


def test_sessions_are_in_order_in_the_history_even_if_the_clock_goes_back(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding(1)))
    future = next((path / "history").glob("*.jsonl"))
    shutil.move(future, future.with_name(future.name.replace("20", "29", 1)))
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding(2)))
    assert len(list((path / "history").glob("29*.jsonl"))) == 2


def test_saving_happens_on_any_thread(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        pendings = [store.begin(adding(coding(start))) for start in range(20)]
        threads = [threading.Thread(target=pending.write) for pending in pendings]
        for thread in threads:
            thread.start()
        for thread, pending in zip(threads, pendings, strict=True):
            thread.join()
            store.finish(pending)
        assert len(store.records(KIM)) == 20
    with Store.open(path, who="kim") as store:
        assert len(list(store.history())) == 20


@pytest.mark.parametrize("first", ["the change is shown", "the upkeep looks"])
def test_a_change_that_is_shown_while_a_journal_is_put_away_is_not_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """The moment between two looks at the books, with a new journal begun in the same round."""
    monkeypatch.setattr(keeper, "IDLE", 3600)
    monkeypatch.setattr(upkeep, "MOST_RECORDS", 2)
    look = ledger.Ledger.oldest_open
    waiting = []

    def look_while_the_screen_goes_on(books: ledger.Ledger) -> int | None:
        seen = None if first == "the change is shown" else look(books)
        while waiting:
            books.finish(waiting.pop())
        return look(books) if first == "the change is shown" else seen

    monkeypatch.setattr(ledger.Ledger, "oldest_open", look_while_the_screen_goes_on)

    def work(store: Store) -> None:
        for start in range(2):
            waiting.append(store.begin(adding(coding(start))))
            waiting[-1].write()
        store.flush()

    killed_session(path, work)
    with Store.open(path, who="kim") as store:
        assert len(store.records(KIM)) == 2
        assert len(list(store.history())) == 2


def test_closing_waits_for_a_change_that_is_being_saved(path: Path) -> None:
    class SlowDisk(Disk):
        def fdatasync(self, descriptor: int) -> None:
            syncing.set()
            go_on.wait(10)
            super().fdatasync(descriptor)

    syncing, go_on = threading.Event(), threading.Event()
    store = Store.open(path, who="kim", disk=SlowDisk())
    saving = threading.Thread(target=store.begin(adding(coding())).write)
    late = store.begin(adding(coding()))
    saving.start()
    assert syncing.wait(10)
    closing = threading.Thread(target=store.close)
    closing.start()
    go_on.set()
    saving.join()
    closing.join()
    with pytest.raises(Refused):
        late.write()
    with Store.open(path, who="kim") as again:
        assert len(again.records(KIM)) == 1
        assert len(list(again.history())) == 1


def test_who_reads_along_writes_on_where_the_other_has_left(path: Path) -> None:
    writer, reader = Store.open(path, who="kim"), Store.open(path, who="eva")
    first, last, mine = coding(1), coding(2), coding(3)
    writer.commit(adding(first))
    reader.poll()
    assert first["id"] in reader.records(KIM)
    assert not reader.vacant
    with pytest.raises(ReadOnly, match="kim has it open"):
        reader.take_over()
    writer.commit(adding(last))
    writer.close()
    assert reader.vacant
    reader.take_over()
    assert reader.writable
    assert last["id"] in {change.id for change in reader.poll().changes}
    reader.commit(adding(mine, table=EVA))
    with Store.open(path, who="kim") as third:
        assert not third.writable
    reader.close()
    with Store.open(path, who="kim") as store:
        assert set(store.records(KIM)) == {first["id"], last["id"]}
        assert set(store.records(EVA)) == {mine["id"]}
        assert not store.check()


def test_who_reads_along_recovers_what_a_killed_writer_had_not_put_into_the_files(path: Path) -> None:
    kept, changed, new = coding(1), coding(2), coding(3)
    with Store.open(path, who="kim") as store:
        store.commit(adding(kept, changed))

    def work(store: Store) -> None:
        store.commit(changing(changed, starred=True))
        store.commit(adding(new))

    with Store.open(path, who="kim"):
        reader = Store.open(path, who="eva")
        assert len(reader.records(KIM)) == 2
    killed_session(path, work)
    reader.poll()
    assert reader.vacant
    reader.take_over()
    assert reader.recovered is not None
    assert reader.recovered.actions == 2
    assert reader.records(KIM)[changed["id"]]["starred"] is True
    reader.close()
    with Store.open(path, who="kim") as store:
        assert len(store.records(KIM)) == 3
        assert store.records(KIM)[changed["id"]]["starred"] is True
        assert store.recovered is None
        assert not store.check()


def test_one_who_only_wanted_to_read_is_never_offered_to_write(path: Path) -> None:
    with Store.open(path, who="kim", write=False) as store:
        assert not store.vacant
