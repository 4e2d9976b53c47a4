"""The layer shows what Textual would have shown: every cell, character and colour, after every key.

But for one thing, which the keys below stay clear of: where a widget lies over the edge of another, Textual
puts blanks for a wide character of the upper one that stands across that edge. The layer shows it.
"""

from __future__ import annotations

import random
from typing import Any, ClassVar

import pytest
from both_ways import BothWays, settle
from rich.color import ColorSystem
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Label, OptionList, Static, TextArea, Tree

WORDS = "Ja|precis,|och|då|[skratt]|tänkte|jag|–|alltså|日本語|cafe\u0301|nej|한국|“så”…|│|😀|att".split("|")  # noqa: SIM905
TEXT = "\n".join(" ".join(WORDS[(n * 7 + k * 3) % len(WORDS)] for k in range(3 + n % 11)) for n in range(120))
MOVES = (
    "tab",
    "tab",
    "tab",
    "shift+tab",
    "down",
    "up",
    "pagedown",
    "pagedown",
    "pageup",
    "end",
    "home",
    "right",
)
WRITES = ("left", "enter", "space", "a", "b", "å", "backspace", "escape", "ctrl+l")
KEYS_PRESSED = 12
SHOWS = ("f2", "f2", "f3", "f4", "f4", "f5", "f6")
KEYS = MOVES + WRITES + SHOWS


class Ask(ModalScreen[None]):
    CSS = "Ask { align: center middle; } #box { width: 41; height: 9; border: round $primary; }"
    BINDINGS: ClassVar = [("escape", "dismiss", "Back")]

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Input()
            yield Label("välj 日本 en kod [b]fet[/] [u]under[/] [s]över[/] [reverse]om[/]")
            yield OptionList(*(f"kod {n}" for n in range(9)))


class Whole(Screen[None]):
    """One pane on the full width, which the terminal can scroll by itself."""

    BINDINGS: ClassVar = [("escape", "dismiss", "Back")]
    CSS = "Whole VerticalScroll { scrollbar-size: 0 0; }"

    def compose(self) -> ComposeResult:
        yield Label("Lena, intervju 3")
        with VerticalScroll():
            yield Static(TEXT, markup=False)
        yield Label("rad 1")


class Panes(App[None]):
    CSS = "#codes { width: 20; } #right { width: 24; } TextArea { height: 5; border: none; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [
        ("f2", "push_screen('whole')", "Whole"),
        ("f3", "ask", "Ask"),
        ("f4", "theme", "Theme"),
        ("f5", "say", "Say"),
        ("f6", "fold", "Fold"),
        ("ctrl+l", "redraw", "Redraw"),
    ]
    SCREENS: ClassVar = {"whole": Whole}
    AUTO_FOCUS = "#text"
    themes = ("textual-light", "ansi-dark", "textual-dark")
    both: BothWays

    def compose(self) -> ComposeResult:
        with Horizontal():
            tree: Tree[None] = Tree("Koder", id="codes")
            for n in range(30):
                tree.root.add_leaf(f"kod {n} 日本")
            tree.root.expand()
            yield tree
            with VerticalScroll(id="text"):
                yield Static(TEXT, markup=False)
            with Vertical(id="right"):
                yield Input()
                yield TextArea("memo\n日本 memo")
                yield OptionList(*(f"citat {n}" for n in range(30)))

    def on_mount(self) -> None:
        self.animation_level = "none"
        for field in self.query(Input):
            field.cursor_blink = False
        self.query_one(TextArea).cursor_blink = False

    def action_ask(self) -> None:
        self.push_screen(Ask())

    def action_theme(self) -> None:
        self.theme, self.themes = self.themes[0], (*self.themes[1:], self.themes[0])

    def action_say(self) -> None:
        self.notify("sparat 日本", timeout=100)

    def action_fold(self) -> None:
        self.query_one("#codes").display = not self.query_one("#codes").display

    def action_redraw(self) -> None:
        self.both.output.redraw()


@pytest.mark.parametrize(
    ("colours", "ansi_color", "no_color"),
    [
        (ColorSystem.TRUECOLOR, None, False),
        (ColorSystem.EIGHT_BIT, None, False),
        (ColorSystem.STANDARD, None, False),
        (ColorSystem.TRUECOLOR, True, True),
    ],
    ids=["24 bit", "256", "16", "no colour"],
)
async def test_every_cell_is_the_same_after_every_key(
    colours: ColorSystem, ansi_color: bool | None, no_color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = Panes(ansi_color=ansi_color)
    app.both = both = BothWays(app, (80, 24), colours)
    chance = random.Random(f"{colours} {ansi_color}")

    async def script(pilot: Pilot[Any]) -> None:
        both.compare()
        for turn in range(KEYS_PRESSED):
            await pilot.press(chance.choice(KEYS))
            await settle(pilot)
            both.compare()
            if turn % 10 == 5:
                await both.resize(pilot, chance.randint(60, 100), chance.randint(18, 30))
                both.compare()

    await both.run(script)


async def test_scrolling_a_pane_on_the_full_width_costs_a_row() -> None:
    """The terminal moves the rest by itself."""
    app = Panes()
    app.both = both = BothWays(app, (80, 24))

    async def script(pilot: Pilot[Any]) -> None:
        await pilot.press("f2")
        await settle(pilot)
        scroll = app.screen.query_one(VerticalScroll)
        before = len(both.sent)
        scroll.scroll_to(y=1, animate=False)
        await settle(pilot)
        both.compare()
        assert len(both.sent) - before < 250

    await both.run(script)


async def test_nothing_is_sent_for_a_repaint_that_changes_nothing() -> None:
    app = Panes()
    app.both = both = BothWays(app, (80, 24))

    async def script(pilot: Pilot[Any]) -> None:
        before = len(both.sent)
        app.refresh(layout=True)
        app.screen.refresh()
        await settle(pilot)
        assert len(both.sent) == before

    await both.run(script)


async def test_a_redraw_repairs_what_something_else_wrote_on_the_screen() -> None:
    app = Panes()
    app.both = both = BothWays(app, (80, 24))

    async def script(pilot: Pilot[Any]) -> None:
        both.ours.feed("\x1b[3;3H\x1b[41mMessage from root\x1b[r\n\n")
        await pilot.press("ctrl+l")
        await settle(pilot)
        both.take()
        both.compare()

    await both.run(script)


async def test_when_a_frame_cannot_be_made_textual_draws_and_the_reason_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Panes()
    app.both = both = BothWays(app, (80, 24))

    async def script(pilot: Pilot[Any]) -> None:
        def fail(*_: object, **__: object) -> None:
            raise IndexError("hemlig text")

        monkeypatch.setattr("utsaga.tui.terminal.differential.encode", fail)
        await pilot.press("down")
        await settle(pilot)
        both.take()
        assert "IndexError" in both.output.stock
        assert "hemlig" not in both.output.stock
        await pilot.press("tab", "down")
        await settle(pilot)
        both.take()
        assert "kod 3" in both.ours.text()
        assert "citat 3" in both.ours.text()

    await both.run(script)
