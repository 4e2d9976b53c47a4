"""Checking a study: a sound one is sound, and every kind of damage is found and told without its words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import studies
from studies import MAKT, TILLIT, named
from utsaga.cli.ways import by_command
from utsaga.model.errors import NotFound
from utsaga.store import repair
from utsaga.study import Study, sources
from utsaga.study.check import Report, check, check_folder
from utsaga.study.coding import codebook, codings, memos, pins
from utsaga.study.living import outside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed study with codings, memos and pins."""
    with studies.coded(tmp_path / "s") as study:
        study.do(memos.on_code(study, named(study, TILLIT).id, "Om tillit."))
        study.do(memos.on_source(study, study.source_named("fokusgrupp").id, "Kort."))
        study.do(pins.pin(study, named(study, MAKT), "1"))
    return tmp_path / "s"


def said(report: Report) -> list[str]:
    return [f"{finding.where}: {finding.what}" for finding in report.findings]


def edit(path: Path, change: Callable[[Any], None]) -> None:
    """Change a file of a study by hand."""
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False))


def first(table: dict[str, Any]) -> Any:
    return next(iter(table.values()))


def of_name(table: dict[str, Any], name: str) -> Any:
    return next(record for record in table.values() if record["name"] == name)


def of_title(table: dict[str, Any], title: str) -> Any:
    return next(record for record in table.values() if record["title"] == title)


def test_a_sound_study_is_sound_open_and_closed(folder: Path) -> None:
    report = check_folder(folder, "kim")
    assert said(report) == []
    assert (report.sources, report.codes, report.codings) == (4, 7, 8)
    with Study.open(folder, coder="kim") as study:
        assert said(check(study)) == []


def test_a_study_in_which_much_was_done_and_undone_is_sound(folder: Path) -> None:
    with Study.open(folder, coder="kim") as study:
        study.do(codebook.merge(study, named(study, MAKT), named(study, TILLIT)))
        study.do(sources.remove(study, study.source_named("fokusgrupp")))
        study.do(codebook.delete(study, named(study, "Relationen")))
        for _ in range(2):
            study.do(study.plan_undo())
        assert said(check(study)) == []
    assert said(check_folder(folder, "kim")) == []


CODINGS = "codings/intervju-1.kim.json"
DAMAGE: dict[str, tuple[str, Callable[[Any], None], str]] = {
    "a coding under a code that is gone": (
        CODINGS,
        lambda t: first(t["codings"]).update(code="0" * 32),
        rf"{CODINGS}: coding [0-9a-f]+ is under a code that does not exist",
    ),
    "a coding outside the text": (
        CODINGS,
        lambda t: first(t["codings"]).update(end=10**6),
        rf"{CODINGS}: record [0-9a-f]+ lies outside the text",
    ),
    "a coding on other words": (
        CODINGS,
        lambda t: first(t["codings"]).update(start=first(t["codings"])["start"] - 3),
        rf"{CODINGS}: record [0-9a-f]+: the words at \d+ to \d+ are not its quote",
    ),
    "a coding of another transcript": (
        CODINGS,
        lambda t: first(t["codings"]).update(source="0" * 32),
        rf"{CODINGS}: record [0-9a-f]+ belongs to another transcript",
    ),
    "a coding of another coder": (
        CODINGS,
        lambda t: first(t["codings"]).update(coder="anna"),
        rf"{CODINGS}: record [0-9a-f]+ is another coder's",
    ),
    "a coding with a wrong value": (
        CODINGS,
        lambda t: first(t["codings"]).update(start="0"),
        rf"{CODINGS}: record [0-9a-f]+: Coding: the field 'start' must be a whole number",
    ),
    "a memo on a code that is gone": (
        "study.json",
        lambda t: first(t["memos"]).update(target="0" * 32),
        "study.json: memo [0-9a-f]+ is about a code that does not exist",
    ),
    "a code without a name": (
        "study.json",
        lambda t: of_name(t["codes"], "riktlinjer som stöd").pop("name"),
        "study.json: record [0-9a-f]+: Code: the field 'name' is missing",
    ),
    "a code below one that is gone": (
        "study.json",
        lambda t: of_name(t["codes"], "Förtroende").update(parent="0" * 32),
        "study.json: the code 'Förtroende' lies below a code that does not exist",
    ),
    "a code below itself": (
        "study.json",
        lambda t: of_name(t["codes"], "Förtroende").update(parent=of_name(t["codes"], "tillit")["id"]),
        "study.json: the code 'tillit' lies below itself",
    ),
    "a pin on a code that is gone": (
        "study.json",
        lambda t: first(t["coders"])["pins"].update({"3": "0" * 32}),
        "study.json: kim has pinned codes that do not exist: 3",
    ),
    "a transcript that is gone from the study": (
        "study.json",
        lambda t: t["sources"].pop(
            next(key for key, record in t["sources"].items() if record["key"] == "intervju-1")
        ),
        f"{CODINGS}: 2 codings and 0 memos in a transcript that does not exist",
    ),
    "two transcripts with one file": (
        "study.json",
        lambda t: of_key(t["sources"], "fokusgrupp").update(key="intervju-1"),
        "transcripts/intervju-1.txt: two transcripts have this file: "
        "'utsaga check --repair STUDY' puts it right",
    ),
}


def of_key(table: dict[str, Any], key: str) -> Any:
    return next(record for record in table.values() if record["key"] == key)


@pytest.mark.parametrize(("file", "change", "expected"), DAMAGE.values(), ids=DAMAGE)
def test_damage_by_hand_is_found_and_the_rest_can_be_read(
    folder: Path, file: str, change: Callable[[Any], None], expected: str
) -> None:
    edit(folder / file, change)
    report = check_folder(folder, "kim")
    assert any(re.fullmatch(f"{expected}.*", line) for line in said(report)), said(report)
    assert not any("Tillit..." in line for line in said(report))
    with Study.open(folder, coder="kim") as study:
        study.held.load_all()
        assert len(study.held.codings(study.source_named("interview-2").id)) == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", "is not JSON"),
        (b"", "is empty"),
        (b'{"codings": 3}', "is not a table"),
        (b'{"codings": {"1": {"quote": "Hemligt."}}}', "no 'id' of 32 hexadecimal digits"),
        (b"\xff\xfe", "is not UTF-8"),
    ],
)
def test_a_broken_file_is_told_once_and_does_not_keep_the_study_from_being_read(
    folder: Path, content: bytes, expected: str
) -> None:
    (folder / CODINGS).write_bytes(content)
    found = said(check_folder(folder, "kim"))
    assert len([line for line in found if line.startswith(CODINGS)]) == 1
    assert expected in found[0]
    assert not any("Hemligt" in line for line in found)
    with Study.open(folder, coder="kim", write=False) as study:
        study.held.load_all()
        assert [found.where for found in study.held.unreadable] == [CODINGS]
        assert study.held.count(named(study, TILLIT).id) == 3


def test_a_transcript_whose_key_is_no_name_of_a_file_is_told_with_what_to_do(folder: Path) -> None:
    """Nothing is advised that would lose its text or its codings."""
    edit(folder / "study.json", lambda t: of_title(t["sources"], "intervju-1").update(key="../../etc/passwd"))
    found = said(check_folder(folder, "kim"))
    assert len(found) == 3
    assert any("study.json: record" in line and "put back there what its text" in line for line in found)
    assert any("intervju-1.txt" in line and "put that right first" in line for line in found)
    assert any(CODINGS in line and "that cannot be read" in line for line in found)
    assert not any("etc/passwd" in line or "delete" in line for line in found)


def test_a_file_of_passages_that_is_gone_is_told_and_built_anew_when_asked(folder: Path) -> None:
    """It is no finding that a coder has no file, nor that all passages were taken off in the program."""
    with Study.open(folder, coder="kim") as study:
        wanted = list(study.held.codings(study.source_named("intervju-1").id))
    (folder / CODINGS).unlink()
    (told,) = said(check_folder(folder, "kim"))
    assert re.match(rf"{CODINGS}: is gone, .*codings: {len(wanted)}.*--repair", told)
    with Study.open(folder, coder="kim") as study:
        assert len(said(check(study))) == 1, "it does not come back unasked"
    (done,) = repair(folder, who="kim")
    assert CODINGS in done
    with Study.open(folder, coder="kim") as study:
        source = study.source_named("intervju-1")
        assert list(study.held.codings(source.id)) == wanted
        study.do(codings.remove(study, wanted))
        assert said(check(study)) == []
    assert not (folder / CODINGS).exists()
    assert said(check_folder(folder, "kim")) == []


def test_a_study_that_cannot_be_opened_is_checked_all_the_same(folder: Path) -> None:
    (folder / "study.json").write_text("{")
    report = check_folder(folder, "kim")
    assert any(line.startswith("study.json: ") and "is not JSON" in line for line in said(report))


def test_a_text_whose_file_was_named_anew_is_recognised(folder: Path) -> None:
    """It is missing and one too many at once: which name it needs is said, or which file to delete."""
    texts = folder / "transcripts"
    (texts / "interview-2.txt").rename(texts / "Samtal med Moira.txt")
    found = "\n".join(said(check_folder(folder, "kim")))
    assert (
        "Samtal med Moira.txt: no transcript in the study has this file: it is that of 'interview-2'" in found
    )
    assert "give the file its name again, interview-2.txt" in found
    assert found.count("Samtal med Moira.txt") == 1
    with Study.open(folder, coder="kim") as study:
        (problem,) = outside.notice(study)
        assert (
            "Its text stands in transcripts/Samtal med Moira.txt: give that file its name again." in problem
        )
        back = outside.put_back(study, study.source_named("interview-2").id)
        assert "The same text stands in transcripts/Samtal med Moira.txt" in back
    assert any("delete this one" in line for line in said(check_folder(folder, "kim")))


def test_texts_that_were_changed_lost_added_or_opened_to_others_are_found(folder: Path) -> None:
    texts = folder / "transcripts"
    (texts / "intervju-1.txt").write_text((texts / "intervju-1.txt").read_text().replace("Mm.", "Hm."))
    (texts / "interview-2.txt").unlink()
    (texts / "kopia.txt").write_text("Hemligt.")
    (texts / "fokusgrupp.txt").chmod(0o644)
    found = "\n".join(said(check_folder(folder, "kim")))
    assert "transcripts/intervju-1.txt: the text was changed outside" in found
    assert "transcripts/interview-2.txt: The text of 'interview-2' is missing" in found
    assert "transcripts/kopia.txt: no transcript in the study has this file: utsaga import STUDY" in found
    assert f"'{texts / 'kopia.txt'}' brings it in" in found
    assert found.count("transcripts/interview-2.txt") == 1
    assert "transcripts/fokusgrupp.txt: can be read by others than you" in found
    assert "Hemligt" not in found


def test_the_same_record_in_two_files_is_found(folder: Path) -> None:
    content = (folder / CODINGS).read_text().replace('"coder": "kim"', '"coder": "anna"')
    (folder / "codings" / "intervju-1.anna.json").write_text(content)
    assert any("stands in another file too" in line for line in said(check_folder(folder, "kim")))


def test_a_record_that_comes_in_damaged_from_outside_is_told_and_one_mended_is_back(folder: Path) -> None:
    with Study.open(folder, coder="kim") as study:
        study.held.load_all()
        text = (folder / CODINGS).read_text()
        (folder / CODINGS).write_text(re.sub(r'"starred": false', '"starred": "no"', text, count=1))
        study.refresh()
        assert len(study.held.unreadable) == 1
        assert len(study.held.codings(study.source_named("intervju-1").id)) == 1
        (folder / CODINGS).write_text(text.replace("2026-", "2027-"))
        study.refresh()
        assert study.held.unreadable == []
        assert len(study.held.codings(study.source_named("intervju-1").id)) == 2


def test_a_folder_without_a_study_is_not_checked(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no study in"):
        check_folder(tmp_path, "kim")


def test_what_lost_to_a_later_change_elsewhere_is_told_and_listed(folder: Path) -> None:
    with Study.open(folder, coder="kim") as study:
        study.store.flush()
        file = folder / "study.json"
        theirs = re.sub(r'"modified": "20\d\d', '"modified": "2000', file.read_text())
        file.write_text(theirs.replace('"name": "Makt"', '"name": "Styrka"'))
        study.do(codebook.define(study, named(study, MAKT), "Vem som bestämmer."))
        news = study.refresh()
        assert any("changed on both sides" in words for words in news.in_words(by_command))
        report = check(study)
    assert said(report) == []
    assert [kept.where for kept in report.kept] == ["study.json"]


def test_every_record_on_disk_says_which_it_is_who_made_it_and_when(tmp_path: Path) -> None:
    with studies.coded(tmp_path / "study") as study:
        code = studies.named(study, studies.TILLIT)
        study.do(pins.pin(study, code, "1"))
        study.do(memos.on_study(study, "Allt hänger ihop."))
        kept = studies.records(study)
    assert {name for _, name, _ in kept} >= {"study", "sources", "codes", "coders", "memos", "codings"}
    for record in kept.values():
        assert all(record[name] for name in ("id", "created", "modified"))
        assert record["coder"] == "kim"


def test_codings_in_a_file_that_an_erasure_named_anew_elsewhere_are_told_where_they_belong(
    folder: Path,
) -> None:
    old, now = folder / "codings/anna.kim.json", folder / CODINGS
    now.rename(old)
    (told,) = said(check_folder(folder, "kim"))
    assert told == (
        "codings/anna.kim.json: 2 codings and 0 memos of 'intervju-1', whose file was named anew elsewhere: "
        f"close the study and call this one {CODINGS}"
    )
    old.rename(now)
    assert said(check_folder(folder, "kim")) == []
    old.write_bytes(now.read_bytes())
    old.chmod(0o600)
    assert any(
        "has codings/intervju-1.kim.json already: merge" in one for one in said(check_folder(folder, "kim"))
    )
