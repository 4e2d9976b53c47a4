"""The line drops, the machine is shut down: work is made safe and the program goes away."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from pty_terminal import PtyTerminal, python

F5 = "\x1b[15~"
PROGRAM = Path(__file__).with_name("small_app.py")


def start(tmp_path: Path, meanwhile: str = "waits", **options: object) -> PtyTerminal:
    terminal = PtyTerminal(python(str(PROGRAM), str(tmp_path / "safe"), meanwhile), **options)
    if meanwhile != "paints":
        terminal.wait_for("utsaga is ready")
    return terminal


def is_safe(tmp_path: Path) -> bool:
    return (tmp_path / "safe").exists()


def wait_until_behind(terminal: PtyTerminal, tmp_path: Path) -> None:
    """Leave the program alone until its output waits for the line."""
    terminal.wait_until(lambda: (tmp_path / "safe.behind").exists())


def test_a_shutdown_ends_the_program_and_restores_the_terminal(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        assert 1049 in terminal.screen.modes
        terminal.kill(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
        assert is_safe(tmp_path)
        assert 1049 not in terminal.screen.modes
        assert terminal.echoes


def test_a_dropped_line_ends_the_program(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        terminal.drop()
        assert terminal.wait() == 128 + signal.SIGHUP
        assert is_safe(tmp_path)


def test_a_dropped_line_ends_the_program_also_when_no_signal_tells(tmp_path: Path) -> None:
    with start(tmp_path, controlling=False) as terminal:
        terminal.drop()
        assert terminal.wait() == 128 + signal.SIGHUP
        assert is_safe(tmp_path)


@pytest.mark.parametrize("output", ["stock", "differential"])
def test_a_line_that_froze_and_then_dropped_leaves_no_orphan(tmp_path: Path, output: str) -> None:
    with start(tmp_path, "paints", env={"UTSAGA_OUTPUT": output}) as terminal:
        wait_until_behind(terminal, tmp_path)
        terminal.drop()
        assert terminal.wait() == 128 + signal.SIGHUP
        assert is_safe(tmp_path)


@pytest.mark.parametrize("output", ["stock", "differential"])
def test_a_shutdown_while_the_line_is_frozen_ends_the_program(tmp_path: Path, output: str) -> None:
    with start(tmp_path, "paints", env={"UTSAGA_OUTPUT": output}) as terminal:
        wait_until_behind(terminal, tmp_path)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait(reading=False) == 128 + signal.SIGTERM
        assert is_safe(tmp_path)


def test_a_program_that_hangs_is_ended_all_the_same(tmp_path: Path) -> None:
    with start(tmp_path, "hangs") as terminal:
        terminal.send("x")
        terminal.wait_until((tmp_path / "safe.hanging").exists)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
        assert is_safe(tmp_path)
        assert terminal.echoes
        assert 25 in terminal.screen.modes
        assert not {1049, 1000, 1003, 1004, 2004, 2026, 2048} & set(terminal.screen.modes)
        assert terminal.output.rindex(b"\x1b[<u") < terminal.output.rindex(b"\x1b[?1049l")


def test_programs_started_from_here_hear_the_signals(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        terminal.send(F5)
        terminal.wait_for_bytes(b"child blocks\r\n")


def test_leaving_by_key_gives_zero(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert 1049 not in terminal.screen.modes
