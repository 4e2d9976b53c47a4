"""Every command is answered where it is offered, and looks come from the stylesheet."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

import utsaga.tui
from utsaga.commands import Scope, in_scopes
from utsaga.tui.app import SCREENS
from utsaga.tui.command_screen import CommandScreen, handler_name
from utsaga.tui.screens.desk.workspace import Workspace
from utsaga.tui.screens.help import HelpScreen
from utsaga.tui.themes import read_themes, stylesheet

ROOM = Path(utsaga.tui.__file__).parent


def screen_of(target: str) -> type[CommandScreen]:
    module, _, name = target.partition(":")
    found = getattr(import_module(module), name)
    assert issubclass(found, CommandScreen)
    return found


WORKSPACE_SCOPES = (Scope.READING, Scope.CODES, Scope.LIST, Scope.WORKSPACE, Scope.EVERYWHERE)
PLACES = [
    (Workspace, WORKSPACE_SCOPES),
    (HelpScreen, HelpScreen.SCOPES),
    *((screen_of(target), screen_of(target).SCOPES) for target in SCREENS.values()),
]


@pytest.mark.parametrize(("screen", "scopes"), PLACES, ids=lambda value: getattr(value, "__name__", ""))
def test_every_command_has_a_handler_and_every_handler_a_command(
    screen: type[CommandScreen], scopes: tuple[Scope, ...]
) -> None:
    """What footer, help and palette offer can be done, and nothing can be done that they do not offer."""
    offered = {handler_name(command.id)[0] for command in in_scopes(*scopes)}
    handlers = {name for name in dir(screen) if name.startswith("do_")}
    assert offered == handlers


def test_widgets_have_no_keys_of_their_own() -> None:
    """Keys mean what the registry says: no binding of Textual's comes before them."""
    for path in ROOM.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\bBINDINGS\b.*=\s*\[[^\]]", text), path
        assert "Binding(" not in text, path


def test_no_string_reaches_a_widget_unsafely() -> None:
    """What widgets show is a constant, or passed through the one function that makes text safe."""
    shows = re.compile(
        r"\b(?:Static|Label|Content|Text|Option)\((?!\)|classes=|safe|\"|shown)|\.update\((?!safe)|\.notify\("
    )
    allowed = {"safe_text.py"}
    found = [
        f"{path.relative_to(ROOM)}:{number}"
        for path in ROOM.rglob("*.py")
        if path.name not in allowed and "terminal" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if shows.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "theme", [t for t in read_themes(stylesheet()) if not t.ansi], ids=lambda theme: theme.name
)
def test_all_colours_can_be_read(theme: Theme) -> None:
    """Text and code colours stand 4.5 to 1 against their grounds (WCAG 2.2, 1.4.3)."""
    colours = {name: Color.parse(value) for name, value in theme.variables.items() if value.startswith("#")}
    codes = [f"code-{number}" for number in range(1, 9)]
    pairs = [
        *((name, "ground") for name in ("ink", "faint", "mark", "caution", "found", *codes)),
        *((name, "bar") for name in ("ink", "faint", "mark", "caution", *codes)),
        ("cursor-ink", "cursor"),
        *((name, "resting") for name in ("ink", *codes)),
    ]
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    """Relative luminance of WCAG 2.2, 0..1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_starting_does_not_import_what_is_not_drawn() -> None:
    """The editor, the lists and Markdown wait until somebody opens them."""
    waits = (
        *("textual.widgets._text_area", "textual.widgets._markdown", "markdown_it", "tree_sitter"),
        *(f"utsaga.tui.screens.{name}" for name in ("finding.quotes", "finding.search", "writing.editor")),
        *("utsaga.tui.screens.help", "utsaga.tui.screens.incoming.screen"),
        *("utsaga.writers", "utsaga.readers", "utsaga.search.palette", "utsaga.tui.modals.prompt"),
    )
    script = f"""import sys, utsaga.tui.screens.desk.workspace
print(*[m for m in {waits} if m in sys.modules])"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
