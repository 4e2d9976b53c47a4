"""Times are shown when they are asked for, and a time that is searched for is gone to."""

from __future__ import annotations

from pathlib import Path

from session import open_program
from small_study import FIRST, code, new_study

from utsaga.model.source import Speaker
from utsaga.study import Study, sources
from utsaga.study.sources import NewSource
from utsaga.tui.screens.desk.workspace import Workspace
from utsaga.tui.screens.finding.search import SearchScreen

TIMED = (
    "[0:00:05] I: Hur kom du hit?\n\n[0:12:28] IP: Med tåg. Det tog sin tid.\n\n"
    "[0:12:50] I: Varför då?\n\n[0:40:00] IP: Kl 12:30 stod det still.\n"
)
SPEAKERS = (Speaker("I", interviewer=True), Speaker("IP", "Gunilla"))


def timed_study(path: Path) -> Study:
    """An interview with times, and one without."""
    study = new_study(path)
    new = [
        NewSource("Med tider", TIMED, speakers=SPEAKERS),
        NewSource("Utan tider", FIRST, speakers=SPEAKERS),
    ]
    study.do(sources.add(study, new))
    return study


async def test_the_heading_says_when_the_words_at_the_cursor_were_said(tmp_path: Path) -> None:
    with timed_study(tmp_path / "study") as study:
        async with open_program(study, size=(120, 30)) as session:
            assert "0:00:05" not in session.lines[0]
            await session.press("z", "t")
            assert "0:00:05  turn 1/4" in session.lines[0]
            assert "@12:30 goes to a time" in session.message
            await session.press("J", "j")
            assert "0:12:28  turn 2/4" in session.lines[0]
            await session.press("right_curly_bracket")
            assert " turn 1/4  at 15%" in session.lines[0]
            await session.press("z", "t", "z", "t")
            assert session.message == "No times stand in this transcript."


async def test_a_time_is_gone_to_in_the_transcript_that_is_read(tmp_path: Path) -> None:
    with timed_study(tmp_path / "study") as study:
        async with open_program(study) as session:
            await session.press("slash", *"@12:30", "enter")
            assert isinstance(session.screen, SearchScreen)
            assert "at 0:12:30: from the last time marked before; without times: Utan tider" in session.text
            assert [row.words for row in session.rows.items] != []
            assert "Med tider · turn 2 · 0:12:28 · Gunilla" in session.text
            await session.press("enter")
            assert isinstance(session.screen, Workspace)
            assert session.screen.reader.selection.start == TIMED.index("Med tåg.")


async def test_a_bare_time_finds_the_words_that_spell_it_too(tmp_path: Path) -> None:
    with timed_study(tmp_path / "study") as study:
        async with open_program(study) as session:
            await session.press("slash", *"12:30", "enter")
            assert [row.hit.start for row in session.rows.items] == [
                TIMED.index("Med tåg."),
                TIMED.index("12:30"),
            ]


async def test_a_study_without_times_says_so(tmp_path: Path) -> None:
    with new_study(tmp_path / "study") as study:
        study.do(sources.add(study, [NewSource("Utan tider", FIRST, speakers=SPEAKERS)]))
        async with open_program(study) as session:
            await session.press("slash", *"@12:30", "enter")
            assert "No time stands in these transcripts." in session.text
            assert "without times: Utan tider" in session.text


async def test_quotes_say_when_they_were_said(tmp_path: Path) -> None:
    with timed_study(tmp_path / "study") as study:
        code(study, study.sources[0], "Det tog sin tid.", "resan")
        code(study, study.sources[1], "Tilliten är allt.", "resan")
        async with open_program(study) as session:
            session.app.go("go.quotes", next(iter(study.codes.children(None))).id)
            await session.settle()
            assert "Med tider · turn 2 · 0:12:28 · Gunilla" in session.text
            assert "Utan tider · turn 4 · Gunilla" in session.text
