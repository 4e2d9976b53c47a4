"""Any screen may be left while it works: nothing crashes, and what was asked for goes on and is told."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from session import Session, open_program
from small_study import FIRST, coded_study

from utsaga.study import sources
from utsaga.study.guide import guides
from utsaga.study.guide.guide_file import guide_items
from utsaga.tui import away
from utsaga.tui.app import SCREENS
from utsaga.tui.away import Stop
from utsaga.tui.screens.help import HelpScreen
from utsaga.tui.screens.incoming.screen import ImportScreen
from utsaga.tui.screens.texts.transcripts import TranscriptsScreen
from utsaga.tui.screens.writing import export


class Held:
    """Work away from the screen, which is done when a test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []
        self.holds = False

    def start(self, run: Callable[[], None]) -> None:
        if self.holds:
            self.waiting.append(run)
        else:
            run()

    def go_on(self) -> None:
        """Do what has begun; what follows it waits."""
        waiting, self.waiting = self.waiting, []
        for run in waiting:
            run()

    def end(self) -> None:
        """Do what has begun, and what follows it at once."""
        self.holds = False
        self.go_on()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    found = Held()
    monkeypatch.setattr(away, "_start", found.start)
    monkeypatch.setattr("utsaga.tui.screens.list_screen._SLICE", 0)
    return found


async def leave(session: Session) -> None:
    """Leave screens until the workspace is reached."""
    while session.screen is not session.app.workspace:
        session.app.leave()
        await session._pilot.pause()


async def test_every_list_can_be_left_as_soon_as_it_is_opened(tmp_path: Path, held: Held) -> None:
    with coded_study(tmp_path / "s") as study:
        study.do(guides.put(study, "guide", list(guide_items("# Start\nHur ser en vanlig vecka ut?\n"))))
        async with open_program(study) as session:
            for command in SCREENS:
                held.holds = True
                session.app.go(command, *([None] if command == "go.quotes" else []))
                await session._pilot.pause()
                await leave(session)
                held.end()
                await session.settle()
                assert session.screen is session.app.workspace, command


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(FIRST.replace("Hur", f"Hur {name}"), encoding="utf-8")
    return folder


async def begin_reading(session: Session, held: Held, path: Path) -> ImportScreen:
    """Name a path to the import, which then waits for what is there."""
    await session.press("g", "t", "a")
    held.holds = True
    screen = session.screen
    assert isinstance(screen, ImportScreen)
    screen.query_one("AnsweredLine").value = str(path)  # type: ignore[attr-defined]
    await session._pilot.press("enter")
    await session.until(lambda: bool(held.waiting))
    return screen


@pytest.mark.parametrize("files_read", [0, 1, 2])
async def test_the_import_is_left_while_files_are_read(
    tmp_path: Path, files: Path, held: Held, files_read: int
) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await begin_reading(session, held, files)
            for _ in range(files_read):
                held.go_on()
                await session.until(lambda: bool(held.waiting))
            await session._pilot.press("q")
            await session.until(lambda: isinstance(session.screen, TranscriptsScreen))
            held.end()
            await session.settle()
            assert isinstance(session.screen, TranscriptsScreen)


async def test_the_import_is_left_while_a_file_is_read_in_another_way(
    tmp_path: Path, files: Path, held: Held
) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await begin_reading(session, held, files)
            held.end()
            await session.settle()
            held.holds = True
            await session._pilot.press("J")
            await session.until(lambda: bool(held.waiting))
            await session._pilot.press("enter")
            assert "being read in another way" in session.message
            await session._pilot.press("q")
            held.end()
            await session.settle()
            assert isinstance(session.screen, TranscriptsScreen)


async def test_reading_is_stopped_inside_a_file(tmp_path: Path, files: Path, held: Held) -> None:
    """A file that takes minutes is not waited for."""
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await begin_reading(session, held, files)
            for _ in range(2):
                held.go_on()
                await session.until(lambda: bool(held.waiting))
            await session._pilot.press("s")
            await session.settle()
            assert "Stopped" in session.message
            assert len(session.rows.items) == 1
            held.end()
            await session.press("enter")
            assert [source.title for source in study.sources][2:] == ["a"]


async def test_what_goes_in_goes_in_when_its_screen_is_left_or_covered(
    tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = threading.Event()
    add = sources.add
    with coded_study(tmp_path / "s") as study:
        monkeypatch.setattr(sources, "add", lambda *given: (disk.wait(60), add(*given))[1])
        async with open_program(study) as session:
            for number, keys in ((3, ["question_mark"]), (4, ["q"])):
                disk.clear()
                await session.press("g", "t", "a")
                await session.answer(str(files / f"{'ab'[number - 3]}.txt"))
                await session._pilot.press("enter", "enter")
                assert "wait" in session.message
                await session._pilot.press("x")
                assert "are being brought in" in session.message
                await session._pilot.press(*keys)
                assert isinstance(session.screen, (HelpScreen, TranscriptsScreen))
                disk.set()
                await session.settle()
                assert isinstance(session.screen, TranscriptsScreen)
                assert len(study.sources) == number
                assert "Imported 1 transcript" in session.message


async def test_a_chapter_is_written_and_told_when_its_form_has_been_left(tmp_path: Path, held: Held) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            held.holds = True
            await session._pilot.press("E")
            screen = session.screen
            assert isinstance(screen, export.ExportScreen)
            chapter = tmp_path / "chapter.md"
            screen._set_file(str(chapter))
            await session._pilot.press("w")
            await session.until(lambda: bool(held.waiting))  # is there a file already?
            held.go_on()
            await session.until(lambda: bool(held.waiting))
            await session._pilot.press("w")
            held.waiting.pop()()  # there is none yet
            await session.until(lambda: "is being written: wait for that first" in session.message)
            await session._pilot.press("q")
            await session.until(lambda: session.screen is session.app.workspace)
            await session._pilot.press("q")
            assert "The chapter is being written: wait for that, or q again leaves" in session.message
            held.end()
            await session.settle()
            assert "Wrote 5 quotes" in session.message
            assert chapter.exists()


async def test_a_table_that_cannot_be_written_is_told_when_its_list_has_been_left(
    tmp_path: Path, held: Held
) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("g", "p", "w")
            held.holds = True
            session.screen.query_one("AnsweredLine").value = str(tmp_path / "nowhere" / "p.csv")  # type: ignore[attr-defined]
            await session._pilot.press("enter")
            await session.until(lambda: bool(held.waiting))
            held.end()
            await session._pilot.press("q")
            await session.settle()
            assert session.screen is session.app.workspace


async def test_nobody_waits_at_the_end_for_what_is_only_looked_at() -> None:
    """A file that takes minutes to read does not keep the program from ending."""
    never, stop = threading.Event(), Stop()
    reading = away.away(never.wait)
    reading.close()
    daemons: list[bool] = []
    assert await stop.or_find(lambda: daemons.append(threading.current_thread().daemon) or os.getpid())
    assert daemons == [True]
    stop.now()
    assert await stop.or_find(os.getpid) is None
