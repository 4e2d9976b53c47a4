"""A person at a terminal, for end-to-end tests and benchmarks: starts a program in a real pty and types.

Nothing here sleeps: waiting is reading until a condition on the screen holds, the program falls quiet or
ends, with a deadline. Nobody reads the pty while no method runs, so a program that is left alone is a
program on a frozen line.

    with PtyTerminal(["utsaga", "my-study"], size=(120, 40)) as terminal:
        terminal.wait_for("Gunilla")
        terminal.send("j1")
        terminal.wait_for(lambda screen: "tillit" in screen.text())
        terminal.drop()
        assert terminal.wait() == 129
"""

from __future__ import annotations

import contextlib
import fcntl
import math
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from emulator import Emulator

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "shift+tab": "\x1b[Z",
    "focus in": "\x1b[I",
    "focus out": "\x1b[O",
    **{f"ctrl+{chr(96 + n)}": chr(n) for n in range(1, 27)},
}
DEADLINE = 20.0
QUIET = 0.1
SYNCHRONIZED_QUESTION = b"\x1b[?2026$p"
SYNCHRONIZED_ANSWER = b"\x1b[?2026;2$y"


class Expired(AssertionError):
    """What was waited for did not come in time; the message shows the screen."""


@dataclass(frozen=True)
class KeyCost:
    """What a key cost: bytes sent by the program, seconds until the last of them, seconds of its CPU."""

    bytes: int
    seconds: float
    cpu: float


class PtyTerminal:
    """A program in a pty.

    ``size`` is (columns, rows). ``env`` is added to a bare environment (TERM=xterm-256color, UTF-8).
    ``emulate=False`` leaves the screen out (benchmarks). ``bits_per_second`` throttles the line.
    ``answers=True`` replies whenever it is asked about synchronized output, as a modern terminal does;
    a number replies so many times.
    ``controlling=False`` starts the program without this terminal as its controlling one, so that a
    dropped line sends it no SIGHUP. ``preexec`` runs in the child before the program.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        emulate: bool = True,
        bits_per_second: float | None = None,
        answers: bool | int = False,
        controlling: bool = True,
        preexec: Callable[[], None] | None = None,
    ) -> None:
        self.screen = Emulator(*size)
        self.output = bytearray()
        self._emulate = emulate
        self._answers_left = math.inf if answers is True else int(answers)
        self._answered_to = 0
        self._bytes_per_second = bits_per_second / 8 if bits_per_second else None
        self._read_at = time.monotonic()
        self._closed = False
        self._master, slave = os.openpty()
        self._set_size(size)

        def prepare() -> None:
            if controlling:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if preexec:
                preexec()

        self.started = time.monotonic()
        self.process = subprocess.Popen(
            list(argv),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=prepare,
            env=bare_environment() | dict(env or {}),
            cwd=cwd,
        )
        os.close(slave)

    def __enter__(self) -> PtyTerminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the program, if it still runs, and give the terminal back."""
        if self.process.poll() is None:
            self.process.kill()
        self.drop()
        self.process.wait()

    # --- typing

    def send(self, keys: str | bytes) -> None:
        """Type these characters as they stand."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def press(self, *names: str) -> None:
        """Press keys by name ("enter", "ctrl+l", "pagedown", "j"), one write each."""
        for name in names:
            self.send(KEYS.get(name, name))

    def key(self, name: str, quiet: float = QUIET) -> KeyCost:
        """Press one key, read until the program is quiet, and say what it cost."""
        before, cpu = len(self.output), self.cpu_seconds()
        start = time.monotonic()
        self.press(name)
        last = self.read_until_quiet(quiet)
        return KeyCost(len(self.output) - before, max(last - start, 0.0), self.cpu_seconds() - cpu)

    def resize(self, columns: int, rows: int) -> None:
        """Drag the window to another size."""
        self._set_size((columns, rows))
        self.screen.resize(columns, rows)

    # --- reading

    def read_until_quiet(self, quiet: float = QUIET, deadline: float = DEADLINE) -> float:
        """Read until nothing came for ``quiet`` seconds; gives the time (monotonic) of the last byte."""
        end = time.monotonic() + deadline
        last = 0.0
        while time.monotonic() < end:
            if not self.read(quiet):
                return last
            last = time.monotonic()
        raise self._expired("the program to fall quiet")

    def wait_for(self, wanted: str | Callable[[Emulator], object], deadline: float = DEADLINE) -> None:
        """Read until the text stands on the screen, or the condition on the screen holds."""
        holds = (lambda screen: wanted in screen.text()) if isinstance(wanted, str) else wanted
        end = time.monotonic() + deadline
        while not holds(self.screen):
            left = end - time.monotonic()
            if left <= 0 or (not self.read(min(left, 0.5)) and self.ended):
                raise self._expired(repr(wanted))

    def wait_for_bytes(self, wanted: bytes, after: int = 0, deadline: float = DEADLINE) -> None:
        """Read until these bytes are in the output after that offset."""
        end = time.monotonic() + deadline
        while wanted not in self.output[after:]:
            left = end - time.monotonic()
            if left <= 0 or (not self.read(min(left, 0.5)) and self.ended):
                raise self._expired(repr(wanted))

    def read(self, timeout: float = 0.0) -> int:
        """Read what is there, waiting at most so long for the first of it; gives the number of bytes."""
        if self._closed or not select.select([self._master], [], [], timeout)[0]:
            return 0
        try:
            data = os.read(self._master, self._allowance())
        except OSError:  # EIO: the program has closed its end
            return 0
        self.output += data
        if self._emulate:
            self.screen.feed(data)
        self._answer()
        return len(data)

    def _allowance(self) -> int:
        if self._bytes_per_second is None:
            return 1 << 16
        piece = 256
        due = self._read_at + piece / self._bytes_per_second
        now = time.monotonic()
        if due > now:
            select.select([], [], [], due - now)
        self._read_at = max(due, now - 0.05)
        return piece

    def _answer(self) -> None:
        while self._answers_left:
            asked = self.output.find(SYNCHRONIZED_QUESTION, self._answered_to)
            if asked < 0:
                return
            self._answered_to = asked + len(SYNCHRONIZED_QUESTION)
            self._answers_left -= 1
            self.send(SYNCHRONIZED_ANSWER)

    # --- ending

    def drop(self) -> None:
        """Close the terminal's end of the line: the connection is gone."""
        if not self._closed:
            self._closed = True
            os.close(self._master)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    @property
    def ended(self) -> bool:
        """Whether the program has ended."""
        return self.process.poll() is not None

    def wait(self, deadline: float = DEADLINE, *, reading: bool = True) -> int:
        """Wait until the program has ended and give its exit code (negative: killed by that signal).

        What it still writes is read, unless ``reading`` is False: the line is frozen.
        """
        end = time.monotonic() + deadline
        while reading and not self._closed and not self.ended:
            if time.monotonic() > end:
                raise self._expired("the program to end")
            self.read(0.05)
        try:
            code = self.process.wait(max(end - time.monotonic(), 0.01))
        except subprocess.TimeoutExpired:
            raise self._expired("the program to end") from None
        while reading and self.read():
            continue
        return code

    def wait_until(self, holds: Callable[[], object], deadline: float = DEADLINE) -> None:
        """Wait, reading nothing, until a condition outside the terminal holds."""
        end = time.monotonic() + deadline
        while not holds():
            if self.ended or time.monotonic() > end:
                raise self._expired("a condition outside the terminal")
            select.select([], [], [], 0.01)

    @property
    def echoes(self) -> bool:
        """Whether the terminal is back in the state in which a shell needs it: it echoes, line by line."""
        local = termios.tcgetattr(self._master)[3]
        return bool(local & termios.ECHO and local & termios.ICANON)

    def cpu_seconds(self) -> float:
        """CPU that the program has used so far, all threads; from the kernel's scheduler where it tells."""
        total = 0
        for stat in Path(f"/proc/{self.process.pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):  # a thread that ended meanwhile
                total += int(stat.read_text().split()[0])
        return total / 1e9

    def _set_size(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def _expired(self, wanted: str) -> Expired:
        state = f"ended with {self.process.returncode}" if self.ended else "runs"
        return Expired(f"waited for {wanted}; the program {state}; the screen:\n{self.screen.text()}")


def bare_environment() -> dict[str, str]:
    """The environment of a plain login on a modern terminal, without anything that steers Textual."""
    kept = ("PATH", "HOME", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH")
    keep = {name: os.environ[name] for name in kept if name in os.environ}
    return keep | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}


def python(*arguments: str) -> list[str]:
    """A command line that runs this Python."""
    return [sys.executable, *arguments]
