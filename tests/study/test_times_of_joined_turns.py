"""Where turns are joined, the time of each stays at its words, whatever is done to the text afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import studies
from utsaga.analysis.quotes import quotes_for, said_when
from utsaga.model.action import Action, Change
from utsaga.model.record import to_json
from utsaga.model.source import Source
from utsaga.readers import Options, joined, read
from utsaga.study import Study, sources
from utsaga.study.check import check
from utsaga.study.incoming.arriving import to_new_source
from utsaga.study.living import outside, texts
from utsaga.study.people import speaker_changes
from utsaga.study.places import SOURCES
from utsaga.text.kept_times import Moment, spelled
from utsaga.text.kept_times import read as read_times
from utsaga.text.moments import at_time, moments

CUES = [
    ("0:00:05", "I", "Hur kom du hit?"),
    ("0:01:00", "IP", "Med tåg."),
    ("0:04:00.250", "IP", "Det tog sin tid. Mm."),
    ("0:07:30", "IP", "Sen gick jag hela vägen hit."),
    ("0:09:00", "I", "Jaha."),
]
TEXT = "\n\n".join(f"[{time}] {label}: {words}" for time, label, words in CUES) + "\n"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """One interview in cues."""
    (tmp_path / "tåg.txt").write_text(TEXT)
    with Study.create(tmp_path / "s", title="Resor", coder="kim", language="sv") as opened:
        opened.do(sources.add(opened, [to_new_source(read(tmp_path / "tåg.txt"))]))
        yield opened


def source(study: Study) -> Source:
    return study.sources[0]


def marked(study: Study) -> list[tuple[str, float]]:
    """The first word after each time, and the time."""
    transcript = study.transcript(source(study).id)
    return [(transcript.text[one.start :].split()[0], one.time) for one in moments(transcript)]


def join(study: Study) -> None:
    study.do(speaker_changes.join(study, list(speaker_changes.joins(study, study.sources))))


ALL = [("Hur", 5.0), ("Med", 60.0), ("Det", 240.25), ("Sen", 450.0), ("Jaha.", 540.0)]


def test_joining_in_the_speaker_table_keeps_every_time_and_undo_brings_the_cues_back(study: Study) -> None:
    assert marked(study) == ALL
    join(study)
    transcript = study.transcript(source(study).id)
    assert len(transcript.turns) == 3
    assert "0:04:00" not in transcript.text
    assert marked(study) == ALL
    found = at_time(transcript, 250)
    assert found is not None
    assert transcript.text[found.start :].startswith("Det tog")
    study.do(study.plan_undo())
    assert (source(study).times, marked(study)) == ("", ALL)


def test_a_quote_has_the_time_of_the_cue_that_it_begins_in(study: Study) -> None:
    join(study)
    coding = studies.code(study, "tåg", "hela vägen", "resan")
    (quote,) = quotes_for(study, [coding])
    assert said_when(study, quote) == 450.0


def test_turns_joined_on_their_way_in_keep_their_times(tmp_path: Path, study: Study) -> None:
    (tmp_path / "annan.txt").write_text(TEXT.replace("tåg", "buss"))
    reading = read(tmp_path / "annan.txt", Options(join=True))
    assert "turns joined with the one before, by the same speaker: 2; times kept where they were: 2" in (
        reading.notes
    )
    assert joined(reading).times == reading.times
    study.do(sources.add(study, [to_new_source(reading)]))
    there = study.transcript(study.sources[1].id)
    assert [one.time for one in moments(there)] == [time for _, time in ALL]


@pytest.mark.parametrize("by", ["correction", "editor"])
def test_times_follow_their_words_through_changes_of_the_text(study: Study, by: str) -> None:
    join(study)
    before = study.transcript(source(study).id).text
    after = "Utskrift av Kim.\n\n" + before.replace("Med tåg.", "Med det långsammaste tåget.")
    if by == "correction":
        study.do(texts.change(study, source(study), after))
    else:
        (study.path / "transcripts" / f"{source(study).key}.txt").write_text(after)
        list(outside.notice(study))
    assert marked(study) == ALL
    assert check(study).findings == ()


def test_a_time_goes_with_words_that_are_taken_out(study: Study) -> None:
    join(study)
    before = study.transcript(source(study).id).text
    study.do(texts.change(study, source(study), before.replace("Det tog sin tid. Mm. ", "")))
    assert marked(study) == [one for one in ALL if one[0] != "Det"]
    study.do(study.plan_undo())
    assert marked(study) == ALL


def test_times_are_read_as_they_were_written_and_what_is_none_is_passed_over() -> None:
    times = (Moment(3, -0.5), Moment(10, 5.0), Moment(1204, 3661.25))
    assert read_times(spelled(times)) == times
    assert read_times("10@0:00:05 x@1:2 99@99999:00:00 -1@0:00:01 9") == (Moment(10, 5.0),)


def test_times_that_lie_outside_their_text_are_told_of(study: Study) -> None:
    amiss = replace(source(study), times="99999@0:00:05")
    change = Change(SOURCES, amiss.id, to_json(source(study)), to_json(amiss))
    study.do(Action("sources.speakers", "kim", (change,)))
    (finding,) = check(study).findings
    assert finding.what == "times kept for 'tåg' lie outside its text"
