"""Two coders keep one study in git: their work merges by record, with no conflict and nothing dropped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

import studies
from studies import named
from tries import TIMES
from utsaga.cli.git import merge_study_command
from utsaga.model.errors import UtsagaError
from utsaga.store import NewerFormat
from utsaga.store.threeway import merge_files, merge_tables
from utsaga.study import Study, sources
from utsaga.study.check import check_folder
from utsaga.study.coding import codebook, codings, pins
from utsaga.study.living import replacing

QUOTES = ["Trettio år i augusti.", "Riktlinjerna är bra att ha.", "Det har inte vi.", "Det tar tid."]
ROUNDS = 6 * TIMES
"""Afternoons of work after each of which both merge what the other did."""
EARLIER, LATER = "2001-01-01T00:00:00.000Z", "2101-01-01T00:00:00.000Z"


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    """Run git with no configuration but its own."""
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"}
    people = {
        f"GIT_{role}_{what}": "kim@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **quiet, **people, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert bool(done.returncode) == fails, done.stdout + done.stderr
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "work")


def clones(path: Path) -> tuple[Path, Path]:
    """One study in two clones, for kim and eva."""
    kim, eva = path / "kim", path / "eva"
    with studies.interviews(kim) as study:
        for name in ("tid", "makt", "tillit"):
            study.do(codebook.create(study, f"tema / {name}"))
    git(kim, "init", "-q", "-b", "main")
    commit(kim)
    git(path, "clone", "-q", str(kim), str(eva))
    return kim, eva


def switch_on(folders: Iterable[Path]) -> None:
    for folder in folders:
        done = subprocess.run(
            [sys.executable, "-m", "utsaga", "git", str(folder)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr


def work(folder: Path, coder: str, turn: int) -> None:
    """An afternoon of one coder: a new code, a coding with it, a code renamed, a code pinned."""
    with Study.open(folder, coder=coder) as study:
        study.do(codebook.create(study, f"tema / {coder} {turn}"))
        new = named(study, f"tema / {coder} {turn}")
        source = study.source_named("intervju-1")
        span = studies.span_of(study, "intervju-1", QUOTES[turn % len(QUOTES)])
        study.do(codings.add(study, source.id, span, new))
        study.do(codebook.rename(study, named(study, f"tema / {coder} {turn}"), f"{coder} nummer {turn}"))
        study.do(pins.pin(study, named(study, f"tema / {coder} nummer {turn}"), "1"))


def merge(into: Path, other: Path, *, conflicts: bool = False) -> None:
    git(into, "pull", "-q", "--no-rebase", "--no-edit", str(other), "main", fails=conflicts)


def test_merges_of_two_coders_work_conflict_nowhere_and_lose_nothing(tmp_path: Path) -> None:
    kim, eva = clones(tmp_path)
    switch_on([kim, eva])
    for turn in range(ROUNDS):
        for folder, coder in ((kim, "kim"), (eva, "eva")):
            work(folder, coder, turn)
            commit(folder)
        merge(kim, eva)
        merge(eva, kim)
    for folder in (kim, eva):
        Study.open(folder, coder="kim").close()  # closes to others what git has brought
    expected = {f"{coder} nummer {turn}" for coder in ("kim", "eva") for turn in range(ROUNDS)}
    for folder in (kim, eva):
        report = check_folder(folder, "kim")
        assert not report.findings
        assert not report.kept
        with Study.open(folder, coder="kim") as study:
            study.held.load_all()
            children = study.codes.children(named(study, "tema").id)
            assert {code.name for code in children} == expected | {"tid", "makt", "tillit"}
            by_code = {
                code.name: study.held.codings_of([code.id]) for code in children if code.name in expected
            }
            assert all(len(found) == 1 and found[0].coder in name for name, found in by_code.items())
            assert {head.who for head in study.history()} == {"kim", "eva"}


def test_without_the_driver_the_same_work_conflicts(tmp_path: Path) -> None:
    kim, eva = clones(tmp_path)
    for folder, coder in ((kim, "kim"), (eva, "eva")):
        work(folder, coder, 1)
        commit(folder)
    merge(kim, eva, conflicts=True)
    assert "<<<<<<<" in (kim / "study.json").read_text()


def test_a_code_that_both_renamed_has_the_later_name_and_the_other_is_kept(tmp_path: Path) -> None:
    kim, eva = clones(tmp_path)
    switch_on([kim])
    for folder, coder, name in ((kim, "kim", "klocktid"), (eva, "eva", "väntan")):
        with Study.open(folder, coder=coder) as study:
            study.do(codebook.rename(study, named(study, "tema / tid"), name))
        commit(folder)
    merge(kim, eva)
    with Study.open(kim, coder="kim") as study:
        assert study.codes.at_path(["tema", "väntan"])
    report = check_folder(kim, "kim")
    assert not report.findings
    assert [kept.where for kept in report.kept] == ["study.json"]
    lost = next(iter(json.loads((kim / "study.json").read_text())["conflicts"].values()))
    assert (lost["lost"]["name"], lost["coder"]) == ("klocktid", "kim")


def test_a_code_that_both_made_is_told_of_and_can_be_merged(tmp_path: Path) -> None:
    kim, eva = clones(tmp_path)
    switch_on([kim])
    for folder, coder in ((kim, "kim"), (eva, "eva")):
        with Study.open(folder, coder=coder) as study:
            study.do(codebook.create(study, "tema / väntan"))
        commit(folder)
    git(kim, "fetch", "-q", str(eva), "main")
    base, theirs = tmp_path / "base", tmp_path / "theirs"
    base.write_text(git(kim, "show", "HEAD~1:study.json"), encoding="utf-8")
    theirs.write_text(git(kim, "show", "FETCH_HEAD:study.json"), encoding="utf-8")
    ran = CliRunner().invoke(merge_study_command, [str(base), str(kim / "study.json"), str(theirs)])
    assert ran.exit_code == 0
    assert "2 codes are called 'tema / väntan': merge them in the codebook" in ran.stderr
    report = check_folder(kim, "kim")
    assert not report.findings
    assert ["2 codes are called 'tema / väntan'" in remark.what for remark in report.remarks] == [True]
    with Study.open(kim, coder="kim") as study:
        one, other = study.codes.named("väntan")
        study.do(codebook.merge(study, one, other))
    assert not check_folder(kim, "kim").remarks


def test_a_coder_who_worked_on_two_machines_has_the_codings_of_both(tmp_path: Path) -> None:
    kim, laptop = clones(tmp_path)
    switch_on([kim])
    for folder, quote in ((kim, QUOTES[0]), (laptop, QUOTES[2])):
        with Study.open(folder, coder="kim") as study:
            code = named(study, "tema / tid")
            source = study.source_named("intervju-1")
            study.do(codings.add(study, source.id, studies.span_of(study, "intervju-1", quote), code))
        commit(folder)
    merge(kim, laptop)
    with Study.open(kim, coder="kim") as study:
        found = study.held.codings(study.source_named("intervju-1").id)
        assert [coding.quote for coding in found] == [QUOTES[0], QUOTES[2]]


def code(name: str, modified: str, record_id: str = "a" * 32) -> dict[str, dict[str, str]]:
    record = {"id": record_id, "name": name, "modified": modified, "coder": "kim"}
    return {str(int(record_id[:16], 16) >> 1): record}


def test_an_edit_beats_a_deletion_whoever_merges() -> None:
    base, edited = {"codes": code("tid", EARLIER)}, {"codes": code("väntan", LATER)}
    assert merge_tables(base, edited, {}) == merge_tables(base, {}, edited) == (edited, 0)


def test_what_both_deleted_or_one_left_alone_is_gone() -> None:
    base = {"codes": code("tid", EARLIER)}
    assert merge_tables(base, {}, {}) == ({}, 0)
    assert merge_tables(base, base, {}) == ({}, 0)


def test_the_same_record_wins_whoever_merges() -> None:
    base = {"codes": code("tid", EARLIER)}
    one, other = {"codes": code("väntan", LATER)}, {"codes": code("klocktid", LATER)}
    mine, theirs = merge_tables(base, one, other), merge_tables(base, other, one)
    assert mine == theirs
    (kept,) = mine[0]["conflicts"].values()
    assert (kept["lost"]["name"], kept["modified"]) == ("klocktid", LATER)
    assert merge_tables(base, *(one[0] for one in (mine, theirs))) == (mine[0], 0)


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (b"<<<<<<< ours\n{}", "is not JSON"),
        (b"", "is empty"),
        (b'{"study": {"1": {"id": "x"}}}', "no 'id' of 32"),
        (b'{"codes": 1}', "is not a table"),
    ],
)
def test_what_is_no_study_is_not_merged_and_ours_stands(tmp_path: Path, theirs: bytes, said: str) -> None:
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    ours = json.dumps({"codes": code("tid", LATER)}).encode()
    for path, content in zip(paths, (b"", ours, theirs), strict=True):
        path.write_bytes(content)
    with pytest.raises(UtsagaError, match=said):
        merge_files(*paths, "study.json")
    assert paths[1].read_bytes() == ours


def test_a_study_of_a_newer_version_is_not_merged(tmp_path: Path) -> None:
    study = {"id": "b" * 32, "format": 99, "modified": LATER}
    newer = json.dumps({"study": {str(int("b" * 16, 16) >> 1): study}})
    for name in ("base", "ours", "theirs"):
        (tmp_path / name).write_text(newer)
    with pytest.raises(NewerFormat):
        merge_files(tmp_path / "base", tmp_path / "ours", tmp_path / "theirs", "study.json")


def test_a_study_that_is_in_no_repository_says_how_to_make_one(tmp_path: Path) -> None:
    studies.new(tmp_path / "study").close()
    done = subprocess.run(
        [sys.executable, "-m", "utsaga", "git", str(tmp_path / "study")],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)},
    )
    assert done.returncode == 1
    assert "git init" in done.stderr


def test_an_older_study_gets_its_attributes_and_keeps_what_stands_there(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    studies.new(folder).close()
    (folder / ".gitattributes").write_text("*.pdf binary")
    git(folder, "init", "-q")
    switch_on([folder])
    lines = (folder / ".gitattributes").read_text().splitlines()
    assert lines[0] == "*.pdf binary"
    assert "study.json merge=utsaga" in lines
    before = (folder / ".gitattributes").read_text()
    switch_on([folder])
    assert (folder / ".gitattributes").read_text() == before


def test_where_an_erasure_named_files_anew_git_finds_them_when_it_may_look_further(tmp_path: Path) -> None:
    text = "".join(f"I: Fråga {n}?\nA: Jag bodde i Göteborg år {n}.\n" for n in range(9))
    kim, bo = tmp_path / "kim", tmp_path / "bo"
    rules = [replacing.Rule("Göteborg", "Västerstad")]
    with studies.new(kim) as study:
        studies.add_text(study, "Göteborg", text)
        study.do(sources.rename(study, study.sources[0], "ett"))
    with Study.open(kim, coder="bo") as study:
        for n in range(4):
            studies.code(study, "ett", f"Jag bodde i Göteborg år {n}.", "ort")
    git(kim, "init", "-q", "-b", "main")
    commit(kim)
    git(tmp_path, "clone", "-q", str(kim), str(bo))
    switch_on([kim, bo])
    with Study.open(kim, coder="kim") as study:
        hits = replacing.find(study, rules)
        study.do(replacing.make(study, hits, rules))
        replacing.keep(study, rules, hits)
        studies.erased(study)
    with Study.open(bo, coder="bo") as study:
        studies.code(study, "ett", "Fråga 0?", "fråga")
    for folder in (kim, bo):
        commit(folder)
    git(bo, "fetch", "-q", "origin")
    said = git(bo, "merge", "origin/main", fails=True)
    assert "(modify/delete): codings/goteborg.bo.json" in said
    git(bo, "merge", "--abort")
    git(bo, "merge", "-q", "-X", "find-renames=20%", "origin/main")
    assert [path.name for path in (bo / "codings").iterdir()] == ["ett.bo.json"]
    with Study.open(bo, coder="bo") as study:
        quotes = [coding.quote for coding in study.held.codings(study.sources[0].id)]
    assert quotes == ["Fråga 0?", *(f"Jag bodde i Västerstad år {n}." for n in range(4))]
