"""A re-flow of a text without empty lines puts labels in mid-line: that is said, and there is a way back."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from studies import GROUP, MOIRA, NOTES
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.living import outside
from utsaga.study.living.corrections import corrections


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with studies.coded(tmp_path / "s") as opened:
        yield opened


def reflow(study: Study, title: str, text: str) -> str:
    """What ``gq`` of vim makes of a text without empty lines; what is said of it."""
    (study.path / f"transcripts/{title}.txt").write_text(textwrap.fill(text, 60) + "\n")
    (said,) = outside.notice(study)
    return said


def test_labels_that_a_reflow_has_put_in_mid_line_are_told_with_the_way_back(study: Study) -> None:
    said = reflow(study, "fokusgrupp", GROUP)
    assert "3 passages moved along, 4 labels no longer open turns." in said
    assert said.endswith("comes back with utsaga undo STUDY")
    source = study.source_named("fokusgrupp")
    assert [one.act for one in corrections(study, source)] == [
        "changed outside (4 labels no longer open turns)"
    ]
    (found,) = check(study).findings
    assert "4 labels of speakers stand in mid-line" in found.what
    study.do(study.plan_undo())
    assert study.transcript(source.id).text == GROUP
    assert check(study).findings == ()


def test_of_several_texts_those_are_named_that_have_lost_turns(study: Study) -> None:
    (study.path / "transcripts/fokusgrupp.txt").write_text(textwrap.fill(GROUP, 60) + "\n")
    (study.path / "transcripts/anteckningar.txt").write_text(f"Sara.\n\n{NOTES}")
    (said,) = outside.notice(study)
    assert "2 transcripts were changed outside" in said
    assert "Turns are lost in 'fokusgrupp'." in said
    assert said.endswith("all texts come back together with utsaga undo STUDY")


def test_a_reflow_between_empty_lines_loses_no_turn_and_alarms_nobody(study: Study) -> None:
    parted = MOIRA.replace("\n", "\n\n")
    (study.path / "transcripts/interview-2.txt").write_text(parted.replace(" I do.", "\nI do."))
    (said,) = outside.notice(study)
    assert "no longer" not in said
    assert check(study).findings == ()


def test_a_label_that_went_with_its_words_or_is_only_mentioned_is_not_told(study: Study) -> None:
    shorter = GROUP.replace("Socialsekreterare 2: Mm.\n", "")
    text = shorter.replace("Den sitter", "Hon sa: Moderator: nej. Den sitter")
    (study.path / "transcripts/fokusgrupp.txt").write_text(text)
    (said,) = outside.notice(study)
    assert "no longer" not in said
    assert check(study).findings == ()
