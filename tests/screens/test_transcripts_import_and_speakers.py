"""Sessions with the list of transcripts: importing files, correcting speakers, renaming, removing."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import Session, open_program
from small_study import FIRST, SECOND, at_path, code, coded_study, new_study, with_interviews

from utsaga.commands import in_scopes
from utsaga.model.source import Speaker
from utsaga.study import Study, sources
from utsaga.study.coding import memos
from utsaga.study.sources import NewSource
from utsaga.tui.command_screen import CommandScreen, handler_name
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.screens.desk.workspace import Workspace
from utsaga.tui.screens.incoming.screen import ImportScreen
from utsaga.tui.screens.incoming.speakers import IncomingSpeakersScreen
from utsaga.tui.screens.people.speakers import SpeakersScreen
from utsaga.tui.screens.texts.transcripts import TranscriptsScreen


@pytest.fixture
def interviews(tmp_path: Path) -> Path:
    """A folder with two interviews, a copy of one of them, and an empty file."""
    folder = tmp_path / "interviews"
    folder.mkdir()
    (folder / "intervju-1.txt").write_text(FIRST, encoding="utf-8")
    (folder / "intervju-2.txt").write_text(SECOND, encoding="utf-8")
    (folder / "kopia.txt").write_text(SECOND, encoding="utf-8")
    (folder / "tom.txt").touch()
    return folder


def titles(session: Session) -> list[str]:
    return [row.source.title for row in session.rows.items]


class TestTranscripts:
    async def test_each_row_says_how_far_the_coding_has_come(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t")
                assert "Transcripts  2 transcripts" in session.lines[0]
                assert "4 turns · 29 words · 2 codings · 33% coded" in session.text
                assert "Gunilla, (I)" in session.text

    async def test_enter_opens_and_o_opens_beside(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study, size=(120, 40)) as session:
                await session.press("g", "t", "j", "enter")
                assert isinstance(session.screen, Workspace)
                assert session.screen.reader.source_id == study.sources[1].id
                await session.press("g", "t", "o")
                assert isinstance(session.screen, Workspace)
                open_ids = {reader.source_id for reader in session.screen.readers}
                assert open_ids == {source.id for source in study.sources}

    async def test_where_one_was_last_is_said(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("J", "J", "g", "t")
                assert "at turn 3" in session.text

    async def test_a_title_is_changed_and_brought_back(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t", "r")
                await session.answer("Gunilla")
                assert titles(session) == ["Gunilla", "Intervju 2"]
                await session.press("u")
                assert titles(session) == ["Intervju 1", "Intervju 2"]

    async def test_a_memo_on_a_transcript_is_gone_on_with(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t", "m", *"Ett", "ctrl+s", "m", *"!", "ctrl+s")
                written = memos.of_source(study, study.sources[0].id)
                assert [memo.text for memo in written] == ["Ett!"]

    async def test_removing_says_what_goes_and_can_be_undone(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t", "D")
                assert "with 2 codings and 0 memos" in " ".join(session.text.split())
                await session.press("n")
                assert len(titles(session)) == 2
                await session.press("D", "y")
                assert titles(session) == ["Intervju 2"]
                await session.press("u")
                assert titles(session) == ["Intervju 1", "Intervju 2"]
                assert "2 codings" in session.text

    async def test_an_empty_study_says_how_to_begin(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t")
                assert "No transcripts yet. a imports the first ones." in session.text
                await session.press("enter", "r", "D")
                assert "nothing in this list" in session.message

    async def test_another_coders_codings_are_counted_apart(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study"):
            pass
        with Study.open(tmp_path / "study", coder="robin") as study:
            code(study, study.sources[0], "Mm.", "hm")
            async with open_program(study) as session:
                await session.press("g", "t")
                assert "1 coding + 2 of others" in session.text


class TestImport:
    async def test_a_folder_is_looked_at_and_goes_in_as_one_act(
        self, tmp_path: Path, interviews: Path
    ) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study, size=(100, 40)) as session:
                await session.press("g", "t", "a")
                await session.answer(str(interviews))
                assert "2 of 4 files chosen" in session.lines[0]
                assert "the same text as 'intervju-2.txt'" in session.text
                assert "'tom.txt' is empty." in session.text
                assert "I (2, interviewer), IP (2)" in session.text
                assert study.sources == []
                await session.press("enter")
                assert isinstance(session.screen, TranscriptsScreen)
                assert titles(session) == ["intervju-1", "intervju-2"]
                assert "Imported 2 transcripts" in session.message
                await session.press("u")
                assert titles(session) == []

    async def test_files_are_left_out_and_what_is_there_already_cannot_be_chosen(
        self, tmp_path: Path, interviews: Path
    ) -> None:
        with new_study(tmp_path / "study") as study:
            study.do(sources.add(study, [NewSource("Ettan", FIRST)]))
            async with open_program(study) as session:
                await session.press("g", "t", "a")
                await session.answer(str(interviews))
                await session.press("x")
                assert "in the study already, as 'Ettan'" in session.message
                await session.press("j", "x")
                assert "0 of 4 files chosen" in session.lines[0]
                await session.press("enter")
                assert "No file is chosen" in session.message
                assert isinstance(session.screen, ImportScreen)

    async def test_tab_completes_a_path_and_lists_how_it_may_go_on(
        self, tmp_path: Path, interviews: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t", "a", *"int", "tab", "tab")
                assert "intervju-1.txt  intervju-2.txt  kopia.txt  tom.txt" in session.text
                await session.press(*"tom", "tab", "enter")
                assert "'tom.txt' is empty." in session.text
        assert interviews.exists()

    async def test_speakers_are_corrected_before_they_go_in(self, tmp_path: Path, interviews: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t", "a")
                await session.answer(str(interviews / "intervju-1.txt"))
                await session.press("S", "j", "r")
                await session.answer("Gunilla")
                await session.press("q")
                assert "I (2, interviewer), Gunilla (2)" in session.text
                await session.press("enter")
                (source,) = study.sources
                assert source.speakers == (Speaker("I", interviewer=True), Speaker("IP", "Gunilla"))

    async def test_another_encoding_shows_other_letters(self, tmp_path: Path) -> None:
        (tmp_path / "gammal.txt").write_bytes("I: Vad är förtroende?\nIP: Å, det är svårt.\n".encode("cp850"))
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t", "a")
                await session.answer(str(tmp_path / "gammal.txt"))
                await session.press("e")
                await session.answer("mac_roman")
                assert session.rows.items[0].reading.encoding == "mac-roman"
                await session.press("e")
                await session.answer("cp850")
                await session.press("enter")
                assert study.transcript(study.sources[0].id).text.startswith("I: Vad är förtroende?")

    async def test_no_such_file_is_said(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t", "a", "enter")
                assert "Type the path" in session.message
                await session.answer(str(tmp_path / "borta.txt"))
                assert "There is no file" in session.message
                assert isinstance(session.screen.focused, AnsweredLine)


class TestSpeakers:
    async def test_each_correction_is_saved_and_can_be_undone(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            first, _ = with_interviews(study)
            async with open_program(study) as session:
                await session.press("g", "t", "S")
                assert isinstance(session.screen, SpeakersScreen)
                assert "IP = Gunilla  2 turns" in session.text
                await session.press("j", "i")
                assert study.held.source(first.id).speakers[1].interviewer
                await session.press("r")
                await session.answer("Gun")
                assert study.held.source(first.id).speakers[1].name == "Gun"
                await session.press("x")
                assert [s.label for s in study.held.source(first.id).speakers] == ["I"]
                assert "not a speaker; opens 2 lines" in session.text
                await session.press("u", "u", "u")
                assert study.held.source(first.id).speakers == first.speakers

    async def test_a_label_that_was_not_found_is_added(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            study.do(
                sources.add(study, [NewSource("Möte", "Alla: Hej!\n\nDet var tyst.\n\nAlla: Hej då.\n")])
            )
            async with open_program(study) as session:
                await session.press("g", "t", "S", "a")
                await session.answer("Ingen")
                assert "No line opens with 'Ingen'" in session.message
                await session.press("a")
                await session.answer("Alla:")
                assert study.sources[0].speakers == (Speaker("Alla", several=True),)
                assert len(study.transcript(study.sources[0].id).turns) == 2


class TestWhoMayWhat:
    async def test_a_second_session_reads_and_is_told_why_it_cannot_change(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study"), Study.open(tmp_path / "study", coder="robin") as second:
            async with open_program(second) as session:
                await session.press("g", "t", "r")
                assert second.why_read_only is not None
                assert session.message.startswith(second.why_read_only[:20])
                await session.press("j", "D", "y")
                assert titles(session) == ["Intervju 1", "Intervju 2"]

    async def test_what_somebody_else_codes_appears(self, tmp_path: Path) -> None:
        with (
            coded_study(tmp_path / "study") as first,
            Study.open(tmp_path / "study", coder="robin") as second,
        ):
            async with open_program(second) as session:
                session.app.go("go.quotes", at_path(second, "Relationen").id)
                await session.settle()
                assert len(session.rows.items) == 3
                code(first, first.sources[0], "Mm.", "Relationen / tillit")
                await session.until(lambda: len(session.rows.items) == 4)
                assert "4 passages" in session.lines[0]


@pytest.mark.parametrize("screen", [ImportScreen, SpeakersScreen, IncomingSpeakersScreen])
def test_screens_that_lists_open_answer_all_that_they_offer(screen: type[CommandScreen]) -> None:
    """What footer, help and palette offer can be done, and nothing can be done that they do not offer."""
    offered = {handler_name(command.id)[0] for command in in_scopes(*screen.SCOPES)}
    assert offered == {name for name in dir(screen) if name.startswith("do_")}
