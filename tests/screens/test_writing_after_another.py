"""Reading along while a colleague writes, and writing on when she has left; planning away from the screen."""

from __future__ import annotations

import threading
from pathlib import Path

from session import open_program
from small_study import coded_study

from utsaga.model.action import Action
from utsaga.study import Study
from utsaga.study.coding import codebook


async def test_the_screen_says_who_has_left_and_a_key_writes_on(tmp_path: Path) -> None:
    other = coded_study(tmp_path / "s")
    with Study.open(tmp_path / "s", coder="eva") as study:
        async with open_program(study) as session:
            for key in ("i", "c", "u", "m"):
                await session.press(key)
                assert session.screen is session.app.workspace, "it is refused before anything is asked"
                assert "kim has it open" in session.message
                assert "F4 writes here when they have left" in session.message
            await session.press("f4")
            assert "kim has it open" in session.message
            other.do(codebook.create(other, "tema / nytt"))
            other.close()
            session.app.lookout.look()
            await session.settle()
            assert session.message == "kim has left the study: F4 to write here."
            for key in "jc":
                await session.press(key)
                assert session.screen is session.app.workspace
            assert session.message == "kim has left the study: F4 to write here."
            await session.press("k")
            assert "read only: F4 to write" in session.text
            await session.press("f4")
            assert session.message == "You can write here now."
            assert study.codes.at_path(["tema", "nytt"])
            await session.press("i")
            assert study.writable
            assert next(study.store.history_of("eva")).name.startswith("codings.")


async def test_while_a_long_change_is_planned_the_screen_goes_on(tmp_path: Path) -> None:
    planned, go_on = threading.Event(), threading.Event()
    with coded_study(tmp_path / "s") as study:

        def plan() -> Action:
            planned.set()
            assert go_on.wait(30)
            return codebook.create(study, "tema / nytt")

        async with open_program(study) as session:
            workspace = session.app.workspace
            session.app.changes.make(plan, workspace, aside="It is worked on …")
            await session.until(planned.is_set)
            before = workspace.reader.cursor.span
            session.app.simulate_key("j")
            await session.until(lambda: workspace.reader.cursor.span != before)
            await session.until(lambda: session.message == "It is worked on …")
            assert study.codes.at_path(["tema", "nytt"]) is None
            go_on.set()
            await session.settle()
            assert study.codes.at_path(["tema", "nytt"])
            assert "nytt" in session.message
