"""Frames that draw only what lies in front show what Textual shows, whatever lies over or under it."""

from __future__ import annotations

import random
from typing import Any, ClassVar

import pytest
from both_ways import BothWays, settle
from textual.app import App, ComposeResult
from textual.containers import Container, Horizontal
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

TURNS = 15
TEXT = "\n".join("Ja precis – och då tänkte jag " * 4 for _ in range(30))


class Over(ModalScreen[None]):
    CSS = "Over { align: right bottom; background: $background 40%; } Static { width: 21; height: 5; }"
    BINDINGS: ClassVar = [("escape", "dismiss", "Back")]

    def compose(self) -> ComposeResult:
        yield Static(TEXT)


class Heap(App[None]):
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layers: under over top; }
    .float { layer: over; width: 13; height: 5; background: $primary; }
    .top { layer: top; }
    .clear { background: transparent; border: round red; }
    .faint { opacity: 40%; }
    .thin { text-opacity: 50%; background: $error 30%; }
    #low { dock: bottom; height: 2; background: blue; }
    #side { dock: left; width: 7; }
    #clipped { width: 30; height: 8; overflow: hidden; }
    #clipped Static { width: 50; height: 20; offset: -3 -2; }
    #flow { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        yield Static(TEXT, id="side")
        yield Static("nere" * 50, id="low")
        with Horizontal():
            yield Static(TEXT, id="flow")
            with Container(id="clipped"):
                yield Static(TEXT)
        for number, look in enumerate(
            ("float", "float clear", "float faint", "float thin top", "float top clear")
        ):
            floating = Static(f"lapp {number} " * 9, classes=look)
            floating.styles.offset = (number * 11, number * 3)
            yield floating


def move(beneath: Screen[Any], chance: random.Random) -> None:
    """Another place, in part outside of the screen."""
    place = (chance.randint(-9, 75), chance.randint(-3, 23))
    chance.choice(list(beneath.query(".float"))).styles.offset = place


def hide(beneath: Screen[Any], chance: random.Random) -> None:
    """Hide or show."""
    widget = chance.choice(list(beneath.query(".float")))
    widget.visible = not widget.visible


def fold(beneath: Screen[Any], chance: random.Random) -> None:
    """Give the place to others, or take it again."""
    widget = chance.choice(list(beneath.query(".float, #clipped")))
    widget.display = not widget.display


def write(beneath: Screen[Any], chance: random.Random) -> None:
    """Another text."""
    statics = [*beneath.query(Static), *beneath.app.screen.query(Static)]
    chance.choice(statics).update(f"nytt {chance.random()} " * 9)


def touch(beneath: Screen[Any], chance: random.Random) -> None:
    """Paint some cells of a widget anew."""
    x, y, width, height = (chance.randint(0, 9) for _ in range(4))
    chance.choice(list(beneath.query(Static))).refresh(Region(x, y, width + 1, height + 1))


CHANGES = (move, hide, fold, write, touch)


@pytest.mark.parametrize("over", [False, True], ids=["in heaps", "under a dialog that is seen through"])
async def test_every_cell_is_the_same_whatever_changes(over: bool) -> None:
    app = Heap()
    both = BothWays(app, (80, 24))
    chance = random.Random(12)

    async def script(pilot: Pilot[Any]) -> None:
        beneath = app.screen
        if over:
            app.push_screen(Over())
        for _ in range(TURNS):
            for change in chance.choices(CHANGES, k=chance.randint(1, 3)):
                change(beneath, chance)
            await settle(pilot)
            both.compare()

    await both.run(script)
    assert over or both.composed > TURNS / 2


async def test_a_wide_character_that_was_half_covered_is_whole_again() -> None:
    class Wide(App[None]):
        CSS = """
        Screen { layers: under over; }
        #note { layer: over; width: 7; height: 1; offset: 5 0; }
        """

        def compose(self) -> ComposeResult:
            yield Static("日本語한국日本語")
            yield Static("", id="note")

    app = Wide()
    both = BothWays(app, (80, 24))

    async def script(pilot: Pilot[Any]) -> None:
        assert "日本語한국日本語" not in both.ours.text()
        app.query_one("#note").display = False
        await settle(pilot)
        assert "日本語한국日本語" in both.ours.text()
        assert both.composed

    await both.run(script)
