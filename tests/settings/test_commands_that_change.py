"""Where one only reads along, every command that changes the study is refused before it asks for anything."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import utsaga.tui
from utsaga.commands import BY_ID, CHANGING

CHANGES = re.compile(r"\bself\.(_?change\w*|write|_save\w*|_do|program\.changes\.make)\(")


def handlers() -> dict[str, str]:
    """All methods that answer commands, with their source."""
    found: dict[str, str] = {}
    for path in Path(str(utsaga.tui.__file__)).parent.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("do_"):
                found[node.name] = found.get(node.name, "") + str(ast.get_source_segment(source, node))
    return found


def test_every_command_that_makes_a_change_is_known_as_one() -> None:
    known = {"do_" + re.sub(r"\.\d$", "", name).replace(".", "_") for name in CHANGING}
    assert {name for name, source in handlers().items() if CHANGES.search(source)} <= known


def test_all_of_them_are_commands() -> None:
    assert set(BY_ID) >= CHANGING
