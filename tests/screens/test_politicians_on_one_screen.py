"""Everything politicians said in round two under *tillit*, on one screen; the same in search and export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from session import open_program

import rounds
from utsaga.study import Study
from utsaga.tui.screens.finding.search import SearchScreen

POLITICIANS = "role=politiker and round=2"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study of two rounds, made once."""
    return rounds.build(tmp_path_factory.mktemp("rundor"))


@pytest.fixture
def study(made: Path) -> Iterator[Study]:
    """The study, open."""
    with Study.open(made, coder="kim") as opened:
        yield opened


class TestPoliticians:
    async def test_their_quotes_on_one_screen_by_four_answers(self, study: Study) -> None:
        async with open_program(study) as session:
            await session.press("g", "q")
            await session.answer("tillit")
            await session.press("f")
            await session.answer("role=politker and round=2")
            assert "there is no role 'politker'" in session.text
            await session.answer(POLITICIANS)
            assert f"3 passages · 2 transcripts · 2 speakers  {POLITICIANS}" in session.lines[0]
            assert "bengt-2 · turn 2 · Bengt" in session.text
            for words in ("Det är tillit för mig.", "Men den är skör", "Att inte behöva fråga."):
                assert words in session.text
            assert "räkna minuter" not in session.text

    async def test_the_same_in_a_search(self, study: Study) -> None:
        async with open_program(study) as session:
            await session.press("slash")
            await session.answer("tillit")
            screen = session.screen
            assert isinstance(screen, SearchScreen)
            await session.until(lambda: screen.complete)
            await session.press("f")
            await session.answer(POLITICIANS)
            await session.until(lambda: screen.complete)
            assert "bengt-2 · turn 2 · Bengt" in session.text
            assert len(session.rows.items) == 1

    async def test_the_same_in_a_chapter(self, study: Study, tmp_path: Path) -> None:
        chapter = tmp_path / "kapitel.md"
        async with open_program(study) as session:
            await session.press("E", "f")
            await session.answer("round=3")
            assert "there is no round '3'; there are 1, 2." in session.text
            await session.answer(POLITICIANS)
            assert POLITICIANS in session.text
            assert f"--where '{POLITICIANS}'" in session.text
            session.rows.go_to_key("file")
            await session.press("enter")
            await session.answer(str(chapter))
            await session.press("w")
            await session.until(chapter.exists)
        text = chapter.read_text(encoding="utf-8")
        assert "Det är tillit för mig." in text
        assert "räkna minuter" not in text

    async def test_the_chapter_is_asked_for_the_same_people_next_time(self, study: Study) -> None:
        async with open_program(study) as session:
            await session.press("E")
            assert POLITICIANS in session.text

    async def test_interviewers_are_nowhere_counted(self, study: Study) -> None:
        async with open_program(study) as session:
            await session.press("g", "t")
            assert "5 turns" not in session.lines[2]
            assert "4 turns · 22 words" in session.text
            await session.press("g", "p")
            assert "4 participants" in session.lines[0]
            assert "bengt-1 (IP), bengt-2 (IP) · 4 turns, 44 words · Mandatperiod 2" in session.text
