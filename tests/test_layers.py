"""The rooms of the house: each knows only the rooms it stands on, and only the screen draws."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "utsaga"

STANDS_ON: dict[str, set[str]] = {
    "model": set(),
    "text": {"model"},
    "filepaths": {"model", "text"},
    "readers": {"model", "text", "filepaths"},
    "store": {"model", "text", "filepaths"},
    "study": {"model", "text", "readers", "store", "filepaths", "nearest"},
    "search": {"model", "text", "store", "study"},
    "analysis": {"model", "text", "study", "search", "nearest"},
    "writers": {"model", "text", "store", "study", "search", "analysis", "filepaths"},
    "nearest": set(),
    "commands": set(),
    "keymap": {"model", "commands", "nearest"},
    "config": {"model", "keymap", "filepaths", "nearest"},
    "demo": {"model", "readers", "study"},
}
"""What a room may import of the others; ``cli`` and ``tui`` stand on all of them, not on each other."""

FACES = {"cli", "tui"}


def _room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "utsaga" and len(parts) > 1 and parts[1] != "__version__":
                rooms.add(parts[1])
    return rooms


ROOMS_OF_THE_STUDY: dict[str, set[str]] = {
    "study": set(),
    "coding": {"study"},
    "guide": {"study", "coding"},
    "living": {"study", "coding", "guide"},
    "people": {"study", "coding", "guide", "living"},
    "incoming": {"study", "coding", "guide", "living", "people"},
}
"""The same within the study. What lies in no room is the study itself (``study``), on which all stand, but
for bringing transcripts in and checking everything, which belong to the last."""

_WITH_INCOMING = {"sources", "check"}


def _study_room(parts: tuple[str, ...]) -> str:
    first = parts[0].removesuffix(".py")
    return first if first in ROOMS_OF_THE_STUDY else "incoming" if first in _WITH_INCOMING else "study"


def _loaded_with(path: Path) -> set[tuple[str, ...]]:
    """The modules of the study that a file imports as it is loaded, below ``utsaga.study``."""
    names = [
        f"{node.module}.{alias.name}"
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    ]
    return {tuple(name.split(".")[2:]) for name in names if name.startswith("utsaga.study.")}


@pytest.mark.parametrize("room", ROOMS_OF_THE_STUDY)
def test_a_room_of_the_study_imports_only_the_rooms_it_stands_on(room: str) -> None:
    """What a room calls its actions (its ``words``) is said by the study: those modules know nothing else."""
    folder = SOURCE / "study"
    files = [path for path in folder.rglob("*.py") if _study_room(path.relative_to(folder).parts) == room]
    assert files, f"there is no room {room}"
    for path in files:
        loaded = {module for module in _loaded_with(path) if "words" not in module}
        assert {_study_room(module) for module in loaded} <= ROOMS_OF_THE_STUDY[room] | {room}, path


@pytest.mark.parametrize("room", sorted(STANDS_ON))
def test_a_room_imports_only_the_rooms_it_stands_on(room: str) -> None:
    files = [path for path in SOURCE.rglob("*.py") if _room(path) == room]
    assert files, f"there is no room {room}"
    for path in files:
        assert _imported_rooms(path) <= STANDS_ON[room] | {room}, path


def test_the_screen_and_the_command_line_meet_only_where_the_command_line_opens_the_screen() -> None:
    for path in SOURCE.rglob("*.py"):
        room = _room(path)
        if room == "tui":
            assert "cli" not in _imported_rooms(path), path
        if room == "cli" and path.name != "screen.py":
            assert "tui" not in _imported_rooms(path), path


def test_every_room_is_known_to_this_test() -> None:
    rooms = {_room(path) for path in SOURCE.rglob("*.py")} - {"__init__", "__main__"}
    assert rooms == set(STANDS_ON) | FACES


@pytest.mark.parametrize(
    ("modules", "never"),
    [
        ("utsaga.model.codetree, utsaga.model.record", ["tinydb", "rapidfuzz", "textual", "rich", "click"]),
        (
            "utsaga.text.transcript, utsaga.text.cursor, utsaga.text.locate",
            ["tinydb", "textual", "rich", "click"],
        ),
        ("utsaga.readers", ["tinydb", "textual", "rich", "click"]),
        ("utsaga.store", ["textual", "rich", "click", "rapidfuzz"]),
        (
            "utsaga.study, utsaga.analysis.quotes, utsaga.writers.markdown",
            ["textual", "rich", "click", "ssl"],
        ),
        ("utsaga.search.palette, utsaga.search.corpus", ["textual", "rich", "click"]),
        ("utsaga.cli", ["textual", "rich", "tinydb", "rapidfuzz", "asyncio"]),
        ("utsaga.cli.finding, utsaga.cli.chapter, utsaga.cli.texts", ["textual", "rich", "asyncio"]),
    ],
)
def test_a_room_does_not_load_what_only_others_need(modules: str, never: list[str]) -> None:
    code = f"import sys, {modules}; print(*[m for m in {never!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
