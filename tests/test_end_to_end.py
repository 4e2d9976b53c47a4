"""A working day at a real terminal: code by keys, lose the line, come back, undo, leave with the chapter."""

from __future__ import annotations

import csv
import io
import json
import signal
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from pty_terminal import PtyTerminal, python
from utsaga import demo
from utsaga.cli import run

SIZES = [(80, 24), (120, 40)]
PASSAGES = 10
KEEPING_OFTEN = """
from utsaga.__main__ import main
from utsaga.tui import app
from utsaga.tui.screens.desk import workspace
app.KEPT_EVERY = workspace._REMEMBER_SECONDS = 0.2
main()
"""
"""The program, keeping what is unsaved more often than every few seconds."""


@pytest.fixture
def here(tmp_path: Path) -> Mapping[str, str]:
    """The environment of a coder called Kim, with nothing of this machine's own settings."""
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n', encoding="utf-8")
    return {"UTSAGA_CONFIG": str(config), "HOME": str(tmp_path)}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A fresh copy of the example study."""
    demo.build(tmp_path / "study", "kim")
    return tmp_path / "study"


def utsaga(here: Mapping[str, str], *arguments: str | Path) -> str:
    """What a command of the program prints."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as printed:
        for name, value in here.items():
            patch.setenv(name, value)
        assert run([*map(str, arguments)]) == 0
    return printed.getvalue()


def on_screen(here: Mapping[str, str], study: Path, size: tuple[int, int]) -> PtyTerminal:
    """The program in a terminal, with the first transcript in sight."""
    terminal = PtyTerminal(python("-m", "utsaga", str(study)), size=size, env=here)
    terminal.wait_for("intervju-1")
    terminal.wait_for("/102")
    return terminal


def code_passages(terminal: PtyTerminal, number: int) -> None:
    """Code every second sentence with the pinned codes in turn, each seen as saved before the next."""
    for at in range(number):
        digit = str(at % 3 + 1)
        terminal.press("j", "j", digit)
        name = ("riktlinjer som stöd", "riktlinjer som hinder", "tänja på reglerna")[at % 3]
        said = f"oded '{name}' on 1 passage"
        terminal.wait_for(said)
        # The next message can say the same: a key that changes the line parts the two.
        terminal.press("w", "s")
        terminal.wait_for(lambda screen, said=said: said not in screen.text())


def quotes(here: Mapping[str, str], study: Path, theme: str) -> list[dict[str, Any]]:
    """All quotes of a theme, as the command line tells them."""
    found: list[dict[str, Any]] = json.loads(utsaga(here, "quotes", study, theme, "--json"))
    return found


@pytest.mark.parametrize("size", SIZES)
def test_a_day_of_coding_survives_the_line_and_ends_in_the_chapter(
    tmp_path: Path, here: Mapping[str, str], study: Path, size: tuple[int, int]
) -> None:
    before = {quote["id"] for quote in quotes(here, study, "Handlingsutrymme")}
    with on_screen(here, study, size) as terminal:
        code_passages(terminal, PASSAGES)
        terminal.drop()
        assert terminal.wait(reading=False) == 128 + signal.SIGHUP
    coded = [quote for quote in quotes(here, study, "Handlingsutrymme") if quote["id"] not in before]
    assert len(coded) == PASSAGES

    with on_screen(here, study, size) as terminal:
        terminal.press("u")
        terminal.wait_for("before this session")
        terminal.press("y")
        terminal.wait_for("ndone: code 'riktlinjer som stöd' on 1 passage")
        terminal.press("u")
        terminal.wait_for("ndone: code 'tänja på reglerna' on 1 passage")
        terminal.press("q")
        assert terminal.wait() == 0
    left = [quote for quote in quotes(here, study, "Handlingsutrymme") if quote["id"] not in before]
    assert len(left) == PASSAGES - 2
    assert "sound" in utsaga(here, "check", study)

    # The same eight passages given by a table to another copy must print the same chapter to the byte.
    twin, table = tmp_path / "twin", tmp_path / "table.csv"
    demo.build(twin, "kim")
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["source", "quote", "code", "occurrence"])
        writer.writeheader()
        for quote in left:
            text = (study / "transcripts" / f"{quote['source']}.txt").read_text(encoding="utf-8")
            writer.writerow(
                {
                    "source": quote["source"],
                    "quote": quote["quote"],
                    "code": quote["code"],
                    "occurrence": _occurrence(text, quote["quote"], quote["start"]),
                }
            )
    utsaga(here, "code", twin, table)
    for of in (study, twin):
        utsaga(here, "export", of, "--to", tmp_path / f"{of.name}.md", "--number-from", "5.1")
    chapter = (tmp_path / "study.md").read_bytes()
    assert chapter == (tmp_path / "twin.md").read_bytes()
    assert (tmp_path / "study.md").stat().st_mode & 0o777 == 0o600


def test_a_killed_program_loses_nothing_that_was_shown_as_saved(here: Mapping[str, str], study: Path) -> None:
    before = len(quotes(here, study, "Handlingsutrymme"))
    with on_screen(here, study, (100, 30)) as terminal:
        code_passages(terminal, 3)
        terminal.kill(signal.SIGKILL)
        terminal.wait()
    with on_screen(here, study, (100, 30)) as terminal:
        terminal.wait_for("ecovered")
        terminal.press("q")
        assert terminal.wait() == 0
    assert len(quotes(here, study, "Handlingsutrymme")) == before + 3


def test_a_second_session_reads_along_and_says_who_writes(here: Mapping[str, str], study: Path) -> None:
    with on_screen(here, study, (120, 40)) as first, on_screen(here, study, (120, 40)) as second:
        second.wait_for("kim has it open for writing since")
        code_passages(first, 1)
        second.wait_for(lambda screen: "stöd 11" in screen.text())
        second.press("j", "1")
        second.wait_for("kim has it open for writing since")
        second.press("q")
        first.press("q")
        assert (second.wait(), first.wait()) == (0, 0)


def _occurrence(text: str, quote: str, start: int) -> int:
    """Which of the places where a quote stands whole it is, counted from 1."""
    from utsaga.text.locate import find_quote

    return [span.start for span in find_quote(text, quote)].index(start) + 1


def test_a_memo_that_was_being_written_when_the_line_dropped_is_there_at_the_next_start(
    here: Mapping[str, str], study: Path
) -> None:
    with on_screen(here, study, (80, 24)) as terminal:
        terminal.press("m")
        terminal.wait_for("Ctrl+S saves")
        terminal.press(*"Halvfärdig tanke")
        terminal.wait_for("Halvfärdig tanke")
        terminal.drop()
        assert terminal.wait(reading=False) == 128 + signal.SIGHUP
    with PtyTerminal(python("-m", "utsaga", str(study)), size=(80, 24), env=here) as terminal:
        terminal.wait_for("Halvfärdig tanke")
        terminal.send("\x13")
        terminal.wait_for("Wrote a memo")
        terminal.press("q")
        assert terminal.wait() == 0
    written = (file.read_text(encoding="utf-8") for file in (study / "codings").glob("*.kim.json"))
    assert any("Halvfärdig tanke" in text for text in written)


def test_after_a_kill_the_place_and_the_text_in_the_editor_are_there_again(
    here: Mapping[str, str], study: Path
) -> None:
    """Nothing warns a program of SIGKILL: what was typed up to a moment before it is offered all the same."""
    view = study / ".local/view.kim.json"

    def drafts() -> list[str]:
        return [file.read_text() for file in (study / ".local").glob("draft.kim.*.json")]

    with PtyTerminal(python("-c", KEEPING_OFTEN, str(study)), size=(80, 24), env=here) as terminal:
        terminal.wait_for("/102")
        terminal.press("G", "m")
        terminal.wait_for("Ctrl+S saves")
        terminal.send("En tanke om tid")
        terminal.wait_for("En tanke om tid")
        terminal.wait_until(lambda: any("En tanke om tid" in draft for draft in drafts()))
        terminal.wait_until(lambda: place_kept(view) > 0)
        place = place_kept(view)
        terminal.kill(signal.SIGKILL)
        terminal.wait()
    with PtyTerminal(python("-m", "utsaga", str(study)), size=(80, 24), env=here) as terminal:
        terminal.wait_for("En tanke om tid")
        terminal.press("ctrl+s")
        terminal.wait_until(lambda: not drafts())
        terminal.press("q")
        assert terminal.wait() == 0
    assert place_kept(view) == place
    assert "memo" in utsaga(here, "history", study, "--last", "1")


def place_kept(view: Path) -> int:
    """The offset that is remembered of where the coder was; 0 if none is."""
    return max(json.loads(view.read_text())["places"].values()) if view.exists() else 0
