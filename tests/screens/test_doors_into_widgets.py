"""Text reaches a widget by the doors that make it safe, and by no others: read from the program itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import utsaga.tui

HOUSE = Path(utsaga.tui.__file__).parent
MODULES = sorted(path.relative_to(HOUSE).as_posix() for path in HOUSE.rglob("*.py"))

SAFE = {"safe", "safe_line"}
"""The functions of ``safe_text`` give what may be put into a widget of Textual's."""

TAKEN = {"Static", "Input", "TextArea"}
"""The widgets of Textual's that the program uses."""

TYPED_INTO = {"Input": "modals/answered_line.py", "TextArea": "screens/writing/editor.py"}
"""Where each widget is made that words are typed into; what it begins with is made safe there."""

DRAWN = {
    "parts.py",
    "widgets/rows.py",
    "widgets/transcript/heading.py",
    "widgets/transcript/palette.py",
    "widgets/transcript/strips.py",
}
"""Where cells are drawn: rows by ``parts.draw``, and the transcript pane, which is given safe text."""

MARKUP = {"notify", "border_title", "border_subtitle", "tooltip", "from_markup"}
"""What reads its text as markup."""


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            yield called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", ""), node


def is_safe(argument: ast.expr) -> bool:
    """Whether words stand in the program itself, or come from ``safe_text``."""
    if isinstance(argument, ast.Call):
        return getattr(argument.func, "id", "") in SAFE
    return isinstance(argument, ast.Constant)


@pytest.mark.parametrize("module", MODULES)
def test_no_text_goes_round_the_doors(module: str) -> None:
    tree = ast.parse((HOUSE / module).read_text(encoding="utf-8"))
    for name, call in calls(tree):
        if name in {"Static", "update"}:
            assert all(map(is_safe, call.args[:1])), f"line {call.lineno}: {name} is given what is not safe"
        if name in TYPED_INTO:
            assert module == TYPED_INTO[name], f"line {call.lineno}: {name} is made elsewhere"
        if name in {"Segment", "Strip"}:
            assert module in DRAWN, f"line {call.lineno}: cells are drawn elsewhere"
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not named & MARKUP
    taken = {
        one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "textual.widgets"
        for one in node.names
    }
    assert taken <= TAKEN, "a widget of Textual's that nobody has looked at: does it read markup?"
