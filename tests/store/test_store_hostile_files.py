"""Files from elsewhere are not believed: every bad one gets a clear answer, and nothing else happens."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_studies import CODES, KIM, STUDY, adding, changing, coding, files_under, info, new_study

from tries import tries
from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.ids import document_id
from utsaga.model.info import FORMAT
from utsaga.store import (
    BadFile,
    NewerFormat,
    NotSaved,
    Store,
    check_files,
    migrations,
    snapshot,
    texts,
    tinyfile,
)
from utsaga.store.disk import Disk

FILE = "codings/intervju-1.kim.json"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with new_study(tmp_path / "studie") as store:
        store.commit(adding(coding()))
    return tmp_path / "studie"


def of(record: dict[str, Any], key: str | None = None) -> bytes:
    """A file with one coding under a document id."""
    return json.dumps({"codings": {key or str(document_id(record["id"])): record}}).encode()


BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "white space": (b" \n", "is empty"),
    "not JSON": (b"hej", "not JSON: line 1, column 1"),
    "half of it": (b'{"codings": {', "not JSON"),
    "a list": (b"[]", "does not hold an object"),
    "a table that is a list": (b'{"codings": []}', "'codings' is not a table"),
    "a document that is text": (b'{"codings": {"1": "x"}}', "document 1 in 'codings' is no object"),
    "no id": (b'{"codings": {"1": {}}}', "has no 'id'"),
    "an id that is a number": (b'{"codings": {"1": {"id": 1}}}', "has no 'id'"),
    "another document's id": (of(coding(), "17"), "does not belong to its record"),
    "not UTF-8": (b'{"codings": {}, "\xff": {}}', "not UTF-8"),
    "UTF-16": ('{"codings": {}}'.encode("utf-16"), "not UTF-8"),
    "not a number": (b'{"codings": {"1": {"id": NaN}}}', "number"),
    "a number of 5,000 digits": (b'{"codings": {"1": {"id": %s}}}' % (b"9" * 5000), "number"),
    "nested 100,000 deep": (b'{"codings": {"1": ' + b'{"a":' * 100_000, "nested too deeply"),
    "nested 100 deep": (of({**coding(), "deep": json.loads("[" * 100 + "]" * 100)}), "nested too deeply"),
    "half a character": (of({**coding(), "quote": "\ud800"}), "half a character"),
    "git's conflict marks": (b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> eva\n", "not JSON"),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=BAD.keys())
def test_a_bad_codings_file_is_named_and_the_rest_of_the_study_opens(
    path: Path, data: bytes, words: str
) -> None:
    (path / FILE).write_bytes(data)
    with Store.open(path, who="kim") as store:
        assert len(store.records(STUDY)) == 1
        with pytest.raises(BadFile, match=words) as caught:
            store.records(KIM)
        assert FILE in str(caught.value)
        assert "precis" not in str(caught.value)
    assert (path / FILE).read_bytes() == data


def test_a_record_twice_after_a_careless_merge_is_not_silently_one(path: Path) -> None:
    lines = (path / FILE).read_text().splitlines()
    (path / FILE).write_text("\n".join([*lines[:3], lines[2].replace("precis", "visst"), *lines[3:]]))
    lines = (path / FILE).read_text().splitlines()
    lines[2] += ","
    (path / FILE).write_text("\n".join(lines))
    with Store.open(path, who="kim") as store, pytest.raises(BadFile, match="same record twice"):
        store.records(KIM)


def test_a_file_that_is_too_large_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tinyfile, "LARGEST_FILE", 100)
    monkeypatch.setattr(texts, "LARGEST_TEXT", 10)
    (path / "transcripts/intervju-1.txt").write_text("för lång text")
    with Store.open(path, who="kim") as store:
        with pytest.raises(BadFile, match="too large"):
            store.records(KIM)
        with pytest.raises(BadFile, match="too large"):
            store.text("intervju-1")


def put_link(file: Path, target: Path) -> None:
    file.unlink()
    file.symlink_to(target)


def put_pipe(file: Path, _target: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def put_folder(file: Path, _target: Path) -> None:
    file.unlink()
    file.mkdir()


def put_link_to_nowhere(file: Path, target: Path) -> None:
    put_link(file, file.with_name(f"{target.name}.missing"))


@pytest.mark.parametrize("put", [put_link, put_pipe, put_folder, put_link_to_nowhere])
def test_what_is_no_file_of_the_study_is_neither_read_nor_written(
    path: Path, tmp_path: Path, put: Callable[[Path, Path], None]
) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(of(coding(quote="hemligt")))
    put(path / FILE, secret)
    with Store.open(path, who="kim") as store, pytest.raises(BadFile, match=FILE):
        store.records(KIM)
    assert b"hemligt" in secret.read_bytes()


def test_a_folder_that_leads_out_of_the_study_is_not_followed(path: Path, tmp_path: Path) -> None:
    (path / "codings").rename(tmp_path / "elsewhere")
    (path / "codings").symlink_to(tmp_path / "elsewhere")
    with Store.open(path, who="kim") as store, pytest.raises(BadFile, match="leads out of the study"):
        store.records(KIM)


def test_a_study_may_itself_stand_behind_a_link(path: Path, tmp_path: Path) -> None:
    (tmp_path / "min-studie").symlink_to(path)
    with Store.open(tmp_path / "min-studie", who="kim") as store:
        store.commit(adding(coding(2)))
        assert len(store.records(KIM)) == 2


def test_files_with_foreign_names_are_left_alone(path: Path) -> None:
    (path / "codings/Anteckningar (kopia).json").write_text("hej")
    with Store.open(path, who="kim") as store:
        assert store.tables("codings") == [KIM]
    assert "is not read" in "".join(finding.what for finding in check_files(path))


@pytest.mark.parametrize("data", [b"{}", b'{"study": {}}', b"[]", b"", of(info(format="1")), b"\0"])
def test_a_study_whose_format_cannot_be_told_is_refused_and_nothing_is_written(
    path: Path, data: bytes
) -> None:
    (path / "study.json").write_bytes(data)
    before = files_under(path)
    with pytest.raises(BadFile, match=r"study\.json"):
        Store.open(path, who="kim")
    assert files_under(path) == before


def test_a_newer_format_is_refused_with_what_to_do_and_nothing_is_written(path: Path) -> None:
    study = json.loads((path / "study.json").read_text())
    for record in study["study"].values():
        record["format"] = FORMAT + 1
    (path / "study.json").write_text(json.dumps(study))
    before = files_under(path)
    with pytest.raises(NewerFormat, match="update utsaga"):
        Store.open(path, who="kim")
    assert files_under(path) == before


def test_an_older_format_is_taken_on_step_by_step(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A made-up history: version 0 called a quote ``words``, version -1 did not exist."""

    def rename(table: Any, record: dict[str, Any]) -> dict[str, Any]:
        if table.name != "codings" or "quote" in record:
            return record
        return {("quote" if name == "words" else name): value for name, value in record.items()}

    (path / FILE).write_text((path / FILE).read_text().replace('"quote"', '"words"'))
    (path / "study.json").write_text((path / "study.json").read_text().replace('"format": 1', '"format": 0'))
    with pytest.raises(BadFile, match="cannot read"):
        Store.open(path, who="kim").records(KIM)
    monkeypatch.setattr(migrations, "STEPS", {0: rename})
    with Store.open(path, who="eva", write=False) as reader:
        assert [record["quote"] for record in reader.records(KIM).values()] == ["ja, precis"]
    assert '"words"' in (path / FILE).read_text(), "reading changes nothing"
    with Store.open(path, who="kim") as store:
        assert [record["quote"] for record in store.records(KIM).values()] == ["ja, precis"]
        store.commit(adding(coding(9)))
    assert '"words"' not in (path / FILE).read_text()
    monkeypatch.setattr(migrations, "STEPS", {})
    with Store.open(path, who="kim") as store:
        assert len(store.records(KIM)) == 2
        assert [record["format"] for record in store.records(STUDY).values()] == [FORMAT]


def test_a_study_half_taken_on_is_not_called_new(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path / "study.json").write_text((path / "study.json").read_text().replace('"format": 1', '"format": 0'))
    monkeypatch.setattr(migrations, "STEPS", {0: lambda _, record: record})

    class NoRoomForCodings(Disk):
        def replace(self, source: Path, target: Path) -> None:
            if target.parent.name == "codings":
                raise OSError(errno.ENOSPC, "full")
            super().replace(source, target)

    with pytest.raises(NotSaved), Store.open(path, who="kim", disk=NoRoomForCodings()):
        pass
    assert '"format": 0' in (path / "study.json").read_text()
    with Store.open(path, who="kim"):
        pass
    assert '"format": 1' in (path / "study.json").read_text()


def test_a_newer_format_that_arrives_while_the_study_is_open_is_not_taken_in(path: Path) -> None:
    with Store.open(path, who="kim") as store:
        assert len(store.records(STUDY)) == 1
        study = json.loads((path / "study.json").read_text())
        for record in study["study"].values():
            record.update(format=FORMAT + 1, modified="2999")
        (path / "study.json").write_text(json.dumps(study))
        assert "update utsaga" in "".join(store.poll().problems)
        assert [record["format"] for record in store.records(STUDY).values()] == [FORMAT]
    assert json.loads((path / "study.json").read_text()) == study


def test_a_record_that_could_not_be_read_again_is_not_written(path: Path) -> None:
    with Store.open(path, who="kim") as store, pytest.raises(Refused, match="nested too deeply"):
        store.commit(adding(coding(deep=json.loads("[" * 50 + "]" * 50))))


@tries(150)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_either_a_study_file_or_a_clear_error(data: bytes) -> None:
    told = ""
    try:
        tables = snapshot.from_bytes(data, "study.json")
        snapshot.check_records(tables, "study.json")
    except UtsagaError as error:
        told = str(error)
    assert not told or told.startswith("study.json")


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=4,
)
docs = st.builds(
    lambda record_id, fields: {**fields, "id": record_id.hex},
    st.uuids(),
    st.dictionaries(st.sampled_from(["text", "start", "end", "pins"]), plain, max_size=3),
)


@tries(100)
@given(records=st.lists(docs, max_size=4))
def test_what_is_written_is_read_back_the_same_by_us_and_by_json(records: list[dict[str, Any]]) -> None:
    tables = {"codes": {snapshot.doc_key(record["id"]): record for record in records}}
    data = snapshot.to_bytes(tables)
    assert snapshot.from_bytes(data, "study.json") == tables == json.loads(data)
    assert data.count(b"\n") == len(records) + 4 if records else True


def test_codes_may_hold_what_would_be_a_table(path: Path) -> None:
    record = {**info(), "pins": {"codings": {"1": "x"}}}
    with Store.open(path, who="kim") as store:
        store.commit(adding(record, table=CODES))
    with Store.open(path, who="kim") as store:
        assert list(store.records(CODES).values()) == [record]


def test_a_file_where_the_codings_should_be_is_told_and_the_work_is_safe(path: Path) -> None:
    """Nothing but errors in words for the person: the screen tells them, whatever it was about to do."""
    passage = coding()
    store = Store.open(path, who="kim")
    store.commit(adding(passage))
    store.flush()
    (path / "codings").rename(path / "elsewhere")
    (path / "codings").write_text("")
    store.commit(changing(passage, starred=True))
    assert any("put the folder back" in problem for problem in store.poll().problems)
    with pytest.raises(NotSaved, match="put the folder back"):
        store.close()
    with pytest.raises(BadFile, match="put the folder back"):
        Store.open(path, who="kim")
    assert any("put the folder back" in found.what for found in check_files(path))
    (path / "codings").unlink()
    (path / "elsewhere").rename(path / "codings")
    with Store.open(path, who="kim") as store:
        assert store.records(KIM)[passage["id"]]["starred"] is True
