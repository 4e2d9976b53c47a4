"""When a passage goes, everything that was noted of it goes: no words of the interview stay behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import studies
from studies import code, named, records, span_of
from unpacked import unpacked
from utsaga.cli import run
from utsaga.cli.ways import by_command
from utsaga.model.action import Action
from utsaga.study import Study, sources
from utsaga.study.check import check
from utsaga.study.coding import codebook, codings, memos
from utsaga.study.living import replacing, reviews, texts

TEXT = "I: Hej du.\nA: Anna Berg bor i staden.\nHon trivs bra där.\nI: Jaha.\nA: Det är roligt.\n"
WORDS = "Anna Berg bor i staden."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study where a coding and a memo have lost their words."""
    with studies.new(tmp_path / "s") as study:
        source = studies.add_text(study, "ett", TEXT)
        code(study, "ett", WORDS, "tema / hem")
        study.do(memos.on_passage(study, source.id, span_of(study, "ett", WORDS), "Var?"))
        study.do(texts.change(study, study.held.source(source.id), TEXT.replace(WORDS + "\n", "")))
        assert len(reviews.all_waiting(study)) == 2
    return tmp_path / "s"


def left(folder: Path) -> bool:
    """Whether words of the passage are in a file with codings."""
    return any("Anna Berg" in path.read_text() for path in (folder / "codings").iterdir())


def take_off(study: Study) -> Action:
    return codings.remove(study, list(study.held.codings(study.sources[0].id)))


def delete_code(study: Study) -> Action:
    return codebook.delete(study, named(study, "tema / hem"))


def remove_source(study: Study) -> Action:
    return sources.remove(study, study.sources[0])


def give_up(study: Study) -> Action:
    return reviews.drop(study, [one.review for one in reviews.all_waiting(study)])


@pytest.mark.parametrize("plan", [take_off, delete_code, remove_source, give_up])
def test_its_review_goes_with_it_and_one_undo_brings_both_back(
    folder: Path, plan: Callable[[Study], Action]
) -> None:
    with Study.open(folder, coder="kim") as study:
        before = records(study)
        study.do(plan(study))
        for memo in [one for one in memos.all_memos(study) if one.about == "passage"]:
            study.do(memos.delete(study, memo))
        study.store.settle()
        assert not left(folder)
        assert check(study).findings == ()
        while records(study) != before:
            study.do(study.plan_undo())
        assert len(reviews.all_waiting(study)) == 2


def test_taking_back_that_a_passage_was_coded_takes_back_what_was_noted_since(tmp_path: Path) -> None:
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", TEXT)
        code(study, "ett", WORDS, "hem")
    with Study.open(tmp_path / "s", coder="bo") as study:
        study.do(texts.change(study, study.sources[0], TEXT.replace(WORDS + "\n", "")))
    with Study.open(tmp_path / "s", coder="kim") as study:
        study.do(study.plan_undo())
        study.store.settle()
        assert reviews.all_waiting(study) == []
        assert not left(tmp_path / "s")


def orphan(folder: Path) -> Path:
    """The file of a study in which reviews were left without their passages."""
    with Study.open(folder, coder="kim") as study:
        gone = [change.inverse() for change in study.store.contents("codings/ett.kim")]
        passages = tuple(change for change in gone if change.table.name != "reviews")
        study.store.commit(Action("codings.remove", "kim", passages))
    return folder / "codings/ett.kim.json"


def test_notes_of_passages_that_are_gone_are_found_and_put_right(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parent / "config.toml").write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(folder.parent / "config.toml"))
    file = orphan(folder)
    assert run(["check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "codings/ett.kim.json: the words of 2 passages that are gone are still noted" in said
    assert run(["check", str(folder), "--repair"]) == 0
    assert "Repaired: 2 notes of passages that are gone: let go" in capsys.readouterr().out
    assert "Anna" not in file.read_text() if file.exists() else True


def test_an_erasure_lets_them_go(folder: Path) -> None:
    orphan(folder)
    with Study.open(folder, coder="kim") as study:
        replacing.keep(study, [replacing.Rule("Anna Berg", "Kim")])
        erased = studies.erased(study)
        assert [one.in_words(by_command) for one in erased.standing] == []
    assert not any(b"Anna" in unpacked(path) for path in folder.rglob("*") if path.is_file())


def twins(folder: Path) -> None:
    """Two transcripts of one file, as git leaves them where two clones brought in the same interview."""
    with studies.new(folder) as study:
        source = studies.add_text(study, "ett", TEXT)
        code(study, "ett", WORDS, "hem")
        study.store.settle()
        plain = json.loads((folder / "study.json").read_text())
        (record,) = plain["sources"].values()
    plain["sources"]["7"] = record | {"id": "0" * 15 + "f" + "0" * 16, "title": "ett", "coder": "bo"}
    assert source.id != plain["sources"]["7"]["id"]
    (folder / "study.json").write_text(json.dumps(plain))


def test_removing_one_of_two_that_share_a_file_leaves_the_other_its_text(tmp_path: Path) -> None:
    twins(tmp_path / "s")
    with Study.open(tmp_path / "s", coder="kim") as study:
        (twin,) = [source for source in study.sources if source.coder == "bo"]
        study.do(sources.remove(study, twin))
        (source,) = study.sources
        assert study.transcript(source.id).text == TEXT
        assert [c.quote for c in study.held.codings(source.id)] == [WORDS]
        assert check(study).findings == ()
        study.do(study.plan_undo())
        assert len(study.sources) == 2
