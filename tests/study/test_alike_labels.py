"""A label that is another way of writing one is merged in every transcript, whoever else speaks there."""

from __future__ import annotations

from pathlib import Path

import pytest

import studies
from utsaga.model.errors import Refused
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.people.speaker_changes import MERGE, correct, labels_of, merging, merging_into
from utsaga.study.people.speaker_table import row_of, table

TALK = "I: Hur gick det?\n\nIP: Bra.\n\nI: Jaha?\n\nIP: Mycket bra.\n"
OTHER = "I: Och sedan?\n\nIp: Inget mer.\n\nI: Inte?\n\nIp: Nej.\n"
BARE = "Bo\nHur då?\n\nAnna\nSå här.\n\nBo\nJaha?\n\nAnna\nJa.\n"


def spoken(study: Study, title: str) -> list[str]:
    turns = study.transcript(study.source_named(title).id).turns
    return [turn.label or "" for turn in turns]


def test_a_label_that_is_nobodys_yet_becomes_the_other_ones_also_where_that_one_does_not_speak(
    tmp_path: Path,
) -> None:
    asking = Speaker("I", interviewer=True)
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", TALK, [asking, Speaker("IP", "Gunilla")])
        studies.add_text(study, "två", OTHER, [asking])
        rows = table(labels_of(study, study.sources))
        assert row_of(rows, "Ip").near == "IP"
        study.do(correct(study, merging(rows), MERGE))
        assert spoken(study, "två") == ["I", "IP", "I", "IP"]
        assert study.source_named("två").speakers == (asking, Speaker("IP", also=("Ip",)))
        with pytest.raises(Refused):
            correct(study, merging(rows), MERGE)


def test_a_label_without_a_sign_still_opens_its_turns_after_it_was_merged(tmp_path: Path) -> None:
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", TALK, [Speaker("I", interviewer=True), Speaker("IP")])
        studies.add_text(study, "två", BARE)
        row = row_of(table(labels_of(study, study.sources)), "Anna")
        assert not row.used
        study.do(correct(study, merging_into(row, "IP"), MERGE))
        assert spoken(study, "två").count("IP") == 2


def test_a_text_where_two_labels_are_one_speakers_already_does_not_bar_the_others(tmp_path: Path) -> None:
    asking = Speaker("I", interviewer=True)
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", OTHER, [asking, Speaker("Ip", also=("IP",))])
        studies.add_text(study, "två", OTHER + TALK, [asking, Speaker("Ip"), Speaker("IP")])
        row = row_of(table(labels_of(study, study.sources)), "Ip")
        study.do(correct(study, merging_into(row, "IP"), MERGE))
        assert set(spoken(study, "två")) == {"I", "IP"}
        with pytest.raises(Refused, match="one speaker already"):
            correct(study, merging_into(row, "Ip"), MERGE)
