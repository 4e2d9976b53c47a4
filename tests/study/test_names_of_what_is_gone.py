"""The history calls what has been deleted by the name that it had, in this session and in later ones."""

from __future__ import annotations

from pathlib import Path

from studies import MAKT, TILLIT, coded, named
from utsaga.study import Study, sources
from utsaga.study.coding import codebook, codings
from utsaga.study.names import GONE
from utsaga.study.people import attributes, participants


def said(study: Study) -> list[str]:
    return [study.say(head) for head in study.history()]


def test_a_deleted_code_is_called_by_its_name_also_in_a_later_session(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        study.do(codebook.rename(study, named(study, MAKT), "makt"))
        study.do(codebook.delete(study, named(study, "Relationen / Makt / makt")))
        assert "delete 'makt' with 3 codings" in said(study)
    with Study.open(tmp_path / "s", coder="kim") as study:
        assert "rename 'makt'" in said(study)
        study.do(sources.remove(study, study.sources[0]))
        assert not [line for line in said(study) for gone in GONE.values() if gone in line]


def test_a_code_that_was_never_made_after_all_has_its_name(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        study.do(codebook.create(study, "Vardag"))
        study.do(study.plan_undo())
        assert said(study)[-2:] == ["new code 'Vardag'", "undo: new code 'Vardag'"]


def test_what_nobody_knows_any_more_is_said_to_be_gone(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        assert study.name_of("code", "0" * 32) is None
        assert study.past_names.name("0" * 32) is None


def test_a_merge_names_both_codes_and_what_came_along(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        study.do(codebook.define(study, named(study, MAKT), "Vem som bestämmer."))
        action = study.do(codebook.merge(study, named(study, MAKT), named(study, TILLIT)))
        assert study.tell(action) == "Merged 'att ha makt' into 'tillit' with 3 codings and its definition."
        assert study.codes[named(study, TILLIT).id].definition.endswith("Vem som bestämmer.")
        assert said(study)[-1] == "merge 'att ha makt' into 'tillit' with 3 codings and its definition"


def test_a_passage_over_one_with_the_same_code_is_told(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        code = named(study, TILLIT)
        there = study.held.codings_of([code.id])[0]
        wider = there.span._replace(end=there.span.end + 10)
        action = study.do(codings.add(study, there.source, wider, code))
        assert study.tell(action) == (
            "Coded 'tillit' on 1 passage; it overlaps a passage coded with it already."
        )
        assert said(study)[-1] == "code 'tillit' on 1 passage"


def test_one_and_several_are_told_apart(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        study.do(participants.add(study, "Gunilla"))
        study.do(attributes.declare(study, "ålder", "number"))
        kind = study.held.attributes[0]
        renamed = study.do(attributes.change(study, kind, name="år"))
        assert study.tell(renamed) == "Changed the attribute 'år'."
        gunilla = study.participants[0]
        source = study.sources[0]
        label = next(speaker.label for speaker in source.speakers if not speaker.interviewer)
        tied = study.do(participants.tie(study, [participants.Tie(source.id, label, gunilla)]))
        assert study.tell(tied) == "Noted who 1 speaker is."


def test_a_long_name_leaves_room_for_what_is_said_of_it(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        name = "en mening som någon sade och som blev en kod i sin helhet, in vivo"
        action = study.do(codebook.create(study, name))
        assert study.say(action) == "new code 'en mening som någon sade och som blev en kod i…'"
