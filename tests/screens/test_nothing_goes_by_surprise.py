"""Keys do what one expects of them: back is where one was, undo asks before it reaches far, Enter keeps."""

from __future__ import annotations

from pathlib import Path

from session import Session, open_program
from small_study import at_path, coded_study

from utsaga import demo
from utsaga.study import Study, sources
from utsaga.study.coding import codebook, memos
from utsaga.study.living import texts
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.screens.desk.workspace import Workspace
from utsaga.tui.screens.finding.quotes import QuotesScreen
from utsaga.tui.screens.writing.editor import Editor, Pages
from utsaga.tui.screens.writing.export import ExportScreen


def later_session(path: Path) -> Study:
    """The study opened anew: what was done before is of an earlier session."""
    coded_study(path).close()
    return Study.open(path, coder="kim")


async def quotes_of(session: Session, path: str) -> None:
    session.app.go("go.quotes", at_path(session.app.study, path).id)
    await session.settle()


async def test_leaving_the_quotes_after_a_visit_goes_back_to_where_one_was(tmp_path: Path) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            reader = session.app.workspace.reader
            await session.press("t", "j", "v", "j")
            before = reader.source_id, reader.cursor
            await quotes_of(session, "Relationen")
            await session.press("j", "j", "enter")
            assert reader.source_id == study.sources[1].id
            await session.press("q")
            assert isinstance(session.screen, QuotesScreen)
            await session.press("q")
            assert isinstance(session.screen, Workspace)
            assert (reader.source_id, reader.cursor) == before


async def test_a_transcript_that_went_meanwhile_is_not_gone_back_to(tmp_path: Path) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await quotes_of(session, "Relationen")
            await session.press("j", "j", "enter")
            study.do(sources.remove(study, study.sources[0]))
            session.app.show_anew()
            await session.press("q", "q")
            assert session.app.workspace.reader.source_id == study.sources[0].id


async def test_the_export_comes_back_to_the_list_as_it_was(tmp_path: Path) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await quotes_of(session, "Relationen")
            await session.press("f")
            await session.answer("speaker=Karin")
            rows = [row.id for row in session.rows.items]
            await session.press("j", "E")
            assert isinstance(session.screen, ExportScreen)
            await session.press("E", "q")
            assert isinstance(session.screen, QuotesScreen)
            assert ([row.id for row in session.rows.items], session.rows.cursor) == (rows, 1)


async def test_undo_asks_once_before_it_goes_back_behind_this_session(tmp_path: Path) -> None:
    with later_session(tmp_path / "s") as study:
        tillit = at_path(study, "Relationen / tillit").id
        study.do(codebook.rename(study, study.codes[tillit], "förtroende"))
        async with open_program(study) as session:
            await session.press("u")
            assert study.code_name(tillit) == "tillit", "what was done in this session is simply undone"
            await session.press("u", "u")
            assert isinstance(session.screen, Confirm)
            assert "done 20" in session.text
            assert "y  take back" in session.text
            await session.press("enter")
            assert isinstance(session.screen, Workspace)
            acts = len(list(study.history()))
            await session.press("u", "y", "u")
            assert len(list(study.history())) == acts + 2


async def test_what_the_example_is_made_of_is_not_undone(tmp_path: Path) -> None:
    demo.build(tmp_path / "demo", "kim")
    with Study.open(tmp_path / "demo", coder="kim") as study:
        async with open_program(study) as session:
            await session.press("u")
            assert session.message == "There is nothing to undo."
            await session.press("1", "u")
            assert session.message.startswith("Undone: code ")


async def test_undoing_a_new_code_leaves_the_cursor_where_it_was(tmp_path: Path) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("g", "c", "j", "j")
            tree = session.app.workspace.codes_tree
            before = tree.code
            await session.press("a")
            await session.answer("Vardag / morgon")
            assert tree.code != before
            await session.press("u")
            assert tree.code == before


async def test_enter_keeps_what_is_asked_about(tmp_path: Path) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("g", "t", "D")
            assert "y  remove    n, Enter  keep" in session.text
            await session.press("enter")
            assert len(study.sources) == 2


class TestSomebodyElseWroteMeanwhile:
    async def test_of_a_long_text_that_part_is_shown_which_they_changed(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "s") as study:
            study.do(memos.on_study(study, "Ord för ord. " * 100))
            async with open_program(study) as session:
                await session.press("g", "j", "e")
                memo = study.held.memos[0]
                study.do(memos.edit(study, memo, memo.text + " Tillagt."))
                await session.press("x", "ctrl+s")
                assert "It says by now: … " in session.text
                assert "Tillagt." in session.text

    async def test_a_turn_shows_the_new_words_and_can_be_saved(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "s") as study:
            async with open_program(study) as session:
                await session.press("J", "R")
                source = study.sources[0]
                turn = study.transcript(source.id).turns[1]
                words = study.transcript(source.id).text[turn.body : turn.end]
                others = words.replace("sällan", "aldrig")
                study.do(texts.correct(study, source.id, turn.words, words, others))
                pages = session.screen.query_one(Pages)
                pages.text = words.replace("två", "tre")
                await session.press("ctrl+s")
                assert isinstance(session.screen, Editor)
                assert "It says by now: Det är aldrig" in session.text
                assert "Ctrl+S puts yours in its place" in session.text
                await session.press("ctrl+s")
                assert isinstance(session.screen, Workspace)
                assert "Det är sällan tre veckor" in study.transcript(source.id).text

    async def test_a_definition_and_a_memo(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "s") as study:
            study.do(memos.on_study(study, "Först."))
            async with open_program(study) as session:
                await session.press("g", "c", "d")
                code = session.app.workspace.codes_tree.code
                assert code is not None
                study.do(codebook.define(study, code, "Deras."))
                session.screen.query_one(Pages).text = "Min."
                await session.press("ctrl+s")
                assert "It says by now: Deras." in session.text
                await session.press("ctrl+s")
                assert study.codes[code.id].definition == "Min."
                await session.press("g", "j", "e")
                study.do(memos.delete(study, study.held.memos[0]))
                session.screen.query_one(Pages).text = "Sedan."
                await session.press("ctrl+s")
                assert "Ctrl+S writes it anew" in session.text
                await session.press("ctrl+s")
                assert [memo.text for memo in study.held.memos] == ["Sedan."]


async def test_every_choice_of_the_export_is_seen_on_a_small_terminal(tmp_path: Path) -> None:
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("E")
            assert isinstance(session.screen, ExportScreen)
            seen = [name for _, name, _ in session.screen.form.rows if name in session.text]
            assert seen == [name for _, name, _ in session.screen.form.rows]
            assert "utsaga export" in session.text
