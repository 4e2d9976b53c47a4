"""What was noted of guide questions and readings never stays behind without its question or transcript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import studies
from studies import records, span_of
from utsaga.model.errors import Refused
from utsaga.study import Study, passes
from utsaga.study.check import check
from utsaga.study.guide import asked, guides, versions
from utsaga.study.guide.guide_file import guide_items

GUIDE = "Hur länge har du arbetat här?\nLitar de på dig?\n"
OTHER = "Vem bestämmer på er arbetsplats?\nLitar de på dig?\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "intervju-1", studies.GUNILLA)
        study.do(guides.put(study, "Guide", list(guide_items(GUIDE))))
    return tmp_path / "s"


def note(study: Study, question: int = 0) -> None:
    source = study.source_named("intervju-1")
    item = versions.all_guides(study)[0].questions[question]
    span = span_of(study, "intervju-1", "Hur länge har du arbetat här?")
    study.do(asked.confirm(study, [asked.Place(source, item.id, span)]))


def test_notes_go_with_questions_that_a_new_guide_of_the_same_name_has_no_more(folder: Path) -> None:
    with Study.open(folder, coder="bo") as study:
        note(study, 0)
        note(study, 1)
        before = records(study)
        action = study.do(guides.put(study, "Guide", list(guide_items(OTHER))))
        assert study.say(action) == (
            "change the interview guide 'Guide' to 2 guide questions, "
            "and 1 note of where its questions were asked"
        )
        assert check(study).findings == ()
        (left,) = asked.asked_in(study, study.sources[0])
        assert left.question == versions.all_guides(study)[0].questions[1].id
        study.do(study.plan_undo())
        assert records(study) == before
        assert len(asked.asked_in(study, study.sources[0])) == 2


def take_in_a_guide(study: Study) -> None:
    study.do(guides.put(study, "Ny", list(guide_items("Vad är svårt?\n"))))


def bring_in_a_transcript(study: Study) -> None:
    studies.add_text(study, "interview-2", studies.MOIRA)


def note_the_new_question(study: Study) -> None:
    item = versions.all_guides(study)[1].questions[0]
    study.do(asked.confirm(study, [asked.Place(study.source_named("intervju-1"), item.id, None)]))


def note_the_question_in_the_new_transcript(study: Study) -> None:
    item = versions.all_guides(study)[0].questions[0]
    study.do(asked.confirm(study, [asked.Place(study.source_named("interview-2"), item.id, None)]))


def read_the_new_transcript(study: Study) -> None:
    study.do(passes.note(study, study.source_named("interview-2")))


@pytest.mark.parametrize(
    ("mine", "theirs", "why"),
    [
        (take_in_a_guide, note_the_new_question, "1 noted question by bo depends on it"),
        (bring_in_a_transcript, note_the_question_in_the_new_transcript, "1 noted question by bo depends"),
        (bring_in_a_transcript, read_the_new_transcript, "1 reading by bo depends on it"),
    ],
)
def test_undo_takes_no_question_and_no_transcript_away_of_which_others_have_noted_something(
    folder: Path, mine: Callable[[Study], None], theirs: Callable[[Study], None], why: str
) -> None:
    with Study.open(folder, coder="kim") as kims:
        mine(kims)
    with Study.open(folder, coder="bo") as bos:
        theirs(bos)
    with Study.open(folder, coder="kim") as kims:
        with pytest.raises(Refused, match=why):
            kims.plan_undo()
        assert check(kims).findings == ()


def test_undo_brings_no_note_back_on_a_question_that_is_gone(folder: Path) -> None:
    with Study.open(folder, coder="kim") as kims:
        note(kims)
        question = versions.all_guides(kims)[0].questions[0].id
        kims.do(asked.withdraw(kims, kims.sources[0], question))
    with Study.open(folder, coder="bo") as bos:
        bos.do(guides.remove(bos, versions.all_guides(bos)[0]))
    with Study.open(folder, coder="kim") as kims:
        with pytest.raises(Refused, match="depends on is no longer in the study"):
            kims.plan_undo()
        assert check(kims).findings == ()


def test_a_question_that_was_not_to_be_asked_is_not_noted_as_not_asked(folder: Path, utsaga: Any) -> None:
    with Study.open(folder, coder="bo") as study:
        source = study.source_named("intervju-1")
        take_in_a_guide(study)  # the newest holds for it
        earlier = versions.all_guides(study)[0].questions[1]
        span = span_of(study, "intervju-1", "Litar de på dig?")
        for place in (None, span):
            with pytest.raises(
                Refused, match="is not in the guide of 'intervju-1', 'Ny', so it was not to be"
            ):
                asked.confirm(study, [asked.Place(source, earlier.id, place, asked=False)])
        study.do(asked.confirm(study, [asked.Place(source, earlier.id, span)]))  # the interviewer asked it
        study.do(guides.change(study, versions.all_guides(study)[1], role="chef"))
        study.do(guides.change(study, versions.all_guides(study)[0], role="chef"))
        with pytest.raises(Refused, match="is not in a guide of 'intervju-1'"):
            asked.confirm(study, [asked.Place(source, earlier.id, None)])
        study.do(study.plan_undo())
        study.do(study.plan_undo())
    refused = utsaga("guide", folder, "--not-asked", "Litar de", "--source", "intervju-1")
    assert refused.code == 1
    assert "If another version holds for this transcript, say so first" in refused.err
