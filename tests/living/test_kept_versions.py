"""What lost to a later change made elsewhere is listed in words, and brought back or let go."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import studies
from studies import MAKT, TILLIT, named, span_of
from unpacked import unpacked
from utsaga.cli import run
from utsaga.cli.ways import by_command
from utsaga.model.action import Action, Change, Table
from utsaga.model.coding import Coding
from utsaga.model.errors import Refused
from utsaga.model.record import to_json
from utsaga.store.merge import conflict
from utsaga.study import Study, sources
from utsaga.study.check import check
from utsaga.study.coding import codebook, codings
from utsaga.study.living import kept, kept_changes, replacing, texts
from utsaga.study.living.kept import KeptVersion
from utsaga.study.living.kept_words import about, differences, where, writers
from utsaga.study.people import participants
from utsaga.study.places import CODES, PARTICIPANTS, SOURCES

FILE = "codings/intervju-1.kim"
LATER = "2101-01-01T00:00:00.000Z"
QUOTE = "Tillit... det är inget man får."


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with studies.coded(tmp_path / "s") as made:
        yield made


def changed_elsewhere(study: Study, file: str, record_id: str, mine: Action, **fields: Any) -> None:
    """Change a record here, and later elsewhere: what was done here loses."""
    study.store.flush()
    path = study.path / f"{file}.json"
    tables = json.loads(path.read_text())
    found = next(r for docs in tables.values() for r in docs.values() if r["id"] == record_id)
    found.update(fields, modified=LATER)
    study.do(mine)
    path.write_text(json.dumps(tables))
    assert study.refresh().in_words(by_command)


def the_coding(study: Study) -> Coding:
    source = study.source_named("intervju-1").id
    return next(c for c in study.held.codings(source) if c.quote.startswith("Tillit..."))


@pytest.fixture
def coding(study: Study) -> Coding:
    """A coding that got wider edges here, and was marked to be printed elsewhere, later."""
    found = the_coding(study)
    wider = span_of(study, "intervju-1", (QUOTE, "Det tar tid."))
    changed_elsewhere(study, FILE, found.id, codings.move_edges(study, found, wider), starred=True)
    return the_coding(study)


@pytest.fixture
def version(study: Study, coding: Coding) -> KeptVersion:
    """What was done here, kept."""
    assert coding.starred
    (found,) = kept.all_kept(study)
    return found


def test_a_version_that_lost_is_told_in_words_beside_the_one_that_stands(
    study: Study, version: KeptVersion
) -> None:
    assert about(study, version) == "coding under 'tillit'"
    assert where(study, version) == "intervju-1, kim"
    assert {one.field: (one.kept, one.now) for one in differences(study, version)} == {
        "words": (f"{QUOTE} Det tar tid.", QUOTE),
        "to print": ("no", "yes"),
    }
    assert kept.with_id(study, version.id[:8]) == version


def test_it_can_be_brought_back_and_that_be_undone(
    study: Study, coding: Coding, version: KeptVersion
) -> None:
    action = study.do(kept_changes.restore(study, version))
    assert study.tell(action) == "Brought back 1 version that lost to a later change."
    assert (the_coding(study).quote, the_coding(study).starred) == (f"{QUOTE} Det tar tid.", False)
    assert kept.all_kept(study) == []
    assert not check(study).kept
    study.do(study.plan_undo())
    assert the_coding(study) == coding
    assert kept.all_kept(study) == [version]


def test_it_can_be_let_go_and_that_be_undone(study: Study, coding: Coding) -> None:
    versions = kept.all_kept(study)
    study.do(kept_changes.drop(study, versions))
    assert the_coding(study) == coding
    assert kept.all_kept(study) == []
    study.do(study.plan_undo())
    assert kept.all_kept(study) == versions
    with pytest.raises(Refused):
        kept_changes.drop(study, [])


def test_it_comes_back_on_its_words_or_not_at_all(study: Study, version: KeptVersion) -> None:
    source = study.source_named("intervju-1")
    text = study.transcript(source.id).text
    study.do(texts.change(study, source, text.replace("Mm.", "Mm, precis det.")))
    study.do(kept_changes.restore(study, version))
    assert the_coding(study).quote == f"{QUOTE} Det tar tid."
    assert study.holds(the_coding(study))
    study.do(study.plan_undo())
    source = study.source_named("intervju-1")
    text = study.transcript(source.id).text
    study.do(texts.change(study, source, text.replace("inget man", "ingenting man")))
    with pytest.raises(Refused, match="no longer stand"):
        kept_changes.restore(study, version)


def test_one_that_was_deleted_since_comes_back_whole(
    study: Study, coding: Coding, version: KeptVersion
) -> None:
    study.do(codings.remove(study, [coding]))
    assert kept.present(study, version) is None
    assert ("words", f"{QUOTE} Det tar tid.", "") in differences(study, version)
    study.do(kept_changes.restore(study, version))
    assert the_coding(study).id == coding.id


def test_what_holds_on_to_something_that_is_gone_is_not_brought_back(
    study: Study, version: KeptVersion
) -> None:
    study.do(codebook.delete(study, named(study, TILLIT)))
    with pytest.raises(Refused, match="no longer in the study"):
        kept_changes.restore(study, version)


def test_the_command_line_lists_it_and_settles_it(
    study: Study, version: KeptVersion, capsys: pytest.CaptureFixture[str]
) -> None:
    study.close()
    assert run(["review", str(study.path)]) == 0
    listed = capsys.readouterr().out
    assert f"{version.id[:8]}  kept  intervju-1, kim, coding under 'tillit'" in listed
    assert "to print: kept 'no', now 'yes'" in listed
    assert "Nothing to review" not in listed
    assert run(["review", str(study.path), "--let-go", version.id[:8], "--coder", "kim"]) == 0
    assert "Let go 1 version" in capsys.readouterr().out
    assert run(["undo", str(study.path), "--coder", "kim"]) == 0
    assert run(["review", str(study.path), "--restore", version.id, "--coder", "kim"]) == 0
    with Study.open(study.path, coder="kim") as again:
        assert the_coding(again).quote.endswith("Det tar tid.")
        assert kept.all_kept(again) == []


def test_a_code_of_which_two_changed_the_name(study: Study) -> None:
    code = named(study, MAKT)
    changed_elsewhere(study, "study", code.id, codebook.rename(study, code, "nycklar"), name="klockor")
    (version,) = kept.all_kept(study)
    assert about(study, version) == "code 'nycklar'"
    assert where(study, version) == "study"
    assert writers(study, [version]) == {version.id: "kim"}
    assert [tuple(one) for one in differences(study, version)] == [("name", "nycklar", "klockor")]
    unknown = KeptVersion(version.file, {**version.stored, "lost": {**version.lost, "name": "lås"}})
    assert writers(study, [unknown]) == {}
    study.do(kept_changes.restore(study, version))
    assert study.code_name(code.id) == "nycklar"
    assert study.codes.parent(code.id) is not None


def test_a_transcript_that_leaves_takes_along_what_is_kept_of_it(study: Study, version: KeptVersion) -> None:
    study.do(sources.remove(study, study.source_named("intervju-1")))
    study.store.flush()
    assert kept.all_kept(study) == []
    assert not (study.path / f"{FILE}.json").exists()
    study.do(study.plan_undo())
    assert kept.all_kept(study) == [version]


def test_an_erasure_takes_along_the_versions_that_hold_its_words(study: Study, version: KeptVersion) -> None:
    assert "tid" in version.lost["quote"]
    rules = [replacing.Rule("tid", "stund")]
    found = replacing.find(study, rules)
    replacing.keep(study, rules, found)
    study.do(replacing.make(study, found, rules))
    erased = studies.erased(study)
    assert kept.all_kept(study) == []
    assert not any("lost" in one.where or "kept" in one.where for one in erased.standing)
    assert not any(b"Det tar tid" in unpacked(file) for file in study.path.rglob("*") if file.is_file())


def test_a_version_of_something_unknown_can_only_be_let_go(study: Study) -> None:
    study.store.flush()
    path = study.path / "study.json"
    tables = json.loads(path.read_text())
    record = {"id": "0" * 32, "table": "../x", "record": "y", "lost": 3, "coder": 4}
    tables["conflicts"] = {"0": record}
    path.write_text(json.dumps(tables))
    study.refresh()
    (version,) = kept.all_kept(study)
    assert differences(study, version) == []
    assert kept.present(study, version) is None
    with pytest.raises(Refused, match="only let go"):
        kept_changes.restore(study, version)
    study.do(kept_changes.drop(study, [version]))
    assert len(study.store.records(Table("study", "conflicts"))) == 0


def test_a_version_whose_fields_are_not_what_they_must_be_is_not_brought_back(
    study: Study, version: KeptVersion
) -> None:
    bad = replace(version, stored={**version.stored, "lost": {**version.lost, "start": "x"}})
    with pytest.raises(Refused, match="whole number"):
        kept_changes.restore(study, bad)


def a_code(study: Study) -> tuple[Table, dict[str, Any]]:
    return CODES, to_json(named(study, TILLIT)) | {
        "name": "Att Ha  makt",
        "parent": named(study, MAKT).parent,
    }


def a_transcript(study: Study) -> tuple[Table, dict[str, Any]]:
    studies.add_text(study, "Annan", "A: Något annat.\n")
    return SOURCES, to_json(study.source_named("intervju-1")) | {"title": "annan"}


def a_participant(study: Study) -> tuple[Table, dict[str, Any]]:
    study.do(participants.add(study, "P1"))
    study.do(participants.add(study, "P2"))
    first = next(one for one in study.participants if one.name == "P1")
    return PARTICIPANTS, to_json(first) | {"name": "p2"}


@pytest.mark.parametrize("lost", [a_code, a_transcript, a_participant])
def test_a_version_does_not_take_the_name_that_another_has_by_now(
    study: Study, lost: Callable[[Study], tuple[Table, dict[str, Any]]]
) -> None:
    table, record = lost(study)
    keeps = conflict(table.name, record)
    assert keeps
    kept_in = Table(table.file, "conflicts")
    study.do(Action("test", "kim", (Change(kept_in, keeps["id"], None, keeps),)))
    (version,) = kept.all_kept(study)
    with pytest.raises(Refused, match=r"There is .* when its name is free|called .* when its name is free"):
        kept_changes.restore(study, version)
    assert kept.all_kept(study) == [version]


def test_a_version_under_the_name_that_stands_is_brought_back_though_another_has_it(study: Study) -> None:
    code = named(study, TILLIT)
    twin = replace(code, id="e" * 32)  # as git leaves them
    keeps = conflict("codes", to_json(code) | {"definition": "Att lita på."})
    assert keeps
    kept_in = Table("study", "conflicts")
    both = (Change(CODES, twin.id, None, to_json(twin)), Change(kept_in, keeps["id"], None, keeps))
    study.do(Action("test", "kim", both))
    study.do(kept_changes.restore(study, kept.all_kept(study)[0]))
    assert study.codes[code.id].definition == "Att lita på."
