"""The codebook in its pane: everything by single keys on the code under the cursor, everything undoable."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from session import Session, open_program

from studies import MAKT, STOD, TILLIT, coded, interviews, named
from utsaga.study import Study
from utsaga.study.coding import codebook
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.screens.desk.workspace import Workspace
from utsaga.tui.widgets.codes_tree import CodesTree


@asynccontextmanager
async def codebook_of(study: Study) -> AsyncIterator[tuple[Session, CodesTree]]:
    """The program with the keys in the codebook."""
    async with open_program(study, size=(140, 30)) as session:
        await session.press("g", "c")
        yield session, session.screen.query_one(CodesTree)


def paths(study: Study) -> list[str]:
    """The codebook, in its order."""
    return [study.codes.path(code.id) for _, code in study.codes.walk()]


async def go_to(session: Session, tree: CodesTree, path: str) -> None:
    """Put the tree's cursor on a code."""
    tree.reveal(named(session.app.study, path).id)
    await session.settle()


async def test_the_tree_shows_marks_pins_and_counts(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, TILLIT)
            await session.press("3")
            row = next(line for line in session.lines if "tillit" in line)
            assert row[:29].split() == ["3", named(study, TILLIT).mark, "tillit", "4"]
            assert session.message == "Pinned 'tillit' to 3."
            await session.press("0")
            assert study.pins == {}


async def test_new_codes_beside_and_below(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            assert "No codes yet" in session.text
            await session.press("a")
            await session.answer("Relationen / Makt")
            assert paths(study) == ["Relationen", "Relationen / Makt"]
            assert tree.code == named(study, "Relationen / Makt")
            await session.press("a")
            await session.answer("Förtroende")
            await session.press("A")
            await session.answer("tillit")
            assert paths(study)[2:] == ["Relationen / Förtroende", "Relationen / Förtroende / tillit"]
            await session.press("u", "u", "u")
            assert paths(study) == []


async def test_before_there_are_codes_or_pins_the_screen_says_how_to_make_them(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            assert "c names the first code for what is selected" in session.text
            await session.press("tab")
            assert isinstance(session.screen.focused, CodesTree)
            await session.press("tab", "i", "j")
            assert "g c, then 1 to 9, pins a code to that key" in session.text


async def test_renaming_and_defining(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, TILLIT)
            await session.press("r")
            assert session.screen.query_one(AnsweredLine).value == "tillit"
            await session.answer("förtroende i vardagen")
            assert tree.code is not None
            assert tree.code.name == "förtroende i vardagen"
            await session.press("d", *"Litar", "ctrl+s")
            assert study.codes[tree.code.id].definition == "Litar"
            assert "Litar" in session.text
            await session.press("m", *"Stark", "ctrl+s")
            assert "Stark" in session.text


async def test_a_name_that_cannot_be_is_refused_where_it_is_typed(tmp_path: Path) -> None:
    """What was typed stays, to be mended."""
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, TILLIT)
            await session.press("r")
            await session.answer("tillit / till chefen")
            assert session.screen.query_one(AnsweredLine).value == "tillit / till chefen"
            await session.answer("tillit till chefen")
            assert session.message == "The code is called 'tillit till chefen' now."
            await session.press("g", "t", "r")
            await session.answer(" ")
            assert session.screen.query_one(AnsweredLine)
            await session.answer("Första intervjun")
            assert session.message == "The transcript is called 'Första intervjun' now."


async def test_moving_codes_about(tmp_path: Path) -> None:
    """``J`` and ``K`` among siblings, ``p`` below another code or to the root."""
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, "Relationen")
            await session.press("J")
            assert paths(study)[0] == "Handlingsutrymme"
            await session.press("J")
            assert session.message == "It is the last one here."
            await session.press("K")
            assert paths(study)[0] == "Relationen"
            await go_to(session, tree, TILLIT)
            await session.press("p", *"handl", "enter")
            assert "Handlingsutrymme / tillit" in paths(study)
            await session.press("p", "enter")
            assert "tillit" in paths(study)
            await session.press("p", "p", "enter")


async def test_a_path_is_one_from_the_top_wherever_the_cursor_stands(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, TILLIT)
            await session.press("a")
            await session.answer("Tid / tidsbrist")
            assert "Tid / tidsbrist" in paths(study)
            assert tree.code == named(study, "Tid / tidsbrist")
            await go_to(session, tree, "Tid")
            await session.press("A")
            await session.answer("Helger / jul")
            assert "Tid / Helger / jul" in paths(study)


async def test_put_offers_the_top_and_the_themes_first(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, TILLIT)
            await session.press("p")
            rows = ["".join(p.text for p in choice.line) for choice in session.rows.items]
            assert "below no other code" in rows[0]
            above = [code for _, code in study.codes.walk() if study.codes.children(code.id)]
            assert [code.name in row for code, row in zip(above, rows[1:], strict=False)] == [True] * 4
            await session.press("t", "o", "p")
            assert "below no other code" in str(session.rows.items[0].line)
            await session.press("enter")
            assert "tillit" in paths(study)


async def test_a_code_is_merged_and_brought_back(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, MAKT)
            await session.press("M", *"till", "enter")
            assert MAKT not in paths(study)
            assert study.held.count(named(study, TILLIT).id) == 6
            assert tree.code == named(study, TILLIT)
            await session.press("u")
            assert study.held.count(named(study, MAKT).id) == 3
            assert tree.code == named(study, MAKT), "the cursor stands on what has come back"
            await session.press("D", "u")
            assert tree.code == named(study, MAKT)


async def test_the_question_of_a_long_code_is_seen_to_its_end(tmp_path: Path) -> None:
    long = "en mening som någon sade och som blev en kod i sin helhet, in vivo"
    with coded(tmp_path / "s") as study:
        study.do(codebook.create(study, long))
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, long)
            for key, end in (("M", "i… into"), ("p", "i… below")):
                await session.press(key)
                assert end in session.text
                await session.press("escape")


async def test_a_code_is_deleted_with_its_codings_in_one_step(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, "Relationen")
            await session.press("D")
            assert session.message == (
                "Deleted 'Relationen' with 7 codings and 4 codes below it. u brings it back."
            )
            assert paths(study) == ["Handlingsutrymme", STOD]
            await session.press("u")
            assert study.held.count(named(study, TILLIT).id) == 4


async def test_branches_close_and_open(tmp_path: Path) -> None:
    """``h`` closes a branch, which then shows what all below it hold."""
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, "Relationen")
            await session.press("h")
            assert [node.code.name for node in tree.items][:2] == ["Relationen", "Handlingsutrymme"]
            assert tree.items[0].count == 7
            await session.press("l", "l", "h", "h")
            assert tree.code == named(study, "Relationen")


async def test_a_colour_and_a_coding_from_the_tree(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, TILLIT)
            before = named(study, TILLIT).colour
            await session.press("o", "c", "enter")
            assert named(study, TILLIT).colour == before % 8 + 1
            assert session.message == "Coded 'tillit' on 1 passage."
            assert tree.code is not None
            assert next(node.count for node in tree.items if node.code.id == tree.code.id) == 5


async def test_quick_keys_work_on_what_the_keys_before_them_did(tmp_path: Path) -> None:
    """Pressing ``J`` twice at once moves a code by two, although the first has to reach the disk."""
    with interviews(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            for name in ("ett", "två", "tre"):
                await session.press("a")
                await session.answer(name)
            await go_to(session, tree, "ett")
            session.app.post_message(key("J"))
            session.app.post_message(key("J"))
            await session.settle()
            await session.until(lambda: paths(study) == ["två", "tre", "ett"])


def key(name: str):  # type: ignore[no-untyped-def]
    from textual.events import Key

    return Key(name, name)


async def test_what_a_code_holds_is_told_anew_when_all_codings_have_been_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who was at the codebook before the rest of the study was read sees numbers that are right."""
    coded(tmp_path / "study").close()
    read_rest = Workspace._read_rest
    monkeypatch.setattr(Workspace, "_read_rest", lambda _: None)
    with Study.open(tmp_path / "study", coder="kim") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, TILLIT)
            assert "4 codings" not in session.text
            monkeypatch.setattr(Workspace, "_read_rest", read_rest)
            session.app.workspace._begin_reading()
            await session.until(lambda: "4 codings" in session.text)


async def test_c_asks_for_a_code_in_the_codebook_too_and_enter_takes_the_one_at_the_cursor(
    tmp_path: Path,
) -> None:
    with coded(tmp_path / "s") as study:
        async with codebook_of(study) as (session, tree):
            await go_to(session, tree, MAKT)
            before = study.held.count(named(study, MAKT).id)
            words = session.screen.reader.transcript.text[slice(*session.screen.reader.selection)]
            await session.press("c")
            assert f"Code “{' '.join(words.split())[:20]}" in session.text
            assert study.held.count(named(study, MAKT).id) == before, "nothing is coded before Enter"
            await session.press("escape", "c", "enter")
            assert study.held.count(named(study, MAKT).id) == before + 1
            await session.press("c", *"stöd", "enter")
            assert session.message.startswith("Coded")
            assert "stöd" in session.message
