"""Names are replaced in all transcripts by a table, and codings follow."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import studies
from studies import code, records
from utsaga.cli import run
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.check import check

ONE = "Anna: Jag kom till Göteborg 1990. Göteborgs hamn, Göteborgsstad och GÖTEBORG. Annars inget.\nI: Mm.\n"
TWO = "I: Och Anna?\nB: Anna bor i Göteborg nu.\n"
TABLE = "original,replacement,forms\nGöteborg,Västerstad,Göteborgs\nAnna,Karin,\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed study with two transcripts, coded, and a table beside it."""
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    (tmp_path / "namn.csv").write_text(TABLE)
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", ONE, [Speaker("Anna"), Speaker("I", interviewer=True)])
        studies.add_text(study, "två", TWO, [Speaker("I", interviewer=True), Speaker("B")])
        code(study, "ett", "Göteborgs hamn", "plats")
        code(study, "ett", "Göteborg", "stad")
        code(study, "två", "bor i Göteborg nu", "plats")
    return tmp_path / "s"


@pytest.fixture
def replace(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def call(*options: str) -> tuple[int, str]:
        done = run(["replace", str(folder), str(folder.parent / "namn.csv"), *options])
        said = capsys.readouterr()
        return done, said.out + said.err

    return call


def texts(folder: Path) -> list[str]:
    return [(folder / f"transcripts/{key}.txt").read_text() for key in ("ett", "tva")]


Replace = Callable[..., tuple[int, str]]


def test_hits_are_shown_in_context_and_nothing_is_changed_until_that_is_wanted(
    folder: Path, replace: Replace
) -> None:
    for options in ([], ["--dry-run"], ["--all", "--dry-run"]):
        done, said = replace(*options)
        assert done == 0
        assert ">Göteborg< 1990" in said
        assert "-> Västerstadsstad  [form, offered]" in said
        assert "9 hits, 7 would be replaced" in said
        assert texts(folder) == [ONE, TWO]


def test_all_are_replaced_in_all_transcripts_codings_follow_and_one_undo_takes_it_back(
    folder: Path, replace: Replace
) -> None:
    with Study.open(folder, coder="kim") as study:
        before = records(study)
    assert (
        replace("--all")[1]
        == "Replaced words in 2 transcripts: 3 passages moved along, 1 speaker label renamed. "
        "2 forms that were only offered still stand in the transcripts: 'Göteborgsstad' 1, 'Annars' 1. "
        "Replace them (utsaga replace STUDY TABLE --all --forms), or let what is another word become "
        "itself (Annars=Annars).\n"
    )
    assert texts(folder) == [
        "Karin: Jag kom till Västerstad 1990. Västerstads hamn, Göteborgsstad och VÄSTERSTAD. Annars inget.\n"
        "I: Mm.\n",
        "I: Och Karin?\nB: Karin bor i Västerstad nu.\n",
    ]
    with Study.open(folder, coder="kim") as study:
        quotes = [c.quote for c in study.held.codings_of(c.id for _, c in study.codes.walk())]
        assert quotes == ["Västerstad", "Västerstads hamn", "bor i Västerstad nu"]
        assert [turn.label for turn in study.transcript(study.sources[0].id).turns] == ["Karin", "I"]
        assert check(study).findings == ()
        study.do(study.plan_undo())
        assert records(study) == before
    assert texts(folder) == [ONE, TWO]


def test_forms_and_single_hits_are_replaced_when_they_are_wanted(folder: Path, replace: Replace) -> None:
    hits = json.loads(replace("--json")[1])
    assert [hit["found"] for hit in hits if hit["offered"]] == ["Göteborgsstad", "Annars"]
    number = next(hit["number"] for hit in hits if hit["found"] == "Göteborgsstad")
    replace("--only", str(number))
    assert texts(folder)[0] == ONE.replace("Göteborgsstad", "Västerstadsstad")
    assert replace("--only", "99")[1].endswith("There is no hit 99: there are 8.\n")
    assert replace("--only", "x")[0] == 2
    assert replace("--forms")[0] == 2


def test_the_list_is_kept_on_this_machine_alone(folder: Path, replace: Replace) -> None:
    replace("--all")
    kept = folder / ".local/replacements.csv"
    assert (
        kept.read_text()
        == "original,replacement,forms\nGöteborg,Västerstad,Göteborgs=Västerstads\nAnna,Karin,\n"
    )
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    trail = b"".join(file.read_bytes() for file in (folder / "history").glob("*.jsonl"))
    assert "Göteborg".encode() not in trail
    assert b"Anna" not in trail


def test_a_table_that_lacks_words_is_refused(folder: Path, replace: Replace) -> None:
    (folder.parent / "namn.csv").write_text("original,replacement\nAnna,\n")
    done, said = replace("--all")
    assert (done, "line 2" in said) == (1, True)
    (folder.parent / "namn.csv").write_text("original,replacement\n")
    assert "nothing to replace" in replace("--all")[1]
    assert texts(folder) == [ONE, TWO]
