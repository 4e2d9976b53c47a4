"""Where one only reads along, every command that would change the study is refused before it asks anything.

Which commands these are is found out by doing what each of them does, on a study that has something for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from session import Session, open_program
from textual.screen import ModalScreen

import studies
from studies import span_of
from utsaga.commands import BY_ID, CHANGING, Command, Scope, in_scopes
from utsaga.model.errors import ReadOnly, UtsagaError
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.coding import memos, pins
from utsaga.study.guide import guides
from utsaga.study.guide.guide_file import guide_items
from utsaga.study.living import texts
from utsaga.study.people import attributes, participants
from utsaga.tui.changes import Changes
from utsaga.tui.command_screen import handler_name
from utsaga.tui.errands import Errands
from utsaga.tui.keyed_screen import KeyedScreen

GUIDE = "# Bakgrund\n\nHur länge har du arbetat här?\n\n# Tillit\n\nLitar de på dig?\n\nVad gör du då?\n"
TALK = "\n\n".join(["I: Och sen?", "IP: Ja.", "IP: Det var bra.", "I: Mm.", "IP: Jo."] * 3) + "\n"

ASKS = frozenset(
    {"app.commands", "quotes.choose", "quotes.where", "search.where", "guide.version"}
    | {"export.change", "export.where", "participants.write"}
)
"""Commands that ask something, and change nothing of the study with the answer."""

NOT_TRIED = frozenset({"app.leave", "app.suspend", "app.write", "app.export", "export.write", "search.open"})
"""Commands that leave what is being tried, or write a file that is no part of the study."""

NOT_REACHED = frozenset(
    {"code.move_edges", "reviews.by_hand", "reviews.accept_all"}  # they ask, or change, at the second step
    | {"replace.erase", "speakers.merge_all", "transcripts.import", "import.run"}
)
"""Commands that change the study where there is more to do than in this one."""

ROWS = 3
"""A command is tried on so many rows of a list: not every row has something for it."""

PLACES: dict[str, tuple[str, ...]] = {
    "workspace": (),
    "go.codebook": (),
    "go.quotes": (),
    "search.open": (*"tid", "enter"),
    "go.memos": (),
    "go.reviews": (),
    "go.transcripts": (),
    "go.speakers": (),
    "go.participants": (),
    "one participant": ("enter",),
    "attributes": ("A",),
    "go.guide": (),
    "answers": ("f",),
    "go.replace": (*"tid=dag", "enter", "escape"),
    "app.export": (),
}
"""Where commands are tried, and what is typed there first."""

LEAD_TO = {"one participant": "go.participants", "attributes": "go.participants", "answers": "go.guide"}


def study_with_everything(path: Path) -> None:
    """A study that has something for nearly every command."""
    with studies.coded(path) as study:
        first = study.source_named("intervju-1")
        study.do(pins.pin(study, study.codes.named("tillit")[0], "1"))
        study.do(memos.on_source(study, first.id, "En tanke."))
        span = span_of(study, first.title, "Trettio år i augusti.")
        study.do(memos.on_passage(study, first.id, span, "Ja?"))
        for name in ("Guide 1", "Guide 2"):
            study.do(guides.put(study, name, list(guide_items(GUIDE))))
        study.do(attributes.declare(study, "ort", "text"))
        study.do(participants.add(study, "Gunilla"))
        studies.add_text(study, "samtal", TALK, [Speaker("I"), Speaker("IP")])
        text = study.transcript(first.id).text
        study.do(texts.change(study, first, text.replace("Riktlinjerna är bra att ha.", "")))


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done that changes a study, of which nothing is done."""
    found: list[str] = []

    async def made(*_: Any, **__: Any) -> None:
        found.append("change")

    monkeypatch.setattr(Changes, "make", lambda *_, **__: found.append("change"))
    monkeypatch.setattr(Changes, "made", made)
    monkeypatch.setattr(Errands, "begin", lambda *_: found.append("errand"))
    return found


async def enter(session: Session, place: str) -> KeyedScreen:
    """Go to a place."""
    app = session.app
    app.search = None
    if place == "workspace":
        app.workspace.give_keys(app.workspace.reader.pane)
    elif place == "go.codebook":
        app.go_to_codes()
    else:
        code = [app.study.codes.named("tillit")[0].id] if place == "go.quotes" else []
        app.go(LEAD_TO.get(place, place), *code)
    await session.settle()
    await session.press(*PLACES[place])
    assert isinstance(session.screen, KeyedScreen)
    return session.screen


def tried_at(place: str, screen: KeyedScreen) -> Iterator[Command]:
    """The commands that are tried in a place: those of all places only once."""
    for command in in_scopes(*screen.scopes):
        once = {Scope.EVERYWHERE: "workspace", Scope.WORKSPACE: "workspace", Scope.LIST: "go.memos"}
        left_out = command.id in NOT_TRIED or command.id.startswith("go.")
        if once.get(command.scope, place) == place and not left_out:
            yield command


async def outcome(session: Session, command: Command, done: list[str]) -> str:
    """What a command comes to where one is, with all that hinders it out of the way."""
    screen = session.screen
    name, arguments = handler_name(command.id)
    done.clear()
    try:
        getattr(screen, name)(*arguments)
        await session.settle()
    except ReadOnly:  # the editor does not open
        return "changes"
    except UtsagaError:
        return "is refused"
    if done:
        return "changes"
    if isinstance(session.screen, ModalScreen):
        return "asks"
    return "goes" if session.screen is not screen else "does"


async def come_back(session: Session, screen: KeyedScreen, place: str) -> KeyedScreen:
    """Go back to where a command was tried."""
    app = session.app
    if screen not in app.screen_stack:
        return await enter(session, place)
    while session.screen is not screen:
        app.pop_screen()
    await session.settle()
    return screen


async def test_commands_that_change_are_known_as_such_and_refused_at_once(
    tmp_path: Path, done: list[str]
) -> None:
    study_with_everything(tmp_path / "s")
    found: dict[str, set[str]] = defaultdict(set)
    with Study.open(tmp_path / "s", coder="kim", write=False) as study:
        async with open_program(study, size=(100, 40)) as session:
            for place in PLACES:
                screen = await enter(session, place)
                for command in list(tried_at(place, screen)):
                    if command.id in CHANGING:
                        screen.run_command(command)
                        assert session.screen is screen, command.id
                        assert "opened for reading only" in session.message, command.id
                    rows = getattr(screen, "rows", None) if place != "workspace" else None
                    for row in range(max(1, min(ROWS, len(rows.items) if rows else 0))):
                        if rows:
                            rows.go_to(row)
                        came = await outcome(session, command, done)
                        found[command.id].add(came)
                        screen = await come_back(session, screen, place)
                        if came != "is refused":
                            break
    reached = {name for name, came in found.items() if came & {"changes", "asks"}}
    assert reached - CHANGING - ASKS == set()
    assert {name for name in CHANGING if not name[-1].isdigit()} - reached <= NOT_REACHED
    assert not {name for name in ASKS if "changes" in found[name]}


def test_all_of_them_are_commands() -> None:
    assert set(BY_ID) >= CHANGING | ASKS | NOT_TRIED | NOT_REACHED
