"""The example study: it builds, is sound, is as long as real interviews are, and gives the chapter shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from utsaga import demo
from utsaga.analysis.answers import answers_in
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.coding import coding_table
from utsaga.study.guide.versions import all_guides
from utsaga.study.people import participants_table
from utsaga.study.tables import read_table

SPEAKERS = {
    "intervju-1": ["I (interviewer)", "IP = Gunilla"],
    "intervju-2": ["Intervjuare (interviewer)", "Karin"],
    "intervju-3": ["Intervjuaren (interviewer)", "Samir"],
    "intervju-4": ["I (interviewer)", "IP4 = Emil"],
    "interview-5": ["Q (interviewer)", "A = Moira"],
    "interview-6": ["Interviewer (interviewer)", "Aoife"],
    "fokusgrupp": ["Moderator (interviewer)", *(f"Socialsekreterare {n}" for n in (1, 2, 3, 4))],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example study, built anew."""
    path = tmp_path_factory.mktemp("example") / "demo"
    demo.build(path, "kim")
    return path


@pytest.fixture
def example(folder: Path) -> Iterator[Study]:
    """The example study, open for reading."""
    with Study.open(folder, coder="kim", write=False) as study:
        yield study


def test_it_is_sound(example: Study) -> None:
    report = check(example)
    assert report.findings == ()
    assert (report.sources, report.codes) == (7, 23)


def test_its_interviews_are_as_long_as_real_ones(example: Study) -> None:
    lengths = {s.title: len(example.transcript(s.id).text.split()) for s in example.sources}
    assert all(2_500 <= words <= 6_000 for words in lengths.values()), lengths


def test_its_transcripts_have_exactly_their_speakers(example: Study) -> None:
    found = {
        source.title: [
            speaker.label
            + (f" = {speaker.name}" if speaker.name else "")
            + (" (interviewer)" if speaker.interviewer else "")
            for speaker in source.speakers
        ]
        for source in example.sources
    }
    assert {title: sorted(speakers) for title, speakers in found.items()} == {
        title: sorted(speakers) for title, speakers in SPEAKERS.items()
    }
    for source in example.sources:
        transcript = example.transcript(source.id)
        labels = {turn.label for turn in transcript.turns}
        assert labels - {None} == {speaker.label for speaker in source.speakers}


def test_every_row_of_its_codings_is_placed(example: Study) -> None:
    table = demo.examples() / "codings.csv"
    plan = coding_table.plan(example, table)
    assert plan.problems == ()
    assert plan.known == len(read_table(table, coding_table.REQUIRED, coding_table.OPTIONAL))
    by_source = {s.title: len(example.held.codings(s.id)) for s in example.sources}
    assert all(count >= 10 for count in by_source.values()), by_source


def test_the_chapter_that_is_shown_is_the_one_that_is_exported(utsaga: Any, folder: Path) -> None:
    shown = (demo.examples() / "chapter.md").read_text()
    options = ("--number-from", "5.1", "--attribution", "speaker")
    assert utsaga("export", folder, *options, "--to", "-").out == shown


def test_it_knows_who_takes_part_and_what_was_to_be_asked(example: Study, utsaga: Any, folder: Path) -> None:
    people = participants_table.plan(example, demo.examples() / "participants.csv")
    assert people.problems == ()
    assert people.action is None, "the table says something that the study does not know"
    said = utsaga("quotes", folder, "tillit", "--where", "group=landsbygd and round=1", "--json").json
    assert {name for quote in said for name in quote["participants"]} == {"Gunilla", "Aoife"}
    questions = [item for guide in all_guides(example) for item in guide.questions]
    asked = [one for source in example.sources for one in answers_in(example, source) if one.likely]
    assert len({one.question.id for one in asked}) > 0.7 * len(questions)
