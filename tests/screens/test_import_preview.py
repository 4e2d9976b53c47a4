"""The preview of an import: what a researcher sees of her files, and can change before they go in."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from session import Session, open_program
from small_study import FIRST, SECOND, new_study

from utsaga.model.source import Speaker
from utsaga.readers import Options
from utsaga.study import sources
from utsaga.study.incoming.arriving import look_at as read_file
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.screens.incoming import screen as import_screen
from utsaga.tui.screens.incoming.screen import ImportScreen
from utsaga.tui.screens.incoming.text import IncomingTextScreen
from utsaga.tui.screens.texts.transcripts import TranscriptsScreen

DOCUMENTS = Path(__file__).parents[1] / "readers" / "files"
LINES = ["så gick vi dit och satte oss vid det stora", "bordet i rummet där alla brukade sitta"]
WRAPPED = "\n".join(
    ["så gick vi dit och satte oss vid det stora", "bordet i rummet där alla brukade sitta"] * 4
)


async def look_at(session: Session, path: Path) -> None:
    """Open the import and name a path."""
    await session.press("g", "t", "a")
    await session.answer(str(path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of interviews with another one in it."""
    found = tmp_path / "intervjuer"
    (found / "rond 2").mkdir(parents=True)
    (found / "intervju-1.txt").write_text(FIRST, encoding="utf-8")
    (found / "rond 2" / "intervju-2.txt").write_text(SECOND, encoding="utf-8")
    return found


class TestWhatIsSeen:
    async def test_files_of_subfolders_are_there(self, tmp_path: Path, folder: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study, size=(100, 40)) as session:
                await look_at(session, folder)
                assert [item.name for item in session.rows.items] == [
                    "intervju-1.txt",
                    "rond 2/intervju-2.txt",
                ]
                assert "first " in session.text
                assert "last " in session.text

    async def test_another_path_adds_to_the_list_and_no_file_stands_there_twice(
        self, tmp_path: Path, folder: Path
    ) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await look_at(session, folder / "intervju-1.txt")
                await session.press("x", "i")
                await session.answer(str(folder))
                assert "1 of 2 files chosen" in session.lines[0]
                assert "1 file stood in the list already" in session.message

    async def test_a_closer_look_shows_lines_in_doubt_what_is_set_aside_comments_and_the_text(
        self, tmp_path: Path
    ) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study, size=(100, 60)) as session:
                await look_at(session, DOCUMENTS / "intervju-3.odt")
                await session.press("v")
                assert isinstance(session.screen, IncomingTextScreen)
                assert "Datum: 15 februari 2024   (looks like a form field or a note" in session.text
                assert "footnote: Antalet ärenden har hon nämnt tidigare." in session.text
                assert "Karin Ek: tillit  on: jag litade på dem som redan jobbade här" in session.text
                assert "IP: Nej. Men [ort] är litet." in session.text
                await session.press("q")
                assert isinstance(session.screen, ImportScreen)


class TestWhatCanBeChanged:
    async def test_lines_are_joined_when_the_user_agrees_and_parted_again(self, tmp_path: Path) -> None:
        file = tmp_path / "bruten.txt"
        file.write_text(f"I: Berätta.\n\nIP: Ja,\n{WRAPPED}.\n\nI: Mm?\n\nIP: Ja.\n", encoding="utf-8")
        with new_study(tmp_path / "study") as study:
            async with open_program(study, size=(100, 40)) as session:
                await look_at(session, file)
                assert "lines look hard-wrapped (8 line ends): w joins them" in session.text
                await session.press("v")
                assert "The same with lines joined" in session.text
                assert "IP: Ja, så gick vi dit" in session.text
                await session.press("q", "w")
                assert "lines joined" in session.text
                assert "hard-wrapped" not in session.text
                await session.press("w", "w", "enter")
                assert "det stora bordet" in study.transcript(study.sources[0].id).text

    async def test_turns_are_joined_and_corrections_of_speakers_stay(self, tmp_path: Path) -> None:
        file = tmp_path / "delad.txt"
        file.write_text("I: Och?\n\nIP: Ja...\n\nIP: sen...\n\nIP: så.\n\nI: Mm.\n", encoding="utf-8")
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await look_at(session, file)
                assert "neighbouring turns of one speaker: 2; J joins them" in session.text
                await session.press("S", "j", "r")
                await session.answer("Gunilla")
                await session.press("q", "J")
                assert "I (2, interviewer), Gunilla (1)" in session.text
                await session.press("enter")
                assert study.sources[0].speakers == (Speaker("I", interviewer=True), Speaker("IP", "Gunilla"))

    async def test_the_columns_of_a_table_are_chosen(self, tmp_path: Path) -> None:
        file = tmp_path / "tabell.csv"
        file.write_text("".join(f"Ord nummer {n},Andra ord {n},{'AB'[n % 2]}\n" for n in range(6)))
        with new_study(tmp_path / "study") as study:
            async with open_program(study, size=(100, 40)) as session:
                await look_at(session, file)
                assert "C says which columns hold what" in session.text
                await session.press("C", *"andra", "enter", "down", "down", "down", "enter", "enter")
                (item,) = session.rows.items
                assert item.options == Options(text_column="2", speaker_column="3", time_column="-")
                assert item.counts == {"A": 3, "B": 3}
                assert item.chosen

    async def test_what_numbers_in_the_column_of_the_time_count_is_asked(self, tmp_path: Path) -> None:
        file = tmp_path / "maskin.tsv"
        file.write_text("start\tend\ttext\n0\t4200\tHej och välkommen.\n4200\t9100\tTack.\n")
        with new_study(tmp_path / "study") as study:
            async with open_program(study, size=(100, 40)) as session:
                await look_at(session, file)
                assert "for milliseconds" in " ".join(session.text.split())
                await session.press("C", "enter", "enter", "enter", "down", "enter")
                assert session.rows.items[0].options.time_unit == "s"

    async def test_a_text_has_no_columns(self, tmp_path: Path, folder: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await look_at(session, folder / "intervju-1.txt")
                await session.press("C")
                assert "is no table" in session.message
                await session.press("m")
                assert "None of the chosen files has comments" in session.message


class TestComments:
    async def test_comments_alone_go_in_where_the_text_is_there_already(self, tmp_path: Path) -> None:
        file = DOCUMENTS / "intervju-3.docx"
        with new_study(tmp_path / "study") as study:
            study.do(sources.add(study, [replace(read_file(file).new_source(), comments=())]))
            async with open_program(study) as session:
                await look_at(session, file)
                assert "its 4 comments not there yet can go in" in " ".join(session.text.split())
                await session.press("enter", "enter")
                assert isinstance(session.screen, TranscriptsScreen)
                (source,) = study.sources
                assert len(list(study.held.codings(source.id))) == 4
                await session.press("a")
                await session.answer(str(file))
                assert "0 of 1 file chosen" in session.text

    async def test_what_comments_become_is_asked_once_and_goes_in_with_the_text(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await look_at(session, DOCUMENTS / "intervju-3.docx")
                assert "4 comments: you will be asked" in session.lines[0]
                await session.press("enter")
                assert "4 comments in 1 document: what do they become?" in session.text
                assert study.sources == []
                await session.press("enter")
                assert isinstance(session.screen, TranscriptsScreen)
                assert {code.name for _, code in study.codes.walk()} == {
                    "tillit",
                    "Makt",
                    "utan makt",
                    "ensamhet",
                }
                await session.press("u")
                assert study.sources == []
                assert list(study.codes.walk()) == []

    async def test_the_answer_can_be_given_before(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await look_at(session, DOCUMENTS / "intervju-3.docx")
                await session.press("m", *"nothing", "enter")
                assert "4 comments: left out" in session.lines[0]
                await session.press("enter")
                assert isinstance(session.screen, TranscriptsScreen)
                assert list(study.codes.walk()) == []


class TestLeaving:
    @pytest.mark.parametrize("keys", [("q",), ("g", "q"), ("slash",), ("E",)])
    async def test_leaving_asks_where_corrections_would_be_lost(
        self, tmp_path: Path, folder: Path, keys: tuple[str, ...]
    ) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await look_at(session, folder / "intervju-1.txt")
                await session.press("S", "j", "r")
                await session.answer("Gunilla")
                await session.press("q", *keys)
                assert isinstance(session.screen, Confirm)
                await session.press("n")
                assert isinstance(session.screen, ImportScreen)
                await session.press(*keys, "y")
                assert not isinstance(session.screen, ImportScreen)

    async def test_going_elsewhere_from_the_speakers_asks_too(self, tmp_path: Path, folder: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await look_at(session, folder / "intervju-1.txt")
                await session.press("S", "j", "i", "g", "t")
                assert isinstance(session.screen, Confirm)

    async def test_leaving_asks_nothing_without_corrections(self, tmp_path: Path, folder: Path) -> None:
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await look_at(session, folder)
                await session.press("x", "q")
                assert isinstance(session.screen, TranscriptsScreen)


class TestStopping:
    async def test_reading_a_folder_is_stopped_at_once_and_what_was_read_can_go_in(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "många"
        folder.mkdir()
        for number in range(5):
            (folder / f"intervju-{number}.txt").write_text(
                FIRST.replace("Hur", f"Hur {number}"), encoding="utf-8"
            )
        may_go_on = threading.Event()
        read = import_screen.look_at

        def look_slowly(path: Path, *arguments: Any, **more: Any) -> Any:
            if path.name == "intervju-2.txt":
                may_go_on.wait(30)
            return read(path, *arguments, **more)

        monkeypatch.setattr(import_screen, "look_at", look_slowly)
        with new_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "t", "a")
                line = session.screen.query_one(import_screen.AnsweredLine)
                line.value = str(folder)
                await session._pilot.press("enter")
                await session.until(lambda: len(session.rows.items) == 2)
                assert "Reading 3 of 5: intervju-2.txt" in session.text
                await session._pilot.press("enter")
                assert "Files are being read" in session.message
                await session.press("s")
                assert "Stopped" in session.message
                may_go_on.set()
                await session.press("enter")
                assert [source.origin for source in study.sources] == ["intervju-0.txt", "intervju-1.txt"]
