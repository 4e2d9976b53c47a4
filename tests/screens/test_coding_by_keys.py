"""Coding passages on the workspace with single keys."""

from __future__ import annotations

from pathlib import Path

from session import Session, open_program
from textual import events

from studies import TILLIT, coded, interviews, named, span_of
from utsaga.model.coding import Coding
from utsaga.study import Study
from utsaga.study.coding import pins
from utsaga.tui.modals.palette import Palette
from utsaga.tui.screens.desk.workspace import Workspace


def here(session: Session, title: str = "intervju-1") -> list[Coding]:
    """The codings of a transcript, in the order of its text."""
    study = session.app.study
    return list(study.held.codings(study.source_named(title).id))


def selected(session: Session) -> str:
    """The words that are selected."""
    workspace = session.screen
    assert isinstance(workspace, Workspace)
    start, end = workspace.reader.selection
    return workspace.reader.transcript.text[start:end]


async def burst(session: Session, *keys: str) -> None:
    """Keys (or whole texts) as they come in one packet, and wait until all has been done."""
    for text in keys:
        for key in [text] if text in ("enter", "escape", "ctrl+s", "backspace") else text:
            session.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await session.settle()


def with_pin(study: Study, digit: str = "1") -> Study:
    study.do(pins.pin(study, named(study, TILLIT), digit))
    return study


async def test_a_sentence_costs_one_key_when_its_code_is_pinned(tmp_path: Path) -> None:
    """Open, move two sentences, press 1, see the stripe, undo."""
    with with_pin(coded(tmp_path / "s")) as study:
        before = len(list(study.held.codings(study.source_named("intervju-1").id)))
        async with open_program(study) as session:
            await session.press("j", "j", "1")
            assert selected(session) == "Man får ta det på känn, liksom."
            assert next(c.quote for c in here(session)) == "Man får ta det på känn, liksom."
            assert session.message == "Coded 'tillit' on 1 passage."
            mark = study.codes.at_path(TILLIT.split(" / ")).mark  # type: ignore[union-attr]
            assert any(mark in line[:8] and "Man får ta det" in line for line in session.lines)
            await session.press("u")
            assert len(here(session)) == before
            assert session.message == "Undone: code 'tillit' on 1 passage."
            await session.press("U")
            assert len(here(session)) == before + 1


async def test_any_other_code_costs_four_keys(tmp_path: Path) -> None:
    """``c``, two letters, Enter."""
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("c", "m", "a", "enter")
            assert next(study.code_name(c.code) for c in here(session)) == "att ha makt"


async def test_keys_that_come_in_one_packet_go_where_they_were_meant(tmp_path: Path) -> None:
    """Over a slow line the letters for the palette arrive before it is open; none of them is a command."""
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await burst(session, "cmax", "backspace", "enter", "jctil", "enter", "j")
            await session.until(lambda: len(here(session)) == 4)
            assert [(c.quote, study.code_name(c.code)) for c in here(session)][:2] == [
                ("Hur länge har du arbetat här?", "att ha makt"),
                ("Trettio år i augusti.", "tillit"),
            ]
            assert selected(session) == "Man får ta det på känn, liksom."


async def test_several_codes_on_one_passage(tmp_path: Path) -> None:
    """A selection stays until the next move, so that each key gives it one more code."""
    with with_pin(coded(tmp_path / "s")) as study:
        async with open_program(study) as session:
            await session.press("j", "v", "j", "1", "c", "m", "a", "enter")
            passages = {c.quote: set() for c in here(session)}  # type: dict[str, set[str]]
            for coding in here(session):
                passages[coding.quote].add(study.code_name(coding.code))
            assert passages["Trettio år i augusti. Man får ta det på känn, liksom."] == {
                "tillit",
                "att ha makt",
            }
            await session.press("j")
            assert selected(session) == "Mm."


async def test_the_same_code_twice_is_said_not_done(tmp_path: Path) -> None:
    with with_pin(coded(tmp_path / "s")) as study:
        async with open_program(study) as session:
            await session.press("1", "1")
            assert session.message == "This passage has the code 'tillit' already."
            assert len(here(session)) == 3


async def test_the_last_code_again(tmp_path: Path) -> None:
    """``.`` repeats, also in the next session."""
    path = tmp_path / "s"
    with with_pin(coded(path)) as study:
        async with open_program(study) as session:
            await session.press("full_stop")
            assert session.message.startswith("No code has been given yet: c")
            await session.press("1", "j", "full_stop")
            assert [study.code_name(c.code) for c in here(session)][:2] == ["tillit", "tillit"]
    with Study.open(path, coder="kim") as study:
        async with open_program(study) as session:
            await session.press("j", "full_stop")
            assert [study.code_name(c.code) for c in here(session)][:3] == ["tillit"] * 3


async def test_words_become_a_code(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("j", "j", "i")
            assert [study.code_name(c.code) for c in here(session)] == ["Man får ta det på känn, liksom."]


async def test_a_new_code_is_made_where_it_is_needed(tmp_path: Path) -> None:
    """The palette creates a path; a name much like another one is pointed out."""
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("c")
            await burst(session, "Arbetets villkor / tidsbrist", "enter")
            assert study.codes.path(here(session)[0].code) == "Arbetets villkor / tidsbrist"
            await session.press("c")
            await burst(session, "brist på tid")
            assert "Much like 'tidsbrist', which exists." in session.text
            await session.press("escape")
            assert len(here(session)) == 3


async def test_a_code_is_taken_off(tmp_path: Path) -> None:
    """With one code here ``x`` takes it off; with several it asks which."""
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("right_square_bracket", "x")
            assert session.message == "Took 'riktlinjer som stöd' off 1 passage."
            await session.press("x")
            assert session.message == "Nothing is coded here."
            workspace = session.screen
            assert isinstance(workspace, Workspace)
            source = study.source_named("fokusgrupp")
            workspace.open_source(source.id, span_of(study, "fokusgrupp", "Jag tänker på klockan."))
            await session.press("x")
            assert isinstance(session.screen, Palette)
            await session.press("t", "i", "enter")
            assert [study.code_name(c.code) for c in here(session, "fokusgrupp")] == ["att ha makt"] * 2


async def test_what_another_coder_coded_is_hers(tmp_path: Path) -> None:
    path = tmp_path / "s"
    coded(path, "alva").close()
    with Study.open(path, coder="kim") as study:
        async with open_program(study) as session:
            await session.press("right_square_bracket", "x")
            assert session.message == "What is coded here is alva's, not yours to take off."


async def test_the_edges_of_a_coding_move(tmp_path: Path) -> None:
    """``e`` begins, ``+`` takes a word more, ``e`` saves; Esc leaves everything as it was."""
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("right_square_bracket", "e")
            assert (
                "Edges of riktlinjer som stöd: + - size  o other edge  e saves  Esc cancels" in session.text
            )
            await session.press("plus", "escape")
            assert here(session)[0].quote == "Riktlinjerna är bra att ha."
            await session.press("w", "e", "plus", "e")
            assert here(session)[0].quote == "Riktlinjerna är bra att ha. [skratt]"
            assert "Moving" not in session.text
            await session.press("e", "o", "minus", "e")
            assert session.message == "Moved the edges of 'riktlinjer som stöd' on 1 passage."
            assert here(session)[0].quote == "är bra att ha. [skratt]"
            await session.press("e", "e")
            assert session.message == "The edges are where they were."


async def test_a_coding_whose_edges_are_back_is_selected(tmp_path: Path) -> None:
    """What comes after undo, ``*`` or ``x``, is for the passage that undo was about."""
    with with_pin(coded(tmp_path / "s")) as study:
        async with open_program(study) as session:
            await session.press("j", "j", "1")
            words = selected(session)
            await session.press("e", "j", "o", "j", "e")
            assert selected(session) != words
            await session.press("u")
            assert selected(session) == words
            await session.press("asterisk")
            assert session.message == "Marked 1 passage to print."
            await session.press("G", "u")
            assert selected(session) == words


async def test_a_quote_to_print_is_marked(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study, size=(140, 24)) as session:
            await session.press("right_square_bracket", "asterisk")
            assert here(session)[0].starred
            assert "riktlinjer som stöd *" in session.text
            await session.press("asterisk")
            assert not here(session)[0].starred


async def test_memos_and_condensations_stand_beside_the_passage(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study, size=(140, 24)) as session:
            await session.press("j", "d")
            await burst(session, "Lång erfarenhet.", "ctrl+s")
            await session.press("m")
            await burst(session, "Stolt?", "ctrl+s")
            assert "Lång erfarenhet." in session.text
            assert "Stolt?" in session.text
            await session.press("m")
            await burst(session, " Trött?", "ctrl+s")
            assert "Stolt? Trött?" in session.text
            memos = study.held.source_memos(study.source_named("intervju-1").id)
            assert sorted(memo.text for memo in memos) == ["Lång erfarenhet.", "Stolt? Trött?"]


async def test_what_was_written_is_not_lost_by_esc(tmp_path: Path) -> None:
    """Leaving the editor asks when something would be lost, and only then."""
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("m", "escape")
            assert isinstance(session.screen, Workspace)
            await session.press("m", "h", "e", "j", "escape")
            assert "Leave without saving" in session.text
            await session.press("n", "ctrl+s")
            memos = study.held.source_memos(study.source_named("intervju-1").id)
            assert [memo.text for memo in memos] == ["hej"]


async def test_a_pin_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("7")
            assert session.message == "No code is pinned to 7: g c, then 7 on a code."
