"""Sessions with memos, with the history, and writing the chapter."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from session import Session, open_program
from small_study import at_path, coded_study, new_study

from utsaga.cli.chapter import export_command
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.coding import memos
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.screens.desk.workspace import Workspace
from utsaga.tui.screens.finding.quotes import QuotesScreen
from utsaga.tui.screens.writing.export import ExportScreen
from utsaga.tui.screens.writing.memos import MemosScreen


def texts(session: Session) -> list[str]:
    return [row.memo.text for row in session.rows.items]


class TestMemos:
    async def test_an_entry_is_written_changed_deleted_and_brought_back(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "j")
                assert "No memos yet." in session.text
                await session.press("a", *"Ny tanke", "ctrl+s")
                assert texts(session) == ["Ny tanke"]
                assert "journal" in session.text
                await session.press("e", *"!", "ctrl+s")
                assert texts(session) == ["Ny tanke!"]
                await session.press("D")
                assert texts(session) == []
                await session.press("u")
                assert texts(session) == ["Ny tanke!"]

    async def test_a_memo_leads_to_what_it_is_about_and_back(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            source = study.sources[0].id
            span = Span(study.transcript(source).turns[1].body, study.transcript(source).turns[1].end)
            study.do(memos.on_passage(study, source, span, "Om veckan"))
            study.do(memos.on_code(study, at_path(study, "tillit").id, "Två slag"))
            study.do(memos.on_study(study, "Allmänt"))
            async with open_program(study) as session:
                await session.press("g", "j")
                row = {item.memo.text: number for number, item in enumerate(session.rows.items)}
                session.rows.go_to(row["Om veckan"])
                await session.press("enter")
                assert isinstance(session.screen, Workspace)
                assert session.screen.reader.selection == span
                await session.press("q")
                assert isinstance(session.screen, MemosScreen)
                session.rows.go_to(row["Två slag"])
                await session.press("enter")
                assert isinstance(session.screen, QuotesScreen)
                await session.press("q")
                assert isinstance(session.screen, MemosScreen)
                session.rows.go_to(row["Allmänt"])
                await session.press("enter")
                assert "the study as a whole" in session.message


class TestHistory:
    async def test_acts_come_newest_first_and_undone_ones_are_marked(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "h")
                assert "code 'Relationen' on 1 passage" in session.lines[1]
                await session.press("u")
                assert "undo: code 'Relationen' on 1 passage" in session.lines[1]
                assert "(code 'Relationen' on 1 passage: undone)" in session.lines[2]
                await session.press("U")
                assert "undone" not in session.lines[3]

    async def test_a_new_study_has_its_beginning_for_history(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "h")
                assert "History" in session.lines[0]


class TestExport:
    async def test_the_chapter_is_the_one_that_the_command_writes(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study, size=(160, 24)) as session:
                await session.press("E")
                assert isinstance(session.screen, ExportScreen)
                await choose(session, "attribution")
                await choose(session, "attribution")
                await choose(session, "interviewer")
                await session.press("w")
                await session.until(lambda: "Wrote" in session.message)
                chapter = tmp_path / "study" / "chapter.md"
                assert session.message.startswith("Wrote 5 quotes to ")
                assert stat.S_IMODE(chapter.stat().st_mode) == 0o600
                words = command_of(session)
        other = tmp_path / "other.md"
        words[words.index("--to") + 1] = str(other)
        done = CliRunner().invoke(export_command, words[2:], env={"UTSAGA_CONFIG": os.devnull})
        assert done.exit_code == 0, done.output
        assert other.read_bytes() == chapter.read_bytes()
        assert "(Intervjuperson 1)" in other.read_text()

    async def test_numbers_and_the_file_are_typed_and_checked(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("E")
                await choose(session, "number")
                await session.answer("five")
                assert "A number looks like 5 or 5.1" in session.text
                await session.answer("5.1")
                assert session.screen.form.options.number_from == "5.1"  # type: ignore[attr-defined]
                await choose(session, "file")
                await session.answer(str(tmp_path / "thesis.md"))
                await session.press("w")
                await session.until(lambda: "Wrote" in session.message)
                assert "## 5.1 " in (tmp_path / "thesis.md").read_text()

    async def test_a_file_that_somebody_else_made_is_not_replaced_unasked(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            chapter = tmp_path / "study" / "chapter.md"
            chapter.write_text("mine")
            async with open_program(study) as session:
                await session.press("E", "w")
                assert isinstance(session.screen, Confirm)
                await session.press("n")
                assert chapter.read_text() == "mine"
                await session.press("w", "y")
                await session.until(lambda: "Wrote" in session.message)
                await session.press("w")
                await session.until(lambda: "Wrote" in session.message)

    async def test_the_form_is_as_it_was_left(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("E")
                await choose(session, "codebook")
                await session.press("w")
                await session.until(lambda: "Wrote" in session.message)
        with Study.open(tmp_path / "study", coder="kim") as study:
            async with open_program(study) as session:
                await session.press("E")
                assert not session.screen.form.options.codebook  # type: ignore[attr-defined]

    async def test_a_copy_of_a_study_writes_into_the_copy(self, tmp_path: Path) -> None:
        """Also where the copy took along what the form was filled in with, and what has been written."""
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("E", "w")
                await session.until(lambda: "Wrote" in session.message)
        chapter = tmp_path / "study" / "chapter.md"
        written = chapter.stat().st_mtime_ns
        copy = shutil.copytree(tmp_path / "study", tmp_path / "copy")
        with Study.open(copy, coder="kim") as study:
            async with open_program(study) as session:
                await session.press("E", "w")
                await session.until(lambda: "Wrote" in session.message)
                assert str(copy) in session.message
        assert chapter.stat().st_mtime_ns == written

    async def test_a_copy_of_a_study_asks_before_it_replaces_what_the_other_one_wrote(
        self, tmp_path: Path
    ) -> None:
        thesis = tmp_path / "thesis.md"
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("E")
                await choose(session, "file")
                await session.answer(str(thesis))
                await session.press("w")
                await session.until(lambda: "Wrote" in session.message)
        copy = shutil.copytree(tmp_path / "study", tmp_path / "copy")
        with Study.open(copy, coder="kim") as study:
            async with open_program(study) as session:
                await session.press("E", "w")
                await session.until(lambda: isinstance(session.screen, Confirm))
                assert "thesis.md" in session.text

    async def test_what_cannot_be_written_is_said(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("E")
                await choose(session, "file")
                await session.answer("nowhere/chapter.md")
                await session.press("w")
                await session.until(lambda: "was not written" in session.message)
                await choose(session, "file")
                await session.answer(str(study.path / "codings" / "chapter.md"))
                await session.press("w")
                await session.until(lambda: "is a file of the study itself" in session.message)


async def choose(session: Session, field: str) -> None:
    session.rows.go_to_key(field)
    await session.press("enter")


def command_of(session: Session) -> list[str]:
    start = session.text.index("utsaga export")
    return shlex.split(session.text[start : session.text.index("Wrote")].replace("\\\n", ""))
