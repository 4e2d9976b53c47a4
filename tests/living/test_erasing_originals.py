"""After names have been replaced, what is left of them in the study's folder can be erased for good."""

from __future__ import annotations

import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import studies
from studies import code
from unpacked import unpacked
from utsaga.cli import run
from utsaga.model.errors import Refused
from utsaga.model.source import Speaker
from utsaga.search.studies import StudySearch
from utsaga.store.layout import Layout
from utsaga.study import Study, sources
from utsaga.study.check import check
from utsaga.study.coding import memos
from utsaga.study.living import replacing
from utsaga.study.living.corrections import corrections
from utsaga.study.living.replacing import Rule
from utsaga.study.sources import NewSource

ONE = "Anna: Jag kom till Göteborg 1990.\nGöteborgs hamn, och GÖTEBORG. Annars inget.\nI: Mm.\n"
TWO = "I: Och Anna?\nB: Anna bor i Göteborg nu. Göteborgsstad.\n"
TABLE = "original,replacement\nGöteborg,Västerstad\nAnna,Karin\n"
NAMES = ("Göteborg", "Anna:", "Anna ", "Anna?", "GÖTEBORG", "G\\u00f6teborg")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    (tmp_path / "namn.csv").write_text(TABLE)
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", ONE, [Speaker("Anna"), Speaker("I", interviewer=True)])
        studies.add_text(study, "två", TWO, [Speaker("I", interviewer=True), Speaker("B")])
        code(study, "ett", "Göteborgs hamn", "plats")
        code(study, "två", "bor i Göteborg nu", "plats")
        searched = StudySearch(study, scanned=1)
        searched.follow(study.sources, threading.Event())
        if making := searched.making:
            making.wait()
    return tmp_path / "s"


@pytest.fixture
def replace(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def call(*options: str) -> tuple[int, str]:
        done = run(["replace", str(folder), *options])
        said = capsys.readouterr()
        return done, said.out + said.err

    return call


Replace = Callable[..., tuple[int, str]]


def holding(folder: Path, *words: str) -> list[str]:
    """Files with a name in them, or with one of some words."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        str(path.relative_to(folder))
        for path in files
        if any(name.encode() in unpacked(path) for name in words or NAMES)
    ]


def test_nothing_of_the_names_is_left_in_the_folder_and_the_trail_tells_of_it(
    folder: Path, replace: Replace
) -> None:
    with Study.open(folder, coder="kim") as study:
        old = [source.sha256 for source in study.sources]
    assert replace(str(folder.parent / "namn.csv"), "--all", "--forms")[0] == 0
    assert len(holding(folder)) > 4
    done, said = replace("--erase-originals", "--yes")
    assert holding(folder) == []
    assert (done, said.startswith("Erased what was left of ")) == (0, True)
    assert "git's history" in said
    with Study.open(folder, coder="kim") as study:
        assert check(study).findings == ()
        assert [head.name for head in study.history()][-1] == "texts.erased"
        assert [c.quote for c in study.held.codings(study.sources[0].id)] == ["Västerstads hamn"]
        (log,) = corrections(study, study.sources[0])
        assert (log.who, log.act, log.old, log.new) == ("kim", "words replaced", "", "")
        assert log.aside == "its words were erased"
        with pytest.raises(Refused):
            study.plan_undo()
        assert study.store._history.verify() == []
    assert old
    assert holding(folder, *old) == [], "by the hash of a text a single name in it can be guessed"


def test_without_yes_it_says_what_would_be_lost_and_does_nothing(folder: Path, replace: Replace) -> None:
    replace(str(folder.parent / "namn.csv"), "--all")
    before = holding(folder)
    done, said = replace("--erase-originals")
    assert done == 1
    assert "can then no longer be undone" in said
    assert "--yes erases." in said
    assert holding(folder) == before


def test_without_a_list_of_replacements_there_is_nothing_to_erase(folder: Path, replace: Replace) -> None:
    done, said = replace("--erase-originals", "--yes")
    assert done == 1
    assert "There is no list of replacements" in said
    assert replace()[0] == 2
    assert replace(str(folder.parent / "namn.csv"), "--all", "--erase-originals")[0] == 2


def test_where_words_still_stand_is_told(folder: Path, replace: Replace) -> None:
    with Study.open(folder, coder="kim") as study:
        study.do(memos.on_study(study, "Anna var nervös."))
    replace(str(folder.parent / "namn.csv"), "--all", "--forms")
    done, said = replace("--erase-originals", "--yes")
    assert done == 1
    assert "Still there: 'Anna' in a memo of kim's on the study (edit or delete it)." in said
    assert (folder / ".local/replacements.csv").is_file()
    with Study.open(folder, coder="kim") as study:
        (memo,) = memos.all_memos(study)
        study.do(memos.delete(study, memo))
    assert replace("--erase-originals", "--yes")[0] == 0
    assert holding(folder) == []


def test_in_an_open_study_work_goes_on_after_an_erasure(folder: Path) -> None:
    with Study.open(folder, coder="kim") as study:
        rules = replacing.read_rules(folder.parent / "namn.csv")
        hits = replacing.find(study, rules)
        study.do(replacing.make(study, hits, rules))
        replacing.keep(study, rules, hits)
        assert list(studies.erased(study).standing) == []
        assert holding(folder) == []
        code(study, "ett", "hamn", "ny")
        assert study.say(study.do(study.plan_undo())).startswith("undo: code 'ny'")
        with pytest.raises(Refused):
            study.plan_undo()
    assert holding(folder) == []


def test_a_transcript_that_cannot_be_read_hinders_no_erasure_and_is_told(
    folder: Path, replace: Replace
) -> None:
    replace(str(folder.parent / "namn.csv"), "--all", "--forms")
    (folder / "transcripts/tva.txt").write_bytes("Det är så.\n".encode("latin-1"))
    unknown = "Not everywhere could forms of the words be looked for: transcripts/tva.txt is not UTF-8"
    assert unknown in replace("--erase-originals")[1]
    done, said = replace("--erase-originals", "--yes")
    assert (done, unknown in said) == (1, True)
    assert [name for name in holding(folder) if not name.endswith("replacements.csv")] == []


@pytest.mark.parametrize("damage", ["cut", "turned", "nothing comes out"])
def test_an_old_text_that_is_damaged_goes_with_the_names_in_it(tmp_path: Path, damage: str) -> None:
    rules = [Rule("Göteborg", "Västerstad")]
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", "I: Göteborg? " + " ".join(map(str, range(5000))) + "\n")
        hits = replacing.find(study, rules)
        before = study.sources[0].sha256
        study.do(replacing.make(study, hits, rules))
        replacing.keep(study, rules, hits)
        study.store.settle()
        old = Layout(study.path).kept_text("ett", before)
        data = old.read_bytes()
        half = len(data) // 2
        if damage == "cut":
            old.write_bytes(data[:half])
            assert "Göteborg".encode() in unpacked(old)
        elif damage == "turned":
            old.write_bytes(data[:half] + bytes([data[half] ^ 255]) + data[half + 1 :])
            assert "Göteborg".encode() in unpacked(old)
        else:
            old.write_bytes(b"\0" * 10 + data[10:])
        assert studies.erased(study).wiped.texts == 1
        assert not old.exists()


def test_what_was_done_after_the_names_went_is_undone_after_the_erasure(tmp_path: Path) -> None:
    """The fingerprint of the file that a transcript came from is that of its first text, and stays."""
    origin = sha256(ONE.encode()).hexdigest()
    rules = [Rule("Göteborg", "Västerstad"), Rule("Anna", "Karin")]
    with studies.new(tmp_path / "plain") as study:
        study.do(sources.add(study, [NewSource("ett", ONE, origin="ett.txt", origin_sha256=origin)]))
        hits = replacing.find(study, rules)
        study.do(replacing.make(study, hits, rules))
        replacing.keep(study, rules, hits)
        study.do(sources.set_status(study, study.sources[0], "checked"))
        assert studies.erased(study).wiped.texts == 1
        study.do(study.plan_undo())
        assert study.sources[0].status != "checked"
        assert study.sources[0].origin_sha256 == origin
    records = [line for path in (tmp_path / "plain/history").rglob("*.jsonl") for line in path.open()]
    assert not any(f'"sha256":"{origin}"' in line for line in records), "the text's own stays"
    assert any(f'"origin_sha256":"{origin}"' in line for line in records)
