"""On the search screen, hits are looked at, some are left out, and the rest is coded in one step."""

from __future__ import annotations

from pathlib import Path

from session import Session, open_program
from small_study import coded_study

from utsaga.study import Study


async def searched(session: Session, words: str) -> None:
    await session.press("slash")
    await session.answer(words)
    await session.until(lambda: bool(session.rows.items) and session.screen.complete)  # type: ignore[attr-defined]


def quotes(study: Study, name: str) -> list[str]:
    return [
        coding.quote
        for source in study.sources
        for coding in study.held.codings(source.id)
        if study.codes[coding.code].name == name
    ]


async def test_hits_that_were_left_out_are_not_coded_and_one_undo_takes_all_back(tmp_path: Path) -> None:
    with coded_study(tmp_path / "study") as study:
        async with open_program(study) as session:
            await searched(session, "det")
            number = len(session.rows.items)
            assert number > 2
            await session.press("x", "x")
            assert "2 left out" in session.lines[0]
            assert sum("· left out" in line for line in session.lines) == 2
            await session.press("k", "x")
            assert "1 left out" in session.lines[0]
            await session.press("c")
            assert f"Code {number - 1} hits, the sentence around each" in session.text
            await session.answer("nytt")
            assert "Would code" in session.text
            await session.press("y")
            await session.until(lambda: "takes it back" in session.message)
            coded = quotes(study, "nytt")
            assert coded
            await session.press("c")
            await session.answer("nytt")
            await session.until(lambda: "Nothing is left to code." in session.message)
            await session.press("u")
            assert study.codes.named("nytt") == []


async def test_how_much_around_a_hit_is_coded_can_be_chosen(tmp_path: Path) -> None:
    with coded_study(tmp_path / "study") as study:
        async with open_program(study) as session:
            await searched(session, "tilliten")
            await session.press("t")
            assert "the found words alone" in session.message
            await session.press("c")
            await session.answer("nytt")
            await session.press("n")
            assert study.codes.named("nytt") == []
            await session.press("c")
            await session.answer("nytt")
            await session.press("y")
            await session.until(lambda: bool(study.codes.named("nytt")))
            assert [quote.lower() for quote in quotes(study, "nytt")] == ["tilliten", "tilliten"]
