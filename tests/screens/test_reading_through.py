"""Sessions of reading without coding: how far, how often."""

from __future__ import annotations

from pathlib import Path

from session import open_program

import studies
from utsaga.model.source import Speaker
from utsaga.study import passes


class TestReadingThrough:
    async def test_reading_to_the_end_is_noted_with_a_key_and_shown_in_the_list(self, tmp_path: Path) -> None:
        with studies.new(tmp_path / "study") as study:
            turns = "".join(f"I: Fråga {n}?\nIP: Svar nummer {n}, och så lite till.\n" for n in range(60))
            studies.add_text(study, "lång", turns, [Speaker("I", interviewer=True), Speaker("IP")])
            async with open_program(study) as session:
                await session.press("space")
                await session.press("g", "t")
                assert "read to turn" in session.text
                await session.press("enter")
                while "Read to the end" not in session.message:
                    await session.press("space")
                assert "z r notes that you have read it through" in session.message
                await session.press("z", "r")
                await session.press("g", "t")
                assert "read 1×" in session.text
                await session.press("p")
                assert "read 2×" in session.text
                await session.press("P")
                assert "read 1×" in session.text
                assert len(passes.passes_in(study, study.sources[0])) == 1
                await session.press("g", "h")
                assert "note that 'lång' has been read through" in session.text

    async def test_a_jump_to_the_end_is_no_reading(self, tmp_path: Path) -> None:
        with studies.new(tmp_path / "study") as study:
            turns = "".join(f"I: Fråga {n}?\nIP: Svar nummer {n}, och så lite till.\n" for n in range(60))
            studies.add_text(study, "lång", turns, [Speaker("I", interviewer=True), Speaker("IP")])
            async with open_program(study) as session:
                await session.press("G")
                assert "Read to the end" not in session.message
                await session.press("g", "t")
                assert "read" not in session.lines[2]

    async def test_round_and_group_of_a_transcript(self, tmp_path: Path) -> None:
        with studies.interviews(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t", "R")
                await session.answer("2")
                await session.answer("urban")
                source = study.source_named("intervju-1")
                assert (source.round, source.group) == ("2", "urban")
                assert "round 2 · urban" in session.text
