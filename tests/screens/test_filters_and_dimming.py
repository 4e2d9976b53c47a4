"""Sessions with filters on quotes and search, and with dimmed small words."""

from __future__ import annotations

from pathlib import Path

from rich.style import Style
from session import Session, open_program
from small_study import at_path, coded_study, new_study

from utsaga.model.source import Speaker
from utsaga.study import Study, sources
from utsaga.study.people import participants
from utsaga.study.people.participants import Tie
from utsaga.study.sources import NewSource
from utsaga.tui.screens.desk.workspace import Workspace
from utsaga.tui.screens.finding.search import SearchScreen


def with_people(study: Study) -> None:
    """Gunilla, a caseworker of round one, and Karin, a manager of round two."""
    for name, role, title, label, wave in (
        ("Gunilla", "handläggare", "Intervju 1", "IP", "1"),
        ("Karin", "chef", "Intervju 2", "Karin", "2"),
    ):
        study.do(participants.add(study, name, role=role))
        who = participants.participant_named(study, name)
        study.do(participants.tie(study, [Tie(study.source_named(title).id, label, who)]))
        study.do(participants.place(study, [study.source_named(title)], wave=wave))


async def quotes(session: Session, study: Study) -> None:
    """Go to the quotes of a theme."""
    session.app.go("go.quotes", at_path(study, "Relationen").id)
    await session.settle()


class TestFilters:
    async def test_quotes_of_those_whom_a_filter_chooses(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            with_people(study)
            async with open_program(study) as session:
                await quotes(session, study)
                assert "3 passages · 2 transcripts · 2 speakers" in session.lines[0]
                await session.press("f")
                await session.answer("rol=chef")
                assert "there is no field 'rol'" in session.text
                await session.answer("role=chef and round=2")
                assert "2 passages · 1 transcript · 1 speaker  role=chef and round=2" in session.lines[0]
                assert len(session.rows.items) == 2
                await session.press("f")
                await session.answer("")
                assert len(session.rows.items) == 3

    async def test_a_filter_whose_names_go_lets_everybody_in(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            with_people(study)
            async with open_program(study) as session:
                await quotes(session, study)
                await session.press("f")
                await session.answer("participant=Karin")
                assert len(session.rows.items) == 2
                karin = participants.participant_named(study, "Karin")
                session.app.changes.make(lambda: participants.remove(study, karin), session.screen)
                await session.until(lambda: len(session.rows.items) == 3)

    async def test_a_search_among_the_words_of_some(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            with_people(study)
            async with open_program(study) as session:
                await session.press("slash")
                await session.answer("tilliten")
                screen = session.screen
                assert isinstance(screen, SearchScreen)
                await session.until(lambda: screen.complete)
                assert len(session.rows.items) == 2
                await session.press("f")
                await session.answer("round=2")
                await session.until(lambda: screen.complete)
                assert len(session.rows.items) == 1
                assert any("Karin" in line for line in session.lines[1:4])
                assert "1 hit in 1 transcript  round=2" in session.lines[0]


TALK = """I: Hur blev det?

IP: Ehm, det gick.

I: Och sen ringde hon.

IP: Mhm.
"""


class TestDimming:
    async def test_small_words_are_dimmed_and_bright_again(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            speakers = (Speaker("I", interviewer=True), Speaker("IP"))
            study.do(sources.add(study, [NewSource("Samtal", TALK, speakers=speakers)]))
            async with open_program(study) as session:
                workspace = session.screen
                assert isinstance(workspace, Workspace)

                def looks(words: str) -> Style | None:
                    segments = (s for strip in workspace._compositor.render_strips() for s in strip)
                    return next(segment.style for segment in segments if words in segment.text)

                bright, sound = looks("det gick"), looks("Mhm.")
                assert sound == bright
                await session.press("z", "d")
                assert "are dimmed" in session.message
                assert looks("Mhm.") == looks("Ehm,") != bright
                assert looks("det gick") == bright
                await session.press("z", "d")
                assert looks("Mhm.") == bright
