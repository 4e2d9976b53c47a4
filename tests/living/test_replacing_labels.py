"""Names that open turns are replaced, too, and the turns stay their speakers'."""

from __future__ import annotations

from pathlib import Path

import studies
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.living import replacing

RULES = [replacing.Rule("Anna", "Karin")]
COLONS = "Anna: Hej.\n\nI: Hur är det?\n\nAnna: Bra. Jag heter Anna.\n"
BARE = "Anna\nHej.\n\nI\nHur är det?\n\nAnna\nBra. Jag heter Anna.\n"


def spoken(study: Study) -> list[str]:
    return [turn.label or "" for turn in study.transcript(study.sources[0].id).turns]


def replaced(study: Study, *numbers: int) -> None:
    hits = replacing.find(study, RULES)
    assert len(hits) == 3
    study.do(replacing.make(study, [hit for hit in hits if hit.number in numbers], RULES))


def test_a_label_that_is_replaced_in_some_turns_alone_opens_all_of_them(tmp_path: Path) -> None:
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", COLONS, [Speaker("Anna"), Speaker("I", interviewer=True)])
        replaced(study, 2)
        assert study.sources[0].speakers[0] == Speaker("Anna", also=("Karin",))
        assert spoken(study) == ["Anna", "I", "Anna"]
        assert spoken(study) == ["Anna", "I", "Anna"]
        study.do(study.plan_undo())
        assert study.sources[0].speakers[0] == Speaker("Anna")


def test_a_label_without_a_sign_stays_one_if_it_was_not_replaced(tmp_path: Path) -> None:
    speakers = [Speaker("Anna", bare=True), Speaker("I", interviewer=True, bare=True)]
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", BARE, speakers)
        replaced(study, 3)
        assert list(study.sources[0].speakers) == speakers
        assert spoken(study) == ["Anna", "I", "Anna"]


def test_a_name_that_only_repeats_the_label_goes_with_it_and_spellings_that_become_one_are_one(
    tmp_path: Path,
) -> None:
    with studies.new(tmp_path / "s") as study:
        text = COLONS.replace("Anna: Bra", "anna: Bra")
        studies.add_text(study, "ett", text, [Speaker("Anna", "Anna", also=("anna",)), Speaker("I")])
        replaced(study, 1, 2, 3)
        assert study.sources[0].speakers[0] == Speaker("Karin")
        assert spoken(study) == ["Karin", "I", "Karin"]
