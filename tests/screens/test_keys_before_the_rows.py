"""Keys that are typed before the rows of a list are there are meant for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import open_program
from test_coding_by_keys import burst

from studies import coded
from utsaga.tui.modals.prompt import Prompt


async def test_a_form_takes_the_keys_that_came_with_the_one_that_opened_it(tmp_path: Path) -> None:
    """``E``, Enter and a path in one packet: the path is where the chapter goes."""
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await burst(session, "E", "enter")
            assert isinstance(session.screen, Prompt)
            await session.press("escape", "q")
            await burst(session, "E", "enter", "2", "enter")
            assert not isinstance(session.screen, Prompt)
            assert "  2.md" in session.text


@pytest.mark.parametrize("place", ["p", "t", "s", "r", "j", "i"])
async def test_a_list_takes_the_keys_that_came_with_those_that_opened_it(tmp_path: Path, place: str) -> None:
    """Down, in the packet that opens the list, leads one row on where there is one."""
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("g", place)
            stood, last = session.rows.cursor, len(session.rows.items) - 1
            await session.press("q")
            await burst(session, "g", place, "j")
            assert session.rows.cursor == max(0, min(stood + 1, last))
            await burst(session, "q")
            assert session.screen is session.app.workspace
