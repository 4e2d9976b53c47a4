"""What a researcher finds in her study's folder, with and without the program."""

from __future__ import annotations

import gzip
import json
import re
import stat
import tomllib
from hashlib import sha256
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
    files_under,
    info,
    new_study,
    removing,
)
from tinydb import TinyDB, where

from utsaga.model.action import Action, Change, Table, TextChange
from utsaga.model.errors import NotFound, ReadOnly, Refused
from utsaga.model.ids import document_id, new_id
from utsaga.store import BadFile, NotSaved, Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "studie"


def test_what_was_coded_is_there_at_the_next_opening(path: Path) -> None:
    passage = coding()
    with new_study(path) as store:
        store.commit(adding(passage))
    with Store.open(path, who="kim") as store:
        assert store.records(KIM)[passage["id"]] == passage
        assert store.recovered is None


def test_anybody_opens_every_file_with_plain_tinydb(path: Path) -> None:
    passages = [coding(start) for start in (30, 10, 20)]
    with new_study(path) as store:
        store.commit(adding(*passages))
    with TinyDB(path / "codings/intervju-1.kim.json") as tiny:
        found = tiny.table("codings").search(where("start") == 20)
        assert found == [passages[2]]
        assert found[0].doc_id == document_id(passages[2]["id"])
    with TinyDB(path / "study.json") as tiny:
        assert tiny.table("study").all()[0]["title"] == "Vårdnad"


def test_the_file_has_one_record_a_line_in_the_order_of_the_text(path: Path) -> None:
    with new_study(path) as store:
        store.commit(adding(*(coding(start) for start in (30, 10, 20))))
    lines = (path / "codings/intervju-1.kim.json").read_text(encoding="utf-8").splitlines()
    starts = [int(found[1]) for line in lines if (found := re.search(r'"start": (\d+)', line))]
    assert starts == [10, 20, 30]
    assert len(lines) == len(starts) + 4


def test_the_same_records_give_the_same_bytes_whatever_their_history(path: Path, tmp_path: Path) -> None:
    one, two, gone = coding(1), coding(2), coding(3)
    with new_study(path) as store:
        store.commit(adding(gone, two))
        store.commit(adding(one))
        store.commit(removing(gone))
    with new_study(tmp_path / "other") as store:
        store.commit(adding(one, two))
    file = "codings/intervju-1.kim.json"
    assert (path / file).read_bytes() == (tmp_path / "other" / file).read_bytes()


def test_nobody_else_can_read_a_study(path: Path) -> None:
    with new_study(path) as store:
        store.keep_text("intervju-1", "I: Hej.\n")
        store.commit(adding(coding()))
    for place in [path, *path.rglob("*")]:
        wanted = 0o700 if place.is_dir() else 0o600
        assert stat.S_IMODE(place.stat().st_mode) == wanted, place


def test_rights_that_a_checkout_left_too_wide_are_closed_at_opening(path: Path) -> None:
    with new_study(path) as store:
        store.commit(adding(coding()))
    file = path / "codings/intervju-1.kim.json"
    file.chmod(0o644)
    with Store.open(path, who="kim"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_git_leaves_out_what_belongs_to_this_machine(path: Path) -> None:
    new_study(path).close()
    assert ".local/" in (path / ".gitignore").read_text().splitlines()


def test_a_folder_with_something_in_it_is_never_made_into_a_study(path: Path) -> None:
    path.mkdir()
    (path / "avhandling.docx").write_text("kapitel 1")
    with pytest.raises(Refused, match="not empty"):
        new_study(path)
    assert files_under(path) == {"avhandling.docx": b"kapitel 1"}


def test_an_empty_folder_may_become_a_study(path: Path) -> None:
    path.mkdir(0o755)
    new_study(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="only Linux has a folder that takes no folders")
def test_where_no_folder_can_be_made_another_place_is_asked_for() -> None:
    with pytest.raises(NotSaved, match="no folder can be made there, choose another"):
        new_study(Path("/proc/no-study"))


def test_a_study_without_a_record_of_itself_is_refused_and_nothing_is_made(path: Path) -> None:
    with pytest.raises(Refused):
        Store.create(path, who="kim", records={CODES: []})
    assert not path.exists()


def test_a_folder_that_is_no_study_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"study\.json"):
        Store.open(tmp_path, who="kim")
    with pytest.raises(NotFound):
        Store.open(tmp_path / "missing", who="kim")
    assert not list(tmp_path.iterdir())


def test_all_coders_tables_are_found_without_being_read(path: Path) -> None:
    with new_study(path) as store:
        store.commit(adding(coding()))
        store.commit(adding(coding(coder="eva"), table=EVA))
    (path / "codings/intervju-1.eva.json").write_text("not read")
    with Store.open(path, who="kim", write=False) as store:
        assert store.tables("codings") == [EVA, KIM]
        assert store.tables("study") == [STUDY]
        assert store.tables("memos") == []
        with pytest.raises(BadFile):
            store.records(EVA)


def test_a_table_that_is_not_there_has_no_records(path: Path) -> None:
    with new_study(path) as store:
        assert len(store.records(EVA)) == 0
        assert store.records(EVA).get(new_id()) is None
        assert "no id" not in store.records(EVA)


def test_a_passage_taken_off_leaves_no_file_behind(path: Path) -> None:
    passage = coding()
    with new_study(path) as store:
        store.commit(adding(passage))
        store.flush()
        store.commit(removing(passage))
    assert not (path / "codings/intervju-1.kim.json").exists()


def test_records_once_handed_out_stay_as_they_were(path: Path) -> None:
    passage = coding()
    with new_study(path) as store:
        store.commit(adding(passage))
        before = store.records(KIM)[passage["id"]]
        for record in store.records(KIM).values():
            store.commit(changing(dict(record), starred=True))
        assert before["starred"] is False
        assert store.records(KIM)[passage["id"]]["starred"] is True


@pytest.mark.parametrize(
    "wrong",
    [
        Action("x", "kim", (Change(KIM, "0" * 32, coding(), None),)),
        Action("x", "kim", (Change(KIM, "not an id", None, coding()),)),
        Action("x", "kim", (Change(KIM, "a" * 32, None, coding()),)),
        Action("x", "kim", (Change(Table("../../etc/passwd", "x"), "a" * 32, None, coding()),)),
        Action("x", "kim", (Change(Table("codings/../x.kim", "codings"), "a" * 32, None, coding()),)),
        Action("x", "kim", (Change(Table("codings/a.b.c", "codings"), "a" * 32, None, coding()),)),
        Action("x", "kim", (Change(Table("codings/Åsa.kim", "codings"), "a" * 32, None, coding()),)),
        adding(coding(quote="half a character \ud800")),
        adding(coding(start=float("nan"))),
        adding(coding(other=object())),
        Action("x", "kim", texts=(TextChange("intervju-1", "0" * 64, None),)),
        Action("x", "kim", texts=(TextChange("../x", None, None),)),
    ],
)
def test_an_action_that_does_not_fit_changes_nothing(path: Path, wrong: Action) -> None:
    with new_study(path) as store:
        store.commit(adding(coding()))
        store.flush()
        before = files_under(path)
        with pytest.raises(Refused):
            store.commit(wrong)
        assert len(store.records(KIM)) == 1
        assert files_under(path) == before


def test_a_change_of_what_has_changed_meanwhile_is_refused(path: Path) -> None:
    passage = coding()
    with new_study(path) as store:
        store.commit(adding(passage))
        late = changing(passage, starred=True)
        store.commit(changing(passage, starred=True, code="2" * 32))
        with pytest.raises(Refused, match="changed since"):
            store.commit(late)


def test_two_changes_of_one_record_in_one_action_follow_each_other(path: Path) -> None:
    first = coding()
    second = {**first, "starred": True}
    both = Action(
        "x", "kim", (Change(KIM, first["id"], None, first), Change(KIM, first["id"], first, second))
    )
    with new_study(path) as store:
        store.commit(both)
        assert store.records(KIM)[first["id"]] == second
        store.commit(both.inverse("kim"))
        assert len(store.records(KIM)) == 0


def test_while_a_change_is_being_saved_the_same_record_waits_and_others_do_not(path: Path) -> None:
    passage = coding()
    with new_study(path) as store:
        pending = store.begin(adding(passage))
        with pytest.raises(Refused, match="still being saved"):
            store.begin(adding(passage))
        store.commit(adding(coding()))
        assert len(store.records(KIM)) == 1, "nothing is visible before it is durable"
        pending.write()
        store.finish(pending)
        assert len(store.records(KIM)) == 2


def test_what_was_written_but_not_yet_shown_is_there_after_closing(path: Path) -> None:
    with new_study(path) as store:
        store.begin(adding(coding())).write()
    with Store.open(path, who="kim") as store:
        assert len(store.records(KIM)) == 1


def test_nothing_can_be_changed_after_closing(path: Path) -> None:
    store = new_study(path)
    store.close()
    before = files_under(path)
    with pytest.raises(Refused, match="closed"):
        store.commit(adding(coding()))
    store.close()
    assert files_under(path) == before


def test_opened_for_reading_nothing_is_written(path: Path) -> None:
    new_study(path).close()
    before = files_under(path)
    with Store.open(path, who="eva", write=False) as store:
        assert not store.writable
        with pytest.raises(ReadOnly):
            store.commit(adding(coding()))
        with pytest.raises(ReadOnly):
            store.keep_text("intervju-1", "Hej")
    assert files_under(path) == before


def test_tinydb_itself_is_a_door_to_the_study_and_its_changes_are_journalled(path: Path) -> None:
    passage = coding()
    with new_study(path) as store:
        store.commit(adding(passage))
        table = store.file("codings/intervju-1.kim").table("codings")
        table.update({"starred": True}, where("start") == 0)
        assert store.records(KIM)[passage["id"]]["starred"] is True
        assert [head.name for head in store.history()] == ["codings.add", "table.edited"]
        with pytest.raises(Refused):
            table.insert({"quote": "no id"})
        assert len(store.records(KIM)) == 1
        table.remove(where("starred") == True)  # noqa: E712 - TinyDB's query
        assert table.search(where("starred") == True) == []  # noqa: E712


def test_a_table_that_is_dropped_through_tinydb_is_journalled_and_can_be_brought_back(path: Path) -> None:
    passage = coding()
    with new_study(path) as store:
        store.commit(adding(passage))
        store.flush()
        store.file("codings/intervju-1.kim").drop_table("codings")
        (*_, dropped) = store.history()
        assert len(store.records(KIM)) == 0
        assert dropped.name == "table.edited"
        store.commit(store.action(dropped.id).inverse("kim"))
        assert list(store.records(KIM)) == [passage["id"]]
        store.file("codings/intervju-1.kim").drop_tables()
    with Store.open(path, who="kim") as store:
        assert len(store.records(KIM)) == 0
        with pytest.raises(Refused):
            store.file("study").drop_tables()
    with Store.open(path, who="kim") as store:
        assert len(store.records(STUDY)) == 1


def test_a_text_is_kept_put_in_its_place_and_taken_back(path: Path) -> None:
    with new_study(path) as store:
        first = store.keep_text("intervju-1", "I: Hur är det?\nA: Åh.\n")
        store.commit(Action("text.add", "kim", texts=(TextChange("intervju-1", None, first),)))
        assert (path / "transcripts/intervju-1.txt").read_text(encoding="utf-8") == "I: Hur är det?\nA: Åh.\n"
        second = store.keep_text("intervju-1", "I: Hej\r\n\ufeff")
        replaced = Action("text.replace", "kim", texts=(TextChange("intervju-1", first, second),))
        store.commit(replaced)
        assert store.text("intervju-1") == "I: Hej\r\n\ufeff"
        store.commit(replaced.inverse("kim"))
        assert store.text("intervju-1") == store.kept_text("intervju-1", first)
        store.commit(Action("text.remove", "kim", texts=(TextChange("intervju-1", first, None),)))
        with pytest.raises(NotFound, match=r"transcripts/intervju-1\.txt"):
            store.text("intervju-1")


def test_a_text_that_a_change_brings_is_kept_when_it_is_made_and_not_before(path: Path) -> None:
    first, second = "I: Hej.\n" * 1000, "I: Hej då.\n" * 1000
    old, new = (sha256(text.encode()).hexdigest() for text in (first, second))
    kept = path / ".local/texts/intervju-1"
    with new_study(path) as store:
        store.begin(Action("text.add", "kim", texts=(TextChange("intervju-1", None, old, new=first),))).drop()
        assert not kept.exists()
        store.commit(Action("text.add", "kim", texts=(TextChange("intervju-1", None, old, new=first),)))
        changed = Action("text.replace", "kim", texts=(TextChange("intervju-1", old, new, new=second),))
        store.commit(changed)
        assert store.text("intervju-1") == second
        store.commit(store.action(changed.id).inverse("kim"))
        assert store.text("intervju-1") == first
        with pytest.raises(Refused, match="not the one that was announced"):
            store.begin(Action("x", "kim", texts=(TextChange("intervju-1", old, new, new="annat"),)))
    assert sum(file.stat().st_size for file in kept.iterdir()) < len(first) / 10, "they are packed"
    assert {gzip.decompress(file.read_bytes()).decode() for file in kept.iterdir()} == {first, second}


def test_old_texts_that_stand_as_they_are_are_read_and_damaged_ones_refused(path: Path) -> None:
    text = "I: Hej.\n"
    digest = sha256(text.encode()).hexdigest()
    with new_study(path) as store:
        folder = path / ".local/texts/intervju-1"
        folder.mkdir(parents=True)
        (folder / f"{digest}.txt").write_text(text)
        assert store.keeps_text("intervju-1", digest)
        assert store.kept_text("intervju-1", digest) == text
        assert store.kept_texts("intervju-1") == [digest]
        for damaged in (b"x", gzip.compress(b"annat"), gzip.compress(text.encode())[:-4]):
            (folder / f"{digest}.txt.gz").write_bytes(damaged)
            with pytest.raises(BadFile, match="has been changed"):
                store.kept_text("intervju-1", digest)


def test_a_text_edited_by_hand_is_noticed_and_never_overwritten_unseen(path: Path) -> None:
    with new_study(path) as store:
        first = store.keep_text("intervju-1", "Hej\n")
        store.commit(Action("text.add", "kim", texts=(TextChange("intervju-1", None, first),)))
        assert not store.poll()
        (path / "transcripts/intervju-1.txt").write_text("Hej då\n", encoding="utf-8")
        assert store.poll().texts == ("intervju-1",)
        assert not store.poll()
        other = store.keep_text("intervju-1", "Hallå\n")
        with pytest.raises(Refused, match="changed since"):
            store.commit(Action("text.replace", "kim", texts=(TextChange("intervju-1", first, other),)))
        assert store.text("intervju-1") == "Hej då\n"


@pytest.mark.parametrize(
    "bad", [b"\xff\xfe", b"caf\xe9", b"\xed\xa0\x80"], ids=["utf-16", "latin-1", "surrogate"]
)
def test_a_text_that_is_not_utf8_is_refused_with_its_place(path: Path, bad: bytes) -> None:
    with new_study(path) as store:
        (path / "transcripts/intervju-1.txt").write_bytes(b"Hej " + bad)
        with pytest.raises(BadFile, match=r"transcripts/intervju-1\.txt is not UTF-8"):
            store.text("intervju-1")
        with pytest.raises(Refused, match="half a character"):
            store.keep_text("intervju-1", "\ud800")


def test_the_packaged_tinydb_is_one_whose_extension_points_are_known() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert any(re.fullmatch(r"tinydb.*<5", dependency) for dependency in project["dependencies"])


def test_a_study_of_many_tables_keeps_them_apart(path: Path) -> None:
    one, two = coding(), info(title="Other")
    with Store.create(path, who="kim", records={STUDY: [info()], CODES: [two], KIM: [one]}) as store:
        assert list(store.records(CODES)) == [two["id"]]
        assert list(store.records(KIM).values()) == [one]
    assert set(json.loads((path / "study.json").read_text())) == {"study", "codes"}
