"""What colours go over the line: the terminal's own in the theme for it, none for those who want none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pty_terminal import PtyTerminal, python
from utsaga import demo

F2 = "\x1bOQ"
OWN_SIXTEEN = {39, 49, *range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)}
ATTRIBUTES = {0, 1, 2, 3, 4, 7, 22, 23, 24, 27}
TOUR: Sequence[tuple[Sequence[str], str, Sequence[str]]] = (
    (("j", "v", "j"), "extending", ("escape",)),
    (("1",), "on 1 passage", ("k",)),
    (("c",), "Code with", ("escape",)),
    (("m",), "Memo on the selection", ("escape",)),
    (("tab", "r"), "Rename", ("escape",)),
    (("g", "t"), "a import", ("q",)),
    (("g", "q"), "c other code", ("q",)),
    (("g", "j"), "a new  e edit", ("q",)),
    (("g", "h"), " acts", ("q",)),
    (("/", *"tillit", "enter"), "i words", ("q",)),
    (("E",), "w write", ("q",)),
    (("?",), "Merge into", ("q",)),
)
"""Keys that show every kind of screen and question, what stands there then, and keys that leave it."""


def begin(tmp_path: Path, theme: str, **more: str) -> PtyTerminal:
    """The program in a terminal that could show any colour."""
    study = tmp_path / "study"
    demo.build(study, "kim")
    config = tmp_path / "config.toml"
    config.write_text(f'coder = "kim"\ntheme = "{theme}"\n', encoding="utf-8")
    env = {"COLORTERM": "truecolor", "UTSAGA_CONFIG": str(config), "HOME": str(tmp_path), **more}
    terminal = PtyTerminal(python("-m", "utsaga", str(study)), size=(100, 30), env=env)
    terminal.wait_for("/102")
    return terminal


def go_round(terminal: PtyTerminal) -> None:
    """Look at every kind of screen."""
    for keys, shown, leave in TOUR:
        terminal.press(*keys)
        terminal.wait_for(shown)
        terminal.press(*leave)
        terminal.wait_for(lambda screen, shown=shown: shown not in screen.text())


def colours_sent(output: bytes | bytearray) -> set[int]:
    """The parameters of all SGR sequences that are not attributes."""
    sequences = re.findall(rb"\x1b\[([\d;:]*)m", bytes(output))
    return {int(n or 0) for sequence in sequences for n in re.split(rb"[;:]", sequence)} - ATTRIBUTES


def test_the_terminals_own_theme_sends_its_sixteen_colours_alone(tmp_path: Path) -> None:
    with begin(tmp_path, "terminal") as terminal:
        go_round(terminal)
        assert colours_sent(terminal.output) <= OWN_SIXTEEN
        assert colours_sent(terminal.output) & set(range(31, 37)), "codes have colours"


def test_so_it_does_when_it_is_changed_to_after_another_theme(tmp_path: Path) -> None:
    with begin(tmp_path, "contrast") as terminal:
        terminal.read_until_quiet()
        assert 38 in colours_sent(terminal.output)
        terminal.press(F2)
        terminal.wait_for("Colours: terminal")
        terminal.read_until_quiet()
        changed = len(terminal.output)
        go_round(terminal)
        assert colours_sent(terminal.output[changed:]) <= OWN_SIXTEEN


def test_who_wants_no_colours_gets_none_and_sees_where_the_cursor_is(tmp_path: Path) -> None:
    with begin(tmp_path, "light", NO_COLOR="1") as terminal:
        terminal.press(F2)
        terminal.wait_for("NO_COLOR is set")
        go_round(terminal)
        assert colours_sent(terminal.output) <= {39, 49}
        terminal.press("g", "t")
        terminal.wait_for("a import")
        terminal.read_until_quiet()
        assert any(cell.reverse for cell in terminal.screen.row(1))
