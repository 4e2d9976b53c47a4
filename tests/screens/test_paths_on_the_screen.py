"""Paths typed on the screen that cannot be looked at, or are no files: said there, and one goes on."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from session import Session, open_program
from small_study import coded_study

from utsaga.tui.screens.writing.export import ExportScreen


async def named(session: Session, path: object, *keys: str) -> str:
    """What is said when a path is named in the line that keys open."""
    await session.press(*keys)
    await session.answer(str(path))
    said = session.message if session.screen.query("StatusLine") else session.text
    await session.press("escape")
    return said


async def test_names_that_no_disk_takes_and_pipes_are_refused_in_words(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    endless = tmp_path / ("a" * 300)
    with coded_study(tmp_path / "s") as study:
        async with open_program(study, size=(120, 30)) as session:
            assert "File name too long" in await named(session, endless, "E", "enter")
            assert isinstance(session.screen, ExportScreen)
            assert "File name too long" in await named(session, endless, "g", "p", "w")
            assert "File name too long" in await named(session, endless, "g", "p", "i")
            assert "a device or a pipe" in await named(session, pipe, "g", "p", "i")
            assert "a device or a pipe" in await named(session, pipe, "g", "i", "i")
            assert "a device or a pipe" in await named(session, pipe, "g", "x")
            assert "File name too long" in await named(session, endless, "g", "x")


async def test_the_program_goes_on_where_its_folder_was_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gone := tmp_path / "gone").mkdir()
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            monkeypatch.chdir(gone)
            monkeypatch.setenv("HOME", str(tmp_path))
            shutil.rmtree(gone)
            await session.press("E", "w")
            assert "Wrote 5 quotes" in session.message
            await session.press("g", "t", "a")
            await session.answer("nowhere.txt")
            assert "There is no file" in session.message
