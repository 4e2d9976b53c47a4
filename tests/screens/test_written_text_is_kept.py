"""What a researcher has written is never lost: not by a full disk, not by another coder, not by a line."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session import Session, open_program
from small_study import coded_study
from textual.widgets import Static

from utsaga.model.errors import NotFound
from utsaga.model.memo import Memo
from utsaga.store.errors import NotSaved
from utsaga.store.journal import Journal
from utsaga.study import Study
from utsaga.study.coding import codebook, memos
from utsaga.text.safe import shown
from utsaga.tui.drafts import Drafts
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.restored import restored
from utsaga.tui.screens.writing.editor import Editor, Pages
from utsaga.tui.writing import Writing

STORED = "kol\tumn\u00a0x\u00ady"


def pages(session: Session) -> Pages:
    return session.screen.query_one(Pages)


def hint(session: Session) -> str:
    return str(session.screen.query_one(".hint", Static).render())


def only_memo(study: Study) -> Memo:
    (memo,) = memos.all_memos(study)
    return memo


def with_memo(path: Path, text: str = STORED) -> Study:
    """A study whose first code carries a memo."""
    study = coded_study(path)
    first = study.codes.children(None)[0]
    study.do(memos.on_code(study, first.id, text))
    return study


class TestSaving:
    """The editor is open until the text is on disk."""

    async def test_a_full_disk_leaves_the_text_where_it_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise NotSaved("Not saved: the disk is full.")

        with coded_study(tmp_path / "s") as study:
            async with open_program(study) as session:
                await session.press("m")
                pages(session).text = "en timmes tankar"
                with monkeypatch.context() as patched:
                    patched.setattr(Journal, "append", full)
                    await session.press("ctrl+s")
                assert pages(session).text == "en timmes tankar"
                assert "the disk is full" in hint(session)
                await session.press("ctrl+s")
                assert not isinstance(session.screen, Editor)
                assert only_memo(study).text == "en timmes tankar"

    async def test_what_another_coder_changed_meanwhile_is_not_overwritten(self, tmp_path: Path) -> None:
        with with_memo(tmp_path / "s", "ett") as study:
            async with open_program(study) as session:
                await session.press("g", "c", "m", *" mitt")
                study.do(memos.edit(study, only_memo(study), "deras"))
                await session.press("ctrl+s")
                assert pages(session).text == "ett mitt"
                assert only_memo(study).text == "deras"

    async def test_a_memo_that_was_deleted_meanwhile_is_said_to_be_gone(self, tmp_path: Path) -> None:
        with with_memo(tmp_path / "s", "ett") as study:
            async with open_program(study) as session:
                await session.press("g", "c", "m", *" mitt")
                study.do(memos.delete(study, only_memo(study)))
                await session.press("ctrl+s")
                assert pages(session).text == "ett mitt"

    async def test_a_definition_that_was_changed_meanwhile_is_not_overwritten(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "s") as study:
            async with open_program(study) as session:
                await session.press("g", "c", "d", *"min")
                first = study.codes.children(None)[0]
                study.do(codebook.define(study, first, "deras"))
                await session.press("ctrl+s")
                assert pages(session).text == "min"
                assert study.codes[first.id].definition == "deras"


class TestCharactersThatCannotBeShown:
    """A tab, a hard space or a soft hyphen stays where nothing was typed over it."""

    async def test_saving_what_was_only_looked_at_changes_nothing(self, tmp_path: Path) -> None:
        with with_memo(tmp_path / "s") as study:
            done = len(list(study.history()))
            async with open_program(study) as session:
                await session.press("g", "c", "m", "ctrl+s")
                assert session.message == "It is as it was."
            assert only_memo(study).text == STORED
            assert len(list(study.history())) == done

    async def test_writing_on_keeps_what_stands_before(self, tmp_path: Path) -> None:
        with with_memo(tmp_path / "s") as study:
            async with open_program(study) as session:
                await session.press("g", "c", "m", *"!", "ctrl+s")
            assert only_memo(study).text == STORED + "!"

    async def test_a_name_that_was_only_looked_at_is_not_renamed(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "s") as study:
            source = study.sources[0]
            async with open_program(study) as session:
                await session.press("g", "t", "r", "enter")
                assert session.message == "The title is as it was."
            assert study.sources[0] == source

    @given(st.text("ab\t\u00a0\u00ad\n", max_size=30), st.data())
    def test_what_was_not_touched_is_as_it_was_stored(self, stored: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(stored)))
        end = data.draw(st.integers(start, len(stored)))
        typed = data.draw(st.text("xyz", max_size=5))
        seen = shown(stored)
        edited = restored(stored, seen[:start] + typed + seen[end:])
        assert edited == stored[:start] + typed + stored[end:] or start < end
        assert shown(edited) == seen[:start] + typed + seen[end:]

    def test_two_edits_keep_what_lies_between_them(self) -> None:
        assert restored("a\tb\tc", "xa b cx") == "xa\tb\tcx"

    def test_a_long_text_is_compared_by_line(self) -> None:
        lines = [f"rad\u00a0{number} " * 20 + "\n" for number in range(200)]
        seen = [shown(line) for line in lines]
        assert restored("".join(lines), "".join(["ny\n", *seen[:100], "x\n", *seen[100:]])) == "".join(
            ["ny\n", *lines[:100], "x\n", *lines[100:]]
        )


class TestPasting:
    """What is pasted holds nothing that commands a terminal, whichever way it comes."""

    async def test_into_a_line_and_into_the_editor(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "s") as study:
            async with open_program(study) as session:
                session.app.copy_to_clipboard("a\x1b]0;x\x07b\r\nc")
                await session.press("c", "ctrl+v")
                assert session.screen.query_one(AnsweredLine).value == "a␛]0;x␇b c"
                await session.press("escape", "m", "ctrl+v")
                assert pages(session).text == "a␛]0;x␇b\nc"


class TestWhenTheLineDrops:
    """What was being written is offered at the next start."""

    async def test_the_text_is_there_again_and_can_be_saved(self, tmp_path: Path) -> None:
        with with_memo(tmp_path / "s", "ett") as study:
            async with open_program(study) as session:
                await session.press("g", "c", "m", *" och två")
                session.app.keep_drafts()
            (draft,) = (study.path / ".local").glob("draft.*")
            assert stat.S_IMODE(draft.stat().st_mode) == 0o600
            async with open_program(study) as session:
                assert pages(session).text == "ett och två"
                assert "line dropped" in hint(session)
                await session.press("ctrl+s")
                assert only_memo(study).text == "ett och två"
            assert not draft.exists()
            async with open_program(study) as session:
                assert not isinstance(session.screen, Editor)

    async def test_a_draft_that_is_not_wanted_is_asked_about_and_goes(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "s") as study:
            async with open_program(study) as session:
                await session.press("m", *"halv")
                session.app.keep_drafts()
            async with open_program(study) as session:
                await session.press("escape", "y")
                assert not isinstance(session.screen, Editor)
            assert not list((study.path / ".local").glob("draft.*"))

    async def test_what_was_kept_while_writing_goes_when_it_is_saved_or_not_wanted(
        self, tmp_path: Path
    ) -> None:
        with coded_study(tmp_path / "s") as study:
            async with open_program(study) as session:
                for last in (["ctrl+s"], ["escape", "y"]):
                    await session.press("m", *"halv")
                    session.app.keep_unsaved()
                    assert list((study.path / ".local").glob("draft.*"))
                    await session.press(*last)
                    assert not list((study.path / ".local").glob("draft.*"))

    async def test_texts_that_were_cut_off_are_offered_one_after_the_other(self, tmp_path: Path) -> None:
        """What else is written and saved meanwhile costs none of them."""
        with coded_study(tmp_path / "s") as study:
            for words in ("ett", "två"):
                async with open_program(study) as session:
                    while isinstance(session.screen, Editor):
                        session.app.pop_screen()
                        await session.settle()
                    await session.press("M" if words == "ett" else "m", *words)
                    session.app.keep_drafts()
            async with open_program(study) as session:
                offered = {pages(session).text}
                await session.press("ctrl+s")
                offered.add(pages(session).text)
                await session.press("escape", "y")
                assert offered == {"ett", "två"}
                assert not isinstance(session.screen, Editor)
            assert len(memos.all_memos(study)) == 1
            assert not list((study.path / ".local").glob("draft.*"))

    async def test_who_writes_on_after_a_killed_session_is_offered_what_it_was_writing(
        self, tmp_path: Path
    ) -> None:
        first = coded_study(tmp_path / "s")
        with Study.open(tmp_path / "s", coder="kim") as second:
            async with open_program(second) as session:
                drafts = Drafts(first.path, "kim")
                drafts.keep(drafts.new_name(), Writing("Journal", "study"), "en timmes tankar")
                first.close()
                assert not isinstance(session.screen, Editor)
                await session.press("g", "j", "f4")
                assert pages(session).text == "en timmes tankar"
                await session.press("ctrl+s")
                assert only_memo(second).text == "en timmes tankar"
                assert "Saved" in session.message or session.message

    @pytest.mark.parametrize("kept", ["", "[]", '{"title": 1}', '{"span": [1]}', "\x00"])
    async def test_a_damaged_draft_is_as_good_as_none(self, tmp_path: Path, kept: str) -> None:
        with coded_study(tmp_path / "s") as study:
            (study.path / ".local" / "draft.kim.json").write_text(kept)
            async with open_program(study) as session:
                assert not isinstance(session.screen, Editor)


async def test_a_screen_that_cannot_show_the_change_does_not_hold_up_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is on disk: the editor closes, and what could not be shown is said."""
    with coded_study(tmp_path / "s") as study:
        async with open_program(study) as session:

            def gone(*_: object) -> None:
                raise NotFound("The transcript is gone.")

            monkeypatch.setattr(type(session.app.workspace), "study_changed", gone)
            await session.press("m", *"tanke", "ctrl+s")
            assert not isinstance(session.screen, Editor)
            assert session.message == "The transcript is gone."
            assert only_memo(study).text == "tanke"
            await session.press("slash")
            assert session.screen is not session.app.workspace
