"""One clone corrects a transcript while somebody codes its old text in another; git puts the two together."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import studies
from studies import GUNILLA
from utsaga.cli.git import git_command
from utsaga.cli.reviewing import review_command
from utsaga.model.action import Action
from utsaga.model.coding import Coding
from utsaga.model.memo import Memo
from utsaga.model.record import from_json
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.check import check_folder
from utsaga.study.coding import codings, memos
from utsaga.study.living import astray, outside, reviews, texts
from utsaga.text.anchors import anchor

sys.path.insert(0, str(Path(__file__).parents[1] / "screens"))
from session import open_program

CORRECTED = GUNILLA.replace("I: Hur länge", "I: Ja, god dag. Hur länge").replace("Det har inte vi.\n\n", "")
"""All words have moved, and one turn is gone."""
STAYS, GOES = "Trettio år i augusti.", "Det har inte vi."
SAID = (
    "2 passages of 'intervju-1' did not lie on their words: 1 passage moved along, 1 lost its words. "
    "What waits: utsaga review STUDY"
)


def git(folder: Path, *arguments: str) -> None:
    """Run git with no configuration but its own."""
    people = {
        f"GIT_{role}_{what}": "kim@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    env = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **people,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, encoding="utf-8", env=env, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "work")


def pull(into: Path, other: Path) -> None:
    git(into, "pull", "-q", "--no-rebase", "--no-edit", str(other), "main")


def codings_of(folder: Path) -> Any:
    """Every record of eva's in the interview, by table."""
    return json.loads((folder / "codings/intervju-1.eva.json").read_text())


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Kim's clone, with the corrected text, and eva's, with two codings of the old one."""
    kim, eva = tmp_path / "kim", tmp_path / "eva"
    studies.coded(kim).close()
    git(kim, "init", "-q", "-b", "main")
    commit(kim)
    git(tmp_path, "clone", "-q", str(kim), str(eva))
    with Study.open(kim, coder="kim") as study:
        study.do(texts.change(study, study.source_named("intervju-1"), CORRECTED))
    commit(kim)
    with Study.open(eva, coder="eva") as study:
        outside.notice(study)
        studies.code(study, "intervju-1", STAYS, studies.TILLIT)
        studies.code(study, "intervju-1", GOES, studies.TILLIT)
    commit(eva)
    pull(eva, kim)
    return kim, eva


def evas(study: Study) -> list[Coding]:
    source = study.source_named("intervju-1")
    return [coding for coding in study.held.codings(source.id) if coding.coder == "eva"]


def test_what_was_coded_in_the_old_text_follows_it_or_waits(clones: tuple[Path, Path]) -> None:
    _, eva = clones
    assert len([one for one in check_folder(eva, "eva").findings if "are not its quote" in one.what]) == 2
    with Study.open(eva, coder="eva") as study:
        assert outside.notice(study) == [SAID]
        stays, goes = sorted(evas(study), key=lambda coding: coding.quote != STAYS)
        assert (study.holds(stays), study.holds(goes)) == (True, False)
        assert stays.span == studies.span_of(study, "intervju-1", STAYS)
        assert goes.quote == GOES
        assert [one.id for one in reviews.all_waiting(study)] == [goes.id]
        assert outside.notice(study) == []
    found = [one.what for one in check_folder(eva, "eva").findings if "eva.json" in one.where]
    assert "1 passage to review, because the transcript has changed" in found
    assert not any("are not its quote" in what for what in found)


def test_the_command_line_lists_what_waits(clones: tuple[Path, Path]) -> None:
    ran = CliRunner().invoke(review_command, [str(clones[1]), "--coder", "eva"], standalone_mode=False)
    assert ran.return_value == 1
    assert f"was: {GOES}" in ran.stdout
    assert "1 passage to review." in ran.stdout
    assert "1 passage moved along, 1 lost its words" in ran.stderr


def test_both_clones_come_out_the_same_and_leave_it_at_that(clones: tuple[Path, Path]) -> None:
    kim, eva = clones
    pull(kim, eva)
    for folder, coder in ((kim, "kim"), (eva, "eva")):
        with Study.open(folder, coder=coder) as study:
            assert outside.notice(study) == [SAID]
        commit(folder)
    assert codings_of(kim) == codings_of(eva)
    pull(kim, eva)
    pull(eva, kim)
    for folder, coder in ((kim, "kim"), (eva, "eva")):
        with Study.open(folder, coder=coder) as study:
            assert outside.notice(study) == []
        assert not check_folder(folder, coder).kept


def test_without_the_old_text_only_what_is_found_with_its_surroundings_moves(
    clones: tuple[Path, Path],
) -> None:
    _, eva = clones
    shutil.rmtree(eva / ".local/texts")
    with Study.open(eva, coder="eva") as study:
        outside.notice(study)
        for coding in evas(study):
            waits = study.held.review(coding.source, coding.id)
            assert waits or study.transcript(coding.source).text[slice(*coding.span)] == coding.quote == STAYS
        assert GOES in [coding.quote for coding in evas(study) if not study.holds(coding)]


def test_a_memo_on_a_passage_is_placed_too(clones: tuple[Path, Path]) -> None:
    _, eva = clones
    with Study.open(eva, coder="eva") as study:
        outside.notice(study)
        source = study.source_named("intervju-1")
        span = studies.span_of(study, "intervju-1", "Riktlinjerna är bra att ha.")
        made = memos.on_passage(study, source.id, span, "Att ha dem, inte att följa dem.")
        note = from_json(Memo, made.changes[0].after or {})
        stray = replace(note, start=note.start - 9, end=note.end - 9)
        study.do(replace(made, changes=(memos.creation(study, stray),)))
        assert [s.key for s in astray.having(study)] == ["intervju-1"]
        outside.notice(study)
        assert study.held.memo(note.id).span == span


def test_it_can_be_undone_and_stands_in_the_history(clones: tuple[Path, Path]) -> None:
    _, eva = clones
    with Study.open(eva, coder="eva") as study:
        before = {coding.id: coding for coding in evas(study)}
        outside.notice(study)
        assert study.say(list(study.history())[-1]) == SAID.split(". ")[0]
        study.do(study.plan_undo())
        assert {coding.id: coding for coding in evas(study)} == before
        assert not reviews.all_waiting(study)


def test_where_the_words_have_the_code_already_a_person_looks(clones: tuple[Path, Path]) -> None:
    _, eva = clones
    with Study.open(eva, coder="eva") as study:
        source = study.source_named("intervju-1")
        span = studies.span_of(study, "intervju-1", STAYS)
        study.do(codings.add(study, source.id, span, studies.named(study, studies.TILLIT)))
        outside.notice(study)
        assert len([one for one in evas(study) if study.holds(one)]) == 1
        assert "these words have the code already" in [
            one.review.reason for one in reviews.all_waiting(study)
        ]


def test_a_session_that_only_reads_says_so_and_writes_nothing(clones: tuple[Path, Path]) -> None:
    _, eva = clones
    with Study.open(eva, coder="kim"):
        there = {path: path.read_bytes() for path in eva.rglob("*.json")}
        ran = CliRunner().invoke(review_command, [str(eva), "--coder", "eva"])
        assert "2 passages do not lie on their words" in ran.stderr
        assert {path: path.read_bytes() for path in eva.rglob("*.json")} == there


def test_what_was_seen_to_lie_on_its_words_is_not_looked_at_again(
    clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kim, eva = clones
    with Study.open(kim, coder="kim") as study:
        assert astray.having(study) == []
    looked: list[str] = []

    def looked_at(_: Study, source: Source, __: Sequence[str]) -> int:
        looked.append(source.key)
        return 0

    monkeypatch.setattr(astray, "_number", looked_at)
    with Study.open(kim, coder="kim") as study:
        assert astray.having(study) == []
    assert looked == []
    pull(kim, eva)
    with Study.open(kim, coder="kim") as study:
        astray.having(study)
    assert looked == ["intervju-1"]


async def test_what_a_pull_brings_while_the_program_runs_is_on_the_review_list(
    clones: tuple[Path, Path],
) -> None:
    kim, eva = clones
    with Study.open(kim, coder="kim") as study:
        async with open_program(study) as session:
            pull(kim, eva)
            session.app.lookout.look()
            await session.settle()
            assert [one.passage.quote for one in reviews.all_waiting(study)] == [GOES]
            assert "did not lie on their words: 1 passage moved along" in session.message
            await session.press("g", "r")
            assert "Review  1 of 1" in session.text
            assert "its words are gone" in session.text


def test_where_one_clone_was_sure_and_the_other_was_not_a_person_says_so_once(
    clones: tuple[Path, Path],
) -> None:
    kim, eva = clones
    CliRunner().invoke(git_command, [str(eva)])
    asked = "Litar de på dig?"  # what stood right before it is gone
    with Study.open(eva, coder="eva") as study:
        source, tillit = study.source_named("intervju-1"), studies.named(study, studies.TILLIT)
        made = codings.new_coding(study, source.id, studies.span_of(study, "intervju-1", asked), tillit.id)
        start = GUNILLA.index(asked)
        old = anchor(GUNILLA, Span(start, start + len(asked)))
        made = replace(made, start=old.start, end=old.end, prefix=old.prefix, suffix=old.suffix)
        study.do(Action("codings.table", "eva", (codings.creation(study, made),), counts={"passages": 1}))
    commit(eva)
    pull(kim, eva)
    shutil.rmtree(kim / ".local/texts")
    for folder, coder in ((kim, "kim"), (eva, "eva")):
        with Study.open(folder, coder=coder) as study:
            outside.notice(study)
            waits = {one.passage.quote for one in reviews.all_waiting(study)}
            assert waits == ({asked, GOES} if coder == "kim" else {GOES})
        commit(folder)
    pull(eva, kim)
    with Study.open(eva, coder="eva") as study:
        assert outside.notice(study) == []
        (doubtful,) = (one for one in reviews.all_waiting(study) if one.passage.quote == asked)
        assert doubtful.review.candidates[0].span == studies.span_of(study, "intervju-1", asked)
        study.do(reviews.accept(study, doubtful.review))
        assert study.holds(study.held.coding(doubtful.id))
        assert outside.notice(study) == []
