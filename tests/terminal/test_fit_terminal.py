"""Started where it cannot work, the program says why and what to do, and ends with 2."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pty_terminal import PtyTerminal, python
from utsaga.tui.terminal.check import Colours, UnfitTerminal, check_terminal, colours_of

PROGRAM = Path(__file__).with_name("small_app.py")


@pytest.fixture
def tty() -> Iterator[io.TextIOWrapper]:
    master, slave = os.openpty()
    with open(slave, "w", encoding="utf-8") as terminal:  # noqa: PTH123 - a descriptor
        yield terminal
    os.close(master)


def test_a_plain_terminal_is_fit(tty: io.TextIOWrapper) -> None:
    terminal = check_terminal(tty, tty, {"TERM": "xterm-256color"})
    assert (terminal.width, terminal.height, terminal.colours) == (80, 24, Colours.MANY)
    assert terminal.app_options == {}


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_is_refused(tty: io.TextIOWrapper, term: str) -> None:
    with pytest.raises(UnfitTerminal, match="TERM"):
        check_terminal(tty, tty, {"TERM": term})


def test_a_terminal_that_does_not_show_utf_8_is_refused_with_a_way_out(tty: io.TextIOWrapper) -> None:
    with (
        open(os.dup(tty.fileno()), "w", encoding="latin-1") as latin,  # noqa: PTH123
        pytest.raises(UnfitTerminal, match="LANG=C"),
    ):
        check_terminal(tty, latin, {"TERM": "xterm"})


def test_without_a_terminal_it_says_so_and_ends_with_2(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(tmp_path / "safe"), "waits"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "ssh -t" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm"}, Colours.SIXTEEN),
        ({"TERM": "linux"}, Colours.SIXTEEN),
        ({"TERM": "tmux-256color"}, Colours.MANY),
        ({"TERM": "xterm-kitty"}, Colours.TRUE),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Colours.TRUE),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, Colours.NONE),
        ({"TERM": "xterm", "NO_COLOR": ""}, Colours.SIXTEEN),
    ],
)
def test_colours_are_what_the_environment_promises(environ: dict[str, str], colours: Colours) -> None:
    assert colours_of(environ) is colours


def colours_sent(tmp_path: Path, **env: str) -> set[bytes]:
    """The kinds of colour that a program sends: 2 for 24 bits, 5 for 256, none."""
    with PtyTerminal(python(str(PROGRAM), str(tmp_path / "safe"), "waits"), env=env) as terminal:
        terminal.wait_for("utsaga is ready")
        return {kind for kind in (b"48;2;", b"48;5;", b"[4", b";4") if kind in terminal.output}


def test_no_color_draws_without_colour_and_empty_means_nothing(tmp_path: Path) -> None:
    assert b"48;5;" in colours_sent(tmp_path, NO_COLOR="")
    assert not colours_sent(tmp_path, NO_COLOR="1") & {b"48;2;", b"48;5;"}
    assert b"48;2;" in colours_sent(tmp_path, TERM="xterm-kitty")
