"""The history: who did what when, what it was before and after, and what erasing leaves of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from small_studies import (
    CODES,
    EVA,
    KIM,
    STUDY,
    adding,
    changing,
    coding,
    info,
    journals,
    killed_session,
    new_study,
)

from utsaga.model.action import Action, Table, TextChange
from utsaga.model.errors import NotFound, Refused
from utsaga.store import BadFile, Store, check_files, repair

OTHER = Table("codings/intervju-2.kim", "codings")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_study(tmp_path / "studie").close()
    return tmp_path / "studie"


def problems(path: Path) -> list[str]:
    return [f"{finding.where} {finding.what}" for finding in check_files(path)]


def test_every_action_of_every_session_is_there_oldest_first(path: Path) -> None:
    actions = [adding(coding(start), name=f"codings.add{start}") for start in range(6)]
    for start in (0, 2):
        with Store.open(path, who="kim") as store:
            store.commit(actions[start])
            store.commit(actions[start + 1])
    killed_session(path, lambda store: store.commit(actions[4]))
    with Store.open(path, who="kim") as store:
        store.commit(actions[5])
        assert [head.id for head in store.history()] == [action.id for action in actions]
        assert [store.action(action.id) for action in actions] == actions


def test_an_action_keeps_its_references_counts_and_texts(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        digest = store.keep_text("intervju-1", "Hej\n")
        action = Action(
            "sources.import",
            "kim",
            (*adding(info(), table=CODES).changes, *adding(coding(), table=OTHER).changes),
            (TextChange("intervju-1", None, digest),),
            refs={"source": "a" * 32},
            counts={"turns": 12},
        )
        store.commit(action)
        undo = action.inverse("eva")
        store.commit(undo)
    with Store.open(path, who="kim", write=False) as store:
        first, second = store.history()
        assert (first.refs, first.counts, first.who) == ({"source": "a" * 32}, {"turns": 12}, "kim")
        assert (second.who, second.undoes) == ("eva", action.id)
        assert store.action(action.id) == action
        assert store.action(undo.id) == undo


def test_an_unknown_action_is_said_to_be_unknown(path: Path) -> None:
    with Store.open(path, who="kim") as store, pytest.raises(NotFound):
        store.action("0" * 32)


def test_heads_hold_no_interview_words_and_images_stand_with_their_source(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding(quote="ordagrant")))
        store.commit(adding(coding(quote="ordagrant", coder="eva"), table=EVA))
        store.commit(adding(coding(quote="annat"), table=OTHER))
    heads = list((path / "history").glob("*.jsonl"))
    assert heads
    assert all(b"ordagrant" not in file.read_bytes() for file in heads)
    holding = {file.parent.name for file in path.glob("history/*/*") if b"ordagrant" in file.read_bytes()}
    assert holding == {"intervju-1"}


def test_when_a_source_is_erased_the_trail_stands_and_its_actions_cannot_be_taken_back(path: Path) -> None:
    gone, kept = adding(coding()), adding(coding(), table=OTHER)
    with Store.open(path, who="kim") as store:
        store.commit(gone)
        store.commit(kept)
    shutil.rmtree(path / "history/intervju-1")
    (path / "codings/intervju-1.kim.json").unlink()
    with Store.open(path, who="kim") as store:
        assert [head.id for head in store.history()] == [gone.id, kept.id]
        with pytest.raises(NotFound, match="erased"):
            store.action(gone.id)
        assert store.action(kept.id) == kept
    assert problems(path) == []


def test_a_history_that_was_tampered_with_is_noticed(path: Path) -> None:
    for start in range(3):
        with Store.open(path, who="kim") as store:
            store.commit(adding(coding(start)))
    assert problems(path) == []
    first, second, _ = sorted((path / "history").glob("*.jsonl"))
    whole = second.read_text()
    second.write_text(whole.replace('"who":"kim"', '"who":"eva"'))
    assert any("has been changed since it was written" in problem for problem in problems(path))
    second.write_text("not JSON\n")
    assert any("damaged in line 1" in problem for problem in problems(path))
    second.unlink()
    assert any("one is missing" in problem for problem in problems(path))
    second.write_text(whole)
    second.chmod(0o600)
    assert problems(path) == []
    assert json.loads(first.read_text().splitlines()[0])["prev"] == "0" * 64


def test_being_killed_while_a_journal_is_retired_tells_nothing_twice(path: Path) -> None:
    killed_session(path, lambda store: [store.commit(adding(coding(start))) for start in range(3)])
    left = {file: file.read_bytes() for file in journals(path)}
    Store.open(path, who="kim").close()
    for file, data in left.items():  # as if killed before the journal was taken away
        file.write_bytes(data)
    with Store.open(path, who="kim") as store:
        assert len(list(store.history())) == 3
        assert len(store.records(KIM)) == 3
    assert len(list((path / "history").glob("*.jsonl"))) == 1
    assert problems(path) == []


def test_a_sound_study_has_nothing_to_tell(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding()))
        assert problems(path) == [], "not while somebody works in it either"
    assert problems(path) == []
    assert repair(path, who="kim") == []


def test_check_tells_of_rights_leftovers_and_unreadable_files_and_changes_nothing(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding()))
        store.flush()
        store.commit(adding(coding()))
    killed_session(path, lambda store: store.commit(adding(coding())))
    (path / "study.json").chmod(0o644)
    (path / "codings/intervju-1.kim.json").write_bytes(b"{")
    (path / "transcripts/intervju-1.txt").write_bytes(b"\xff")
    (path / "codings/.x.json.tmp").write_text("half")
    told = "\n".join(problems(path))
    for words in (
        "study.json can be read by others than you",
        "codings/intervju-1.kim.json is not JSON",
        "version before the last is in .local/backup/codings/intervju-1.kim.json",
        "transcripts/intervju-1.txt is not UTF-8",
        "session that did not end properly",
        "half a file",
    ):
        assert words in told
    assert problems(path) == told.split("\n")


def test_repair_builds_a_destroyed_file_from_backup_and_history(path: Path) -> None:
    passages = [coding(start) for start in range(3)]
    with Store.open(path, who="kim") as store:
        store.commit(adding(passages[0], passages[1]))
        store.flush()
        store.commit(changing(passages[1], starred=True))
        store.flush()
        store.commit(adding(passages[2]))
        wanted = dict(store.records(KIM))
    file = path / "codings/intervju-1.kim.json"
    file.write_bytes(b"\0" * 100)
    (done,) = repair(path, who="kim")
    assert "built anew" in done
    with Store.open(path, who="kim") as store:
        assert dict(store.records(KIM)) == wanted
    assert (path / ".local/damaged/codings/intervju-1.kim.json.1").read_bytes() == b"\0" * 100
    (path / ".local/backup/codings/intervju-1.kim.json").unlink()
    file.write_bytes(b"")
    file.write_bytes(b"x")
    repair(path, who="kim")
    with Store.open(path, who="kim") as store:
        assert dict(store.records(KIM)) == wanted, "the history alone is enough"


def test_repair_restores_the_study_file_and_says_when_it_cannot(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(info(title="tillit"), table=CODES))
        store.flush()
        store.commit(adding(info(title="oro"), table=CODES))
    (path / "study.json").write_bytes(b"[")
    repair(path, who="kim")
    with Store.open(path, who="kim") as store:
        assert {record["title"] for record in store.records(CODES).values()} == {"tillit", "oro"}
        assert len(store.records(STUDY)) == 1
    (path / "study.json").write_bytes(b"[")
    (path / ".local/backup/study.json").unlink()
    with pytest.raises(BadFile, match="no backup"):
        repair(path, who="kim")
    assert (path / "study.json").read_bytes() == b"["


def test_repair_keeps_every_whole_line_of_a_damaged_journal(path: Path) -> None:
    killed_session(path, lambda store: [store.commit(adding(coding(start))) for start in range(4)])
    (journal,) = journals(path)
    lines = journal.read_bytes().split(b"\n")
    lines[2] = lines[2][:-5] + b"xxxxx"
    journal.write_bytes(b"\n".join(lines))
    assert any("damaged in line 3" in problem for problem in problems(path))
    done = repair(path, who="kim")
    assert "damaged in line 3" in done[0]
    with Store.open(path, who="kim") as store:
        assert sorted(record["start"] for record in store.records(KIM).values()) == [0, 2, 3]
    assert problems(path) == []


def test_what_a_full_disk_left_half_beside_a_study_is_swept_and_nobody_is_told(path: Path) -> None:
    for name in (".view.kim.json.tmp", ".view.x7k2.tmp", ".draft.eva.json.tmp"):
        (path / ".local" / name).write_text("{")
    assert len(check_files(path)) == 3
    with Store.open(path, who="kim") as store:
        assert store.recovered is None
        assert not store.check()


def test_rights_that_git_has_opened_are_closed_while_one_works(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding()))
    image = next(path.glob("history/intervju-1/*"))
    image.chmod(0o644)
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding()))
    assert image.stat().st_mode & 0o777 == 0o600
    assert not check_files(path)


def test_an_open_study_puts_its_own_rights_right(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        store.commit(adding(coding()))
    image = next(path.glob("history/intervju-1/*"))
    image.chmod(0o640)
    with Store.open(path, who="kim") as store:
        assert [finding.where for finding in store.check()] == [str(image.relative_to(path))]
        assert len(store.repair()) == 1
        assert store.check() == []


def test_repair_waits_for_whoever_is_working(path: Path) -> None:
    with Store.open(path, who="kim"), pytest.raises(Refused, match="close it there"):
        repair(path, who="eva")
