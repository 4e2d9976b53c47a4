"""A file that is missing, a number out of range, a pipe in the way: said in words, and the rest works."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from session import open_program
from small_study import coded_study

from utsaga.search.studies import StudySearch
from utsaga.store.store import Store
from utsaga.study import Study
from utsaga.study.news import News
from utsaga.tui.screens.finding.quotes import QuotesScreen
from utsaga.tui.screens.writing.export import ExportScreen


def without_text(path: Path, number: int) -> Study:
    """A study one of whose transcripts has lost its file."""
    with coded_study(path) as study:
        key = study.sources[number].key
    (path / "transcripts" / f"{key}.txt").unlink()
    return Study.open(path, coder="kim")


class TestMissingTranscripts:
    async def test_the_program_starts_without_the_transcript_to_open(self, tmp_path: Path) -> None:
        with without_text(tmp_path / "s", 0) as study:
            async with open_program(study, (100, 24)) as session:
                assert f"{study.sources[0].key}.txt" in session.text
                await session.press("j", "v", "1")
                await session.press("g", "t", "j", "enter")
                assert "Berätta om stödet" in session.text

    async def test_the_second_one_says_why_it_is_empty(self, tmp_path: Path) -> None:
        with without_text(tmp_path / "s", 1) as study:
            async with open_program(study, (140, 24)) as session:
                await session.press("z", "s", "j")
                assert f"{study.sources[1].key}.txt" in session.text
                await session.press("shift+tab", "j")
                assert "Hur ser en vanlig vecka ut?" in session.text

    @pytest.mark.parametrize("missing", [0, 1])
    async def test_the_quotes_say_which_transcript_they_are_without(
        self, tmp_path: Path, missing: int
    ) -> None:
        with without_text(tmp_path / "s", missing) as study:
            async with open_program(study, (120, 24)) as session:
                session.app.go("go.quotes", study.codes.named("tillit")[0].id)
                await session.settle()
                assert "1 passage" in session.lines[0]
                assert f"not read: {study.sources[missing].title}" in session.lines[0]


async def test_a_colour_that_no_theme_has_is_shown_in_one_that_it_has(tmp_path: Path) -> None:
    with coded_study(tmp_path / "s"):
        pass
    file = tmp_path / "s" / "study.json"
    kept = json.loads(file.read_text())
    for number, code in enumerate(kept["codes"].values()):
        code["colour"] = 9 if number % 2 else -1
    file.write_text(json.dumps(kept))
    with Study.open(tmp_path / "s", coder="kim") as study:
        async with open_program(study) as session:
            await session.press("c", "escape", "g", "c", "enter")
            assert isinstance(session.screen, QuotesScreen)
            assert "3 passages" in session.lines[0] or "2 passages" in session.lines[0]


async def test_leaving_while_a_change_is_written_says_it_where_one_is_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            session.app.go("go.quotes", study.codes.named("tillit")[0].id)
            await session.settle()
            coding = session.rows.current.quote.coding
            disk = threading.Event()
            pending_type = type(study.begin(study.plan_undo()))
            write = pending_type.write

            def slow_write(pending: object) -> None:
                disk.wait(20)
                write(pending)  # type: ignore[arg-type]

            monkeypatch.setattr(pending_type, "write", slow_write)
            session.app.simulate_key("asterisk")
            await session.until(lambda: session.app.changes.busy)
            session.app.simulate_key("q")
            await session.until(lambda: session.screen is session.app.workspace)
            disk.set()
            await session.settle()
            assert study.held.coding(coding.id).starred
            assert session.message


async def test_a_problem_in_the_files_is_said_once_while_it_lasts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            seen = [News(False, ("study.json is damaged.",))]
            monkeypatch.setattr(Study, "refresh", lambda _: seen[0])
            session.app.lookout.look()
            assert session.message == "study.json is damaged."
            await session.press("j")
            session.app.lookout.look()
            assert session.message == ""
            seen[0] = News(False, ())
            session.app.lookout.look()
            seen[0] = News(False, ("study.json is damaged.",))
            session.app.lookout.look()
            assert session.message == "study.json is damaged."


async def test_trouble_with_the_disk_is_said_once_also_when_it_began_under_a_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble: list[str | None] = [None]
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            monkeypatch.setattr(Store, "trouble", property(lambda _: trouble[0]))
            for keys in (["m"], ["colon"], ["question_mark"]):
                await session.press(*keys)
                trouble[0] = "The disk is full."
                session.app.lookout.look()
                await session.press("q" if keys == ["question_mark"] else "escape")
                session.app.lookout.look()
                assert session.message == "The disk is full." or keys == ["question_mark"]
                await session.press("j")
                session.app.lookout.look()
                assert session.message == ""
                trouble[0] = None
                session.app.lookout.look()


async def test_exporting_to_a_pipe_is_refused_and_nothing_hangs(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("E")
            assert isinstance(session.screen, ExportScreen)
            session.screen.form = replace(session.screen.form, file=str(pipe))
            async with asyncio.timeout(60):
                await session.press("w")
            assert "is not a file" in session.message


def test_reading_for_a_search_ends_after_the_text_at_hand_when_it_is_stopped(tmp_path: Path) -> None:
    with coded_study(tmp_path / "s") as study:
        found = StudySearch(study)
        stopped = threading.Event()
        stopped.set()
        found.prepare(study.sources, stopped)
        assert not list(found.search("tillit"))
        found.prepare(study.sources, threading.Event())
        assert list(found.search("tillit"))


async def test_the_keys_below_the_screen_are_those_that_work_in_a_line(tmp_path: Path) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("slash")
            assert session.lines[-1].split() == ["Enter", "searches", "Esc", "leaves"]
            await session.answer("tillit")
            await session.until(lambda: session.rows.items)
            assert "searches" not in session.lines[-1]
            await session.press("q", "g", "t", "a")
            assert session.lines[-1].split() == ["Enter", "reads", "Tab", "completes", "Esc", "leaves"]
