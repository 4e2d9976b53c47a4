"""What is said is seen to its last word, however long it is and however narrow the terminal."""

from __future__ import annotations

from pathlib import Path

from session import open_program

from studies import coded
from utsaga.study import Study
from utsaga.tui.keyed_screen import KeyedScreen

LONG = " ".join(f"ord{n}" for n in range(40))


async def test_a_long_message_takes_the_rows_it_needs_until_the_next_key(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study, size=(60, 24)) as session:
            assert isinstance(session.screen, KeyedScreen)
            session.screen.say(LONG)
            await session.settle()
            shown = " ".join(" ".join(session.lines[-6:]).split())
            assert LONG in shown
            await session.press("j")
            assert "ord39" not in session.text
            assert "q leave" in session.lines[-1]
            assert "sentence" in session.lines[-2]


async def test_a_message_is_fitted_to_a_window_that_is_made_narrower(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study, size=(120, 24)) as session:
            assert isinstance(session.screen, KeyedScreen)
            session.screen.say(LONG[:100])
            await session.settle()
            assert "q leave" in session.lines[-1]
            await session._pilot.resize_terminal(60, 24)
            await session.settle()
            assert LONG[:100] in " ".join(" ".join(session.lines[-3:]).split())


async def test_who_only_reads_along_is_told_so_to_the_end_at_the_start(tmp_path: Path) -> None:
    with coded(tmp_path / "s"), Study.open(tmp_path / "s", coder="liv") as second:
        async with open_program(second, size=(60, 24)) as session:
            end = " ".join(" ".join(session.lines[-4:]).split())
            assert "This session only reads along: kim has it open" in end
            assert "(process" in end
