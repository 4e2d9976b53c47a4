"""What must hold when something goes wrong: no interview text in reports, nothing half done."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from session import open_program

from studies import TILLIT, coded, named
from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.study import Study
from utsaga.study.coding import codebook, pins
from utsaga.tui.door import Door
from utsaga.tui.terminal.crash import crash_report


def test_a_report_of_a_failure_holds_no_words_of_an_interview() -> None:
    """It tells the place and the kind of the error, not its message and not what variables held."""

    def fail(said: str) -> None:
        try:
            raise KeyError(said)
        except KeyError as error:
            raise ValueError(f"not found: {said}") from error

    with pytest.raises(ValueError, match="not found") as caught:
        fail("Jag litar inte på chefen")
    report = crash_report(caught.value)
    assert "litar" not in report
    assert "builtins.ValueError" in report
    assert "builtins.KeyError" in report
    assert "test_failing_and_writing.py" in report


async def test_changes_are_made_one_at_a_time_and_in_order(tmp_path: Path) -> None:
    """The second change is planned when the first is on disk, on what that has made of the study."""
    with coded(tmp_path / "s") as study:
        door = Door(study)
        seen: list[str] = []
        plans = [lambda n=n: codebook.create(study, f"kod {n}") for n in range(4)]
        await asyncio.gather(*(door.make(plan, lambda a: seen.append(study.say(a))) for plan in plans))
        door.close()
        assert seen == [f"new code 'kod {n}'" for n in range(4)]


async def test_a_change_that_was_begun_is_completed_whoever_asked(tmp_path: Path) -> None:
    """A screen that is left while its change is being written does not leave it half done."""
    with coded(tmp_path / "s") as study:
        door = Door(study)
        done = asyncio.Event()
        asked = asyncio.create_task(door.make(lambda: codebook.create(study, "kvar"), lambda _: done.set()))
        await asyncio.sleep(0)
        asked.cancel()
        await door.settled()
        door.close()
        assert done.is_set()
        assert study.codes.named("kvar")


async def test_a_refused_plan_lets_the_next_one_through(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        door = Door(study)

        def refuse() -> Action:
            raise Refused("No.")

        with pytest.raises(Refused):
            await door.make(refuse, lambda _: None)
        await door.make(lambda: codebook.create(study, "ja"), lambda _: None)
        door.close()
        assert study.codes.named("ja")


async def test_nothing_is_said_to_be_done_before_it_is_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the disk is slow the cursor moves on, and the stripe and the words wait."""
    with coded(tmp_path / "s") as study:
        study.do(pins.pin(study, named(study, TILLIT), "1"))
        source = study.source_named("intervju-1").id
        async with open_program(study) as session:
            disk = threading.Event()
            pending_type = type(study.begin(codebook.create(study, "prov")))
            write = pending_type.write

            def slow_write(pending: object) -> None:
                disk.wait(20)
                write(pending)  # type: ignore[arg-type]

            monkeypatch.setattr(pending_type, "write", slow_write)
            before = len(study.held.codings(source))
            await session.app.on_event(_key("1"))
            await session.app.on_event(_key("j"))
            assert session.message == ""
            assert len(study.held.codings(source)) == before
            disk.set()
            await session.until(lambda: len(study.held.codings(source)) == before + 1)
            await session.until(lambda: session.message == "Coded 'tillit' on 1 passage.")


async def test_leaving_right_after_a_key_loses_nothing(tmp_path: Path) -> None:
    """``1`` and ``q`` in one packet: the coding is there at the next start."""
    path = tmp_path / "s"
    with coded(path) as study:
        study.do(pins.pin(study, named(study, TILLIT), "1"))
        async with open_program(study) as session:
            for name in ("1", "q"):
                session.app.post_message(_key(name))
            await session.until(lambda: session.app.return_code == 0)
    with Study.open(path, coder="kim") as study:
        codings = study.held.codings(study.source_named("intervju-1").id)
        assert next(iter(codings)).quote == "Hur länge har du arbetat här?"


def _key(name: str):  # type: ignore[no-untyped-def]
    from textual.events import Key

    return Key(name, name)
