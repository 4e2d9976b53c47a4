"""Any command is found by a few letters, wherever it works."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import open_program

from studies import interviews
from utsaga.commands import COMMANDS, CONTEXTS, Scope
from utsaga.tui.finding_commands import WAYS, find
from utsaga.tui.screens.texts.transcripts import TranscriptsScreen

READING = CONTEXTS[0]
EVERYWHERE = {Scope.EVERYWHERE, Scope.LIST, Scope.WORKSPACE, Scope.READING}


def first(typed: str, scopes: tuple[Scope, ...] = READING) -> tuple[str, tuple[str, ...]]:
    """The command in the first row, and the way to it."""
    found = find(typed, scopes)[0]
    return found.command.id, tuple(step.id for step in found.way)


@pytest.mark.parametrize(
    ("typed", "command", "way"),
    [
        ("import", "transcripts.import", ("go.transcripts",)),
        ("merge into", "codes.merge", ("go.codebook",)),
        ("quit", "app.leave", ()),
        ("clipboard", "copy.selection", ()),
        ("attribute", "participants.attributes", ("go.participants",)),
        ("declare an attr", "attributes.new", ("go.participants", "participants.attributes")),
        ("vivo", "code.in_vivo", ()),
        ("correct", "text.correct", ()),
        ("undo", "app.undo", ()),
    ],
)
def test_what_somebody_types_while_reading_finds_what_is_meant(
    typed: str, command: str, way: tuple[str, ...]
) -> None:
    assert first(typed) == (command, way)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_is_found_by_its_title_from_where_it_works_and_from_the_transcript(command) -> None:  # type: ignore[no-untyped-def]
    here = next(scopes for scopes in CONTEXTS if command.scope in scopes)
    assert command in [found.command for found in find(command.title, here)]
    if command.scope is not Scope.LIST:
        assert command in [found.command for found in find(command.title, READING)]


def test_what_works_here_comes_before_what_works_elsewhere() -> None:
    codes = next(scopes for scopes in CONTEXTS if Scope.CODES in scopes)
    speakers = next(scopes for scopes in CONTEXTS if Scope.SPEAKERS in scopes)
    assert first("rename", codes) == ("codes.rename", ())
    assert first("merge", speakers) == ("speakers.merge", ())


def test_each_place_but_the_workspace_has_a_way_that_begins_with_a_command_that_works_everywhere() -> None:
    assert WAYS.keys() == set(Scope) - EVERYWHERE
    scopes = {command.id: command.scope for command in COMMANDS}
    for place, way in WAYS.items():
        assert scopes[way[0]] is Scope.EVERYWHERE, place


def test_letters_that_no_command_has_find_none() -> None:
    assert find("zzqx", READING) == []


def test_without_letters_all_that_works_here_is_there() -> None:
    assert {found.command.scope for found in find(" ", READING)} == set(READING)


async def test_enter_on_what_works_elsewhere_goes_there(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("colon", *"import")
            first = next(line for line in session.lines if "g t a  Import" in line)
            assert "Transcripts: Bring transcript" in first
            await session.press("enter")
            assert isinstance(session.screen, TranscriptsScreen)
            await session.press("q", "colon", *"clipboard", "enter")
            assert "clipboard" in session.message
