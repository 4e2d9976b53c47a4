"""Sessions with the interview guide: taken from a file, its questions found, confirmed and answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from session import Session, open_program

import studies
from utsaga.analysis.answers import answers_in
from utsaga.study import Study
from utsaga.study.guide import guides, versions
from utsaga.study.guide.guide_file import guide_items
from utsaga.tui.screens.desk.workspace import Workspace

GUIDE = "# Bakgrund\n\nHur länge har du arbetat här?\n\n# Tillit\n\nVem bestämmer?\n\nLitar de på dig?\n"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Interviews, a focus group and notes, with codings; no guide yet."""
    with studies.coded(tmp_path / "study") as opened:
        yield opened


def with_guide(study: Study) -> None:
    """A guide with three questions; two of them are asked in the first interview."""
    study.do(guides.put(study, "Guide 1", list(guide_items(GUIDE))))


def states(study: Study, title: str) -> list[str]:
    """How it went with each question in a transcript."""
    return [answer.state.value for answer in answers_in(study, study.source_named(title))]


async def pick(session: Session, text: str) -> None:
    """Put the cursor on the row with a text."""
    look = session.screen.look  # type: ignore[attr-defined]
    for number, item in enumerate(session.rows.items):
        if text in "".join(part.text for line in look(item, 80) for part in line):
            session.rows.go_to(number)
            await session.settle()
            return
    raise AssertionError(text)


class TestTheGuide:
    async def test_a_study_without_a_guide_says_how_to_begin(self, study: Study, tmp_path: Path) -> None:
        file = tmp_path / "guide.md"
        file.write_text(GUIDE, encoding="utf-8")
        async with open_program(study) as session:
            await session.press("g", "i")
            assert "There is no interview guide yet. i takes one from a file" in session.text
            await session.press("i")
            await session.answer(str(tmp_path / "nowhere.md"))
            assert "cannot be read" in session.message
            await session.press("i")
            await session.answer(str(file))
            assert "3 questions found" in session.text
            await session.answer("Runda 1")
            assert "Guide Runda 1" in session.lines[0]
            assert "for all transcripts" in session.text
            assert "1. Hur länge har du arbetat här?" in session.text
            await session.until(lambda: "1 perhaps asked" in session.text)
            await session.press("u")
            assert "There is no interview guide yet" in session.text

    async def test_headings_become_codes_once_it_is_said_which(self, study: Study) -> None:
        with_guide(study)
        async with open_program(study) as session:
            await session.press("g", "i", "C")
            assert "Make 2 codes of the headings of 'Guide 1'?" in session.text
            assert "  Bakgrund" in session.text
            await session.press("n")
            assert not study.codes.named("Bakgrund")
            await session.press("C", "y")
            assert study.codes.named("Bakgrund")
            await session.press("u")
            assert not study.codes.named("Bakgrund")

    async def test_a_version_is_tied_to_a_round_and_to_transcripts(self, study: Study) -> None:
        with_guide(study)
        async with open_program(study) as session:
            await session.press("g", "i", "t")
            await session.answer("round")
            await session.answer("2")
            assert "for round 2" in session.lines[0]
            await session.press("t")
            await session.answer("intervju-1")
            assert versions.all_guides(study)[0].sources == (study.source_named("intervju-1").id,)
            await session.press("escape")
            assert "for intervju-1" in session.lines[0]

    async def test_a_second_version_a_new_name_and_out_again(self, study: Study) -> None:
        with_guide(study)
        study.do(guides.put(study, "Guide 2", list(guide_items("Vad är makt för dig?\n"))))
        async with open_program(study) as session:
            await session.press("g", "i")
            assert "Guide 2" in session.lines[0]
            await session.press("v")
            await session.answer("Guide 1")
            assert "Bakgrund" in session.text
            await session.press("r")
            await session.answer("Första")
            await session.press("D", "y")
            assert [guide.name for guide in versions.all_guides(study)] == ["Guide 2"]
            await pick(session, "Vad är makt")
            await session.press("e")
            await session.answer("Vad betyder makt för dig?")
            assert "1. Vad betyder makt för dig?" in session.text


class TestAnswers:
    async def test_found_places_are_confirmed_and_rejected_with_a_key_each(self, study: Study) -> None:
        with_guide(study)
        async with open_program(study, size=(120, 40)) as session:
            await session.press("g", "i", "f")
            assert "Found places" in session.lines[0]
            number = len(session.rows.items)
            await pick(session, "Hur länge har du arbetat här?")
            await session.press("y")
            assert len(session.rows.items) == number - 1
            assert states(study, "intervju-1")[0] == "answered"
            await pick(session, "Litar de på dig?")
            await session.press("x")
            assert states(study, "intervju-1")[2] == "not found"
            await session.press("u", "u")
            assert states(study, "intervju-1") == ["perhaps asked", "not found", "perhaps asked"]

    async def test_one_question_over_all_transcripts(self, study: Study) -> None:
        with_guide(study)
        async with open_program(study, size=(120, 40)) as session:
            await session.press("g", "i")
            await pick(session, "1. Hur länge")
            await session.press("enter")
            assert "answered in 0 of 4" in session.lines[0]
            await pick(session, "intervju-1")
            await session.press("y")
            assert "answered in 1 of 4" in session.lines[0]
            assert "Trettio år i augusti. Man får ta det på känn, liksom." in session.text
            assert "Mm." not in session.text  # the interviewer's words are left out of answers
            await pick(session, "interview-2")
            await session.press("X")
            assert states(study, "interview-2")[0] == "not asked"
            await pick(session, "interview-2")
            await session.press("D")
            assert states(study, "interview-2")[0] == "not found"
            await session.press("x")
            assert "No place is left; X says that it was not asked here at all." in session.message
            await session.press("n")
            assert "Vem bestämmer?" in session.lines[0]
            await session.press("N")
            assert "Hur länge" in session.lines[0]

    async def test_all_sure_places_are_confirmed_in_one_step(self, study: Study) -> None:
        with_guide(study)
        async with open_program(study) as session:
            await session.press("g", "i", "Y")
            assert "that are at least 65% sure?" in session.text
            await session.press("y")
            assert states(study, "intervju-1") == ["answered", "not found", "answered"]
            assert "answered" in session.text

    async def test_to_the_place_and_back(self, study: Study) -> None:
        with_guide(study)
        async with open_program(study) as session:
            await session.press("g", "i")
            await pick(session, "1. Hur länge")
            await session.press("enter")
            await pick(session, "intervju-1")
            await session.press("enter")
            workspace = session.screen
            assert isinstance(workspace, Workspace)
            text = workspace.reader.transcript.text
            span = workspace.reader.selection
            assert text[span.start : span.end] == "Hur länge har du arbetat här?"
            await session.press("q")
            assert "Hur länge" in session.lines[0]

    async def test_a_question_that_was_not_found_is_marked_in_the_transcript(self, study: Study) -> None:
        async with open_program(study) as session:
            await session.press("Q")
            assert "No interview guide holds for this transcript: g i" in session.message
            with_guide(study)
            await session.press("J", "J", "Q")
            await session.answer("bestämmer")
            assert states(study, "intervju-1")[1] == "answered"
