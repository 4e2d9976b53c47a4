"""Terminals disagree about emoji and some scripts; the columns of everything else stay where they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from wcwidth import wcwidth

from emulator import Emulator
from utsaga.tui.terminal.cells import Row, agreed, cells_of
from utsaga.tui.terminal.encoder import encode
from utsaga.tui.terminal.pens import pen_of

TEXTS = {
    "skin tone": "hej 👍🏽 då",
    "family": "en 👨‍👩‍👧‍👦 till",
    "heart with selector": "ett ❤️ här",
    "flag": "i 🇸🇪 och 🇳🇴 då",
    "keycap": "val 1️⃣ av 2️⃣",
    "Devanagari": "ord नमस्ते क्षि slut",
    "Thai": "ord กำ slut",
    "new emoji": "så 🫩 ja",
    "Hangul letters": "ord 각 slut",
}
TERMINALS: dict[str, Callable[[str], int]] = {
    "one that counts characters": wcwidth,
    "an old one": lambda char: min(wcwidth(char), 1) if char > "\U0001f000" else wcwidth(char),
    "one that draws everything wide": lambda char: 2 if char > "\u0900" and char != "│" else wcwidth(char),
    "one that joins nothing": lambda char: max(wcwidth(char), 1) if char > "\u0300" else wcwidth(char),
}
WIDTH = 44
BORDER = 30


def rows(text: str, *, upside_down: bool) -> list[Row]:
    """A pane with the text, its right border, and another pane; then the same with other words before it."""
    made = []
    for line in ["jag " + text, text, "plain"] if upside_down else [text, "plain", "säg " + text]:
        row = Row.blank(WIDTH, pen_of("44"))
        for x, words in ((0, line), (BORDER, "│ 12 tillit")):
            cells = list(cells_of(words))
            row.put(x, cells, [pen_of("31;44")] * len(cells), agreed=agreed("".join(cells)))
        made.append(row)
    return made


def trusted_columns(row: Row) -> list[int]:
    """The columns that hold plain characters."""
    return [x for x, char in enumerate(row.chars) if (len(char) == 1 and char < "\u0300") or char == "│"]


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("text", TEXTS)
def test_nothing_else_moves(text: str, terminal: str) -> None:
    emulator = Emulator(WIDTH, 3, width_of=TERMINALS[terminal])
    emulator.feed("\x1b[?7l")
    shown, pen = None, None
    for upside_down in (False, True, False):
        wanted = rows(TEXTS[text], upside_down=upside_down)
        frame, pen = encode(shown, wanted, range(3), pen)
        emulator.feed(frame)
        for y, row in enumerate(wanted):
            seen = emulator.row(y)
            for x in trusted_columns(row):
                assert seen[x].data == row.chars[x], f"row {y}, column {x}: {emulator.rows()[y]!r}"
        shown = wanted


def test_a_flag_and_a_skin_tone_are_one_cluster() -> None:
    assert cells_of("🇸🇪")[0] == "🇸🇪"
    assert cells_of("👍🏽")[0] == "👍🏽"


@pytest.mark.parametrize(
    "text", ["\x1b]52;c;aGVq\x07", "\x9b31m", "a\x08\x7fb", "\u202edrow\u2066", "e\x1b[2J\u0301"]
)
def test_control_characters_never_reach_the_terminal(text: str) -> None:
    """Whatever comes before makes them visible; this is the last door, and it is shut."""
    cells = list(cells_of(text))
    row = Row.blank(40)
    row.put(0, cells, [pen_of("")] * len(cells), agreed=agreed("".join(cells)))
    frame, _ = encode([Row.blank(40)], [row], [0], pen_of(""))
    shown = frame.replace("\x1b[1H", "", 1)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u202e\u2066" for char in shown)
