"""Two clones brought in an interview of the same name, and git put both into the study."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import studies
from studies import code
from utsaga.cli import run
from utsaga.model.action import Action, Change, Table
from utsaga.model.coding import Coding
from utsaga.model.record import to_json
from utsaga.model.review import Review
from utsaga.store import snapshot
from utsaga.store.merge import conflict
from utsaga.store.threeway import merge_tables
from utsaga.study import Study, sources
from utsaga.study.check import check
from utsaga.study.coding.review_changes import noted
from utsaga.study.holdings import Holdings
from utsaga.study.living import kept, kept_changes, outside, twins
from utsaga.study.places import codings_table

ONE = "I: Hej.\nA: Ett svar från Anna om allt.\n"
OTHER = "I: Tjo.\nA: Något helt annat från Bo här.\n"


def merged(path: Path, his: str) -> Path:
    """What git makes of two clones: the records of both, and the text of the first."""
    first, second = path / "first", path / "second"
    studies.new(first).close()
    shutil.copytree(first, second)
    for folder, who, text in ((first, "kim", ONE), (second, "bo", his)):
        with Study.open(folder, coder=who) as study:
            studies.add_text(study, "intervju", text)
            code(study, "intervju", "från", f"tema {who}")
    mine, theirs = (
        snapshot.from_bytes((folder / "study.json").read_bytes(), "x") for folder in (first, second)
    )
    tables, _ = merge_tables({"study": mine["study"]}, mine, theirs)
    (first / "study.json").write_bytes(snapshot.to_bytes(tables))
    shutil.copy(second / "codings/intervju.bo.json", first / "codings")
    return first


@pytest.fixture(autouse=True)
def kims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(tmp_path / "config.toml"))


def test_of_one_text_they_become_one_transcript_with_the_codings_of_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = merged(tmp_path, ONE)
    assert run(["transcripts", str(folder)]) == 0
    assert "utsaga check --repair STUDY puts it right" in capsys.readouterr().err
    assert run(["check", str(folder)]) == 1
    assert "two transcripts have this file: 'utsaga check --repair STUDY'" in capsys.readouterr().out
    run(["check", str(folder), "--repair"])
    assert "Repaired: Made one transcript of two" in capsys.readouterr().out
    with Study.open(folder, coder="kim") as study:
        (source,) = study.sources
        assert {(c.coder, c.quote) for c in study.held.codings(source.id)} == {
            ("kim", "från"),
            ("bo", "från"),
        }
        assert check(study).findings == ()
        study.do(study.plan_undo())
        assert coded_by(study) == ["bo", "kim"]
        study.do(study.plan_redo())
        assert coded_by(study) == ["bo kim"]


def coded_by(study: Study) -> list[str]:
    """Who has coded, transcript by transcript, as this session knows it, and as the files say."""
    live = sorted(" ".join(sorted(c.coder for c in study.held.codings(one.id))) for one in study.sources)
    anew = Holdings(study.store)
    assert live == sorted(" ".join(sorted(c.coder for c in anew.codings(one.id))) for one in anew.sources)
    return live


def test_of_two_texts_each_gets_a_file_and_keeps_its_codings(tmp_path: Path) -> None:
    folder = merged(tmp_path, OTHER)
    with Study.open(folder, coder="kim") as study:
        assert outside.notice(study) == []
        assert len(check(study).findings) == 1
    run(["check", str(folder), "--repair"])
    with Study.open(folder, coder="kim") as study:
        mine, his = sorted(study.sources, key=lambda source: source.coder != "kim")
        assert (mine.key, his.key) == ("intervju", "intervju-2")
        assert study.transcript(mine.id).text == ONE
        assert [[c.coder for c in study.held.codings(one.id)] for one in (mine, his)] == [["kim"], ["bo"]]
    shutil.copy(tmp_path / "second/transcripts/intervju.txt", folder / "transcripts/intervju-2.txt")
    with Study.open(folder, coder="kim") as study:
        assert check(study).findings == ()


def test_a_text_that_is_kept_here_comes_along(tmp_path: Path) -> None:
    folder = merged(tmp_path, OTHER)
    kept = "second/.local/texts/intervju"
    shutil.copytree(tmp_path / kept, folder / ".local/texts/intervju", dirs_exist_ok=True)
    run(["check", str(folder), "--repair"])
    with Study.open(folder, coder="kim") as study:
        assert {study.transcript(source.id).text for source in study.sources} == {ONE, OTHER}
        assert check(study).findings == ()


@pytest.mark.parametrize("his", [ONE, OTHER])
@pytest.mark.parametrize("who", ["kim", "bo"])
def test_removing_one_leaves_the_other_its_text_and_codings(tmp_path: Path, who: str, his: str) -> None:
    folder = merged(tmp_path, his)
    with Study.open(folder, coder="kim") as study:
        (gone,) = [source for source in study.sources if source.coder == who]
        study.do(sources.remove(study, gone))
        (stays,) = study.sources
        assert (folder / "transcripts/intervju.txt").read_text() == ONE
        assert [c.coder for c in study.held.codings(stays.id)] == [stays.coder]
        study.do(study.plan_undo())
        assert len(study.sources) == 2


def with_a_kept_version(folder: Path) -> Coding:
    """Let a version of Bo's coding be kept, as a merge leaves it: the coding."""
    with Study.open(folder, coder="bo") as study:
        (coding,) = (c for s in study.sources for c in study.held.codings(s.id) if c.coder == "bo")
        lost = conflict("codings", to_json(coding) | {"starred": True})
        assert lost
        table = Table("codings/intervju.bo", "conflicts")
        study.do(Action("test", "bo", (Change(table, lost["id"], None, lost),)))
    return coding


@pytest.mark.parametrize("his", [ONE, OTHER])
def test_a_version_that_is_kept_goes_with_its_transcript_and_can_be_brought_back(
    tmp_path: Path, his: str
) -> None:
    folder = merged(tmp_path, his)
    kept_here = "second/.local/texts/intervju"
    shutil.copytree(tmp_path / kept_here, folder / ".local/texts/intervju", dirs_exist_ok=True)
    coding = with_a_kept_version(folder)
    with Study.open(folder, coder="kim") as study:
        twins.put_right(study)
        (version,) = kept.all_kept(study)
        study.do(kept_changes.restore(study, version))
        found = [c for s in study.sources for c in study.held.codings(s.id) if c.id == coding.id]
        assert [c.starred for c in found] == [True]
        assert found[0].source in {source.id for source in study.sources}
        assert check(study).findings == ()


def test_of_a_passage_that_both_have_nothing_waits_when_one_goes(tmp_path: Path) -> None:
    folder = merged(tmp_path, ONE)
    with Study.open(folder, coder="kim") as study:
        first, second = sorted(study.sources, key=lambda source: source.created)
        (coding,) = study.held.codings(first.id)
        table = codings_table("intervju", "kim")
        twin = replace(coding, id="e" * 32, source=second.id)
        study.do(Action("test", "kim", (Change(table, twin.id, None, to_json(twin)),)))
        waits = Review(twin.id, second.id, "coding", "", "gone", "lost", "kim", twin.created, twin.modified)
        study.do(Action("test", "kim", (noted(study, waits),)))
        twins.put_right(study)
        assert {c.coder: c.id == coding.id for c in study.held.codings(first.id)} == {
            "kim": True,
            "bo": False,
        }
        assert [study.store.records(table) for table in study.store.tables("reviews")] in ([], [{}])
