"""Lists of rows, and what palettes offer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from session import Session, open_program
from textual.app import ComposeResult

from studies import TILLIT, coded, interviews, named
from utsaga.commands import Scope
from utsaga.study.coding import codebook, pins
from utsaga.tui.command_screen import CommandScreen
from utsaga.tui.modals.code_palette import CodePalette
from utsaga.tui.parts import Line, Part
from utsaga.tui.widgets.list_commands import ListCommands
from utsaga.tui.widgets.row_list import RowList


class Names(ListCommands, CommandScreen):
    """A list of names with one, two or three lines each."""

    SCOPES = (Scope.LIST, Scope.EVERYWHERE)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = names

    def compose_body(self) -> ComposeResult:
        yield RowList[str](look, key=str, height=None, empty="Nobody.")

    def on_mount(self) -> None:
        self.rows.show(self.names)


def look(name: str, _: int) -> Sequence[Line]:
    return [[Part(name)], *([Part(f"  more of {name}")] for _ in range(len(name) % 3))]


async def names_on(session: Session, names: Sequence[str]) -> RowList[str]:
    session.app.push_screen(Names(names))
    await session.settle()
    return session.rows


async def test_the_cursor_is_always_in_sight(tmp_path: Path) -> None:
    """However far one goes, in a list of a thousand names of different heights."""
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            rows = await names_on(session, [f"person {n * 7}" for n in range(1000)])
            for keys in (["space"] * 3, ["j"] * 5, ["G"], ["b"], ["k"] * 9, ["g", "g"]):
                await session.press(*keys)
                assert rows.current is not None
                assert any(line == rows.current for line in session.lines)
            await session.press("G")
            assert session.lines[21].endswith("person 6993")


async def test_the_cursor_stays_on_its_item_when_others_come_and_go(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            rows = await names_on(session, ["Anna", "Åsa", "Örjan", "Zoë"])
            await session.press("j", "j")
            rows.show(["Aina", "Anna", "Örjan"])
            assert rows.current == "Örjan"
            rows.show(["Aina", "Anna"])
            assert rows.current == "Anna"
            rows.show([])
            await session.settle()
            assert rows.current is None
            assert "Nobody." in session.text


async def test_a_page_down_moves_what_is_seen_also_from_the_first_row(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("question_mark")
            for down, up in (("space", "b"), ("ctrl+d", "ctrl+u"), ("pagedown", "pageup")):
                before = session.text
                await session.press(down)
                assert session.lines[0] != before.split("\n")[0], down
                await session.press(up)
                assert session.lines[0] == before.split("\n")[0], up
            await session.press("G")
            assert "Search all transcripts" in session.text
            await session.press("g", "g")
            assert session.lines[0].strip() == "Transcript"


async def test_the_palette_shows_how_a_code_was_found_and_where_a_new_one_goes(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("c")
            await session.press(*"till")
            assert any("tillit   Relationen / Förtroende" in line for line in session.lines)
            assert any("+ till   new code" in line for line in session.lines)
            assert "↑ goes to the new code." in session.text
            await session.press("up", "enter")
            assert session.message == "Coded 'till' (new code) on 1 passage."
            await session.press("c", *"relationen / stöd")
            assert any("+ stöd   new below Relationen" in line for line in session.lines)


async def test_a_digit_in_the_palette_finds_what_is_pinned_to_it(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        study.do(pins.pin(study, named(study, TILLIT), "4"))
        async with open_program(study) as session:
            await session.press("c", "4")
            assert any("tillit" in line for line in session.lines)
            assert "Enter takes this row" in session.text
            assert "Esc cancels" in session.text
            await session.press("enter")
            assert session.message == "Coded 'tillit' on 1 passage."


async def test_nothing_is_lost_when_a_palette_is_left(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            before = len(study.codes)
            for keys in (["c", "x", "escape"], ["colon", "z", "escape"], ["g", "c", "p", "escape"]):
                await session.press(*keys)
            assert len(study.codes) == before


def test_a_name_typed_for_a_new_code_is_never_taken_for_a_long_one_that_has_its_letters(
    tmp_path: Path,
) -> None:
    with interviews(tmp_path / "s") as study:
        for name in (
            "en röst som är mycket lång och knappast får plats",
            "Det är bara att köra, jag glömmer det",
        ):
            study.do(codebook.create(study, name))
        study.do(codebook.create(study, "stöd från chef"))
        palette = CodePalette(study, "Code with", create=True)
        for typed in ("makt", "glad", "oro", "ok igen"):
            assert palette.choices(typed)[0].value.new_path == typed, typed
        for typed in ("stch", "sfc", "chef", "röst"):
            assert palette.choices(typed)[0].value.code_id, typed
