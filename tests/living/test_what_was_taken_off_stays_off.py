"""A repair builds a lost file of passages anew, and never brings back what somebody took off."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import studies
from studies import code, span_of
from utsaga.store.check import check_files
from utsaga.store.repair import repair
from utsaga.study import Study
from utsaga.study.coding import codings, memos
from utsaga.study.living.originals import Erasing
from utsaga.study.living.replacing import Rule

TEXT = "I: Hur var det?\nIP: Det var tungt med chefen. Sedan blev det lugnt.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study with one interview, and nothing coded in it."""
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", TEXT)
    return tmp_path / "s"


def gone(folder: Path) -> list[str]:
    return [finding.where for finding in check_files(folder) if "is gone" in finding.what]


def test_a_memo_that_was_deleted_stays_deleted_when_its_edits_have_been_erased(folder: Path) -> None:
    with Study.open(folder, coder="kim") as study:
        source = study.sources[0].id
        study.do(memos.on_passage(study, source, span_of(study, "ett", "tungt"), "ring om detta"))
        (memo,) = study.held.source_memos(source)
        study.do(memos.edit(study, memo, "ring Annika om detta"))
        (memo,) = study.held.source_memos(source)
        study.do(memos.delete(study, memo))
    with Study.open(folder, coder="kim") as study:
        erasing = Erasing(study, [Rule("Annika", "Eva")])
        erasing.begin()
        assert erasing.wipe().wiped.records == 2
    assert gone(folder) == []
    assert not any("was gone" in done for done in repair(folder, who="kim"))
    with Study.open(folder, coder="kim") as study:
        assert list(study.held.source_memos(study.sources[0].id)) == []
        code(study, "ett", "lugnt", "ro")
    (folder / "codings/ett.kim.json").unlink()
    assert gone(folder) == ["codings/ett.kim.json"]
    repair(folder, who="kim")
    with Study.open(folder, coder="kim") as study:
        source = study.sources[0].id
        assert list(study.held.source_memos(source)) == []
        assert [one.quote for one in study.held.codings(source)] == ["lugnt"]


def test_a_coding_taken_off_in_a_session_that_began_before_it_was_made_stays_off(
    folder: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(folder, clone)
    with Study.open(folder, coder="anna") as early:
        early.do(memos.on_source(early, early.sources[0].id, "Börjat tidigt."))
        with Study.open(clone, coder="bo") as late:
            code(late, "ett", "tungt", "bördor")
        shutil.copy(clone / "study.json", folder)
        shutil.copytree(clone / "codings", folder / "codings", dirs_exist_ok=True)
        shutil.copytree(clone / "history", folder / "history", dirs_exist_ok=True)
        assert early.refresh().changed
        early.do(codings.remove(early, list(early.held.codings(early.sources[0].id))))
    assert not (folder / "codings/ett.bo.json").exists()
    assert gone(folder) == []


def test_a_coding_whose_removal_was_undone_is_missed_when_its_file_is_lost(folder: Path) -> None:
    with Study.open(folder, coder="kim") as study:
        code(study, "ett", "tungt", "bördor")
        code(study, "ett", "lugnt", "ro")
        source = study.sources[0].id
        first, second = sorted(study.held.codings(source), key=lambda one: one.start)
        study.do(codings.remove(study, [first]))
        study.do(study.plan_undo())
        study.do(codings.remove(study, [second]))
    (folder / "codings/ett.kim.json").unlink()
    assert gone(folder) == ["codings/ett.kim.json"]
    repair(folder, who="kim")
    with Study.open(folder, coder="kim") as study:
        assert list(study.held.codings(study.sources[0].id)) == [first]
