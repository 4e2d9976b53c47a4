"""When the line drops or the program is told to end: leave cleanly, and never live on without a terminal.

SIGHUP and SIGTERM are blocked in all threads, so that neither kills the program on the spot; one thread
waits for them. A second one looks every second whether the terminal still exists, for where the signal
does not come (nohup, another session). Either asks the app's event loop to leave. Where the loop does not
answer in time (it hangs on a frozen line), the process is ended. Durability does not depend on any of it.
"""

from __future__ import annotations

import errno
import os
import signal
import termios
import threading
from asyncio import AbstractEventLoop
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

HANG_UPS = frozenset({signal.SIGHUP, signal.SIGTERM})
GRACE_SECONDS = 1.5
CHECK_SECONDS = 1.0
PUT_BACK = (
    b"\x1b\\\x1b[?2026l"  # whatever was being sent, and held back until it was complete, ends here
    b"\x1b[?2004l\x1b[?7h\x1b[?2048l"  # pasted text marked, lines not wrapped, sizes told
    b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # the mouse
    b"\x1b[<u"  # kitty's keys, which each of the two screens has of its own
    b"\x1b[0m\x1b[?1049l\x1b[?25h\x1b[?1004l"  # the other screen without a cursor, the focus told
)
"""What makes a terminal again what it was before any program drew on it."""

ALARM_SECONDS = 5
"""After so long the kernel ends the process, whatever Python is doing."""


class Watchdog:
    """Watches while its block runs; enter it before any other thread is started.

    Threads that are started earlier must have HANG_UPS blocked: one that had not would die of them, and
    the process with it.

    ``terminal`` is the file descriptor of a terminal. ``last_resort`` is called from another thread than
    the app's, when the app has not left within the grace, just before the process is ended.
    ``code`` is 0, or the exit code (128 + signal) once the end was asked for.
    """

    def __init__(self, terminal: int, last_resort: Callable[[], None]) -> None:
        self.code = 0
        self._terminal = terminal
        self._last_resort = last_resort
        self._loop: AbstractEventLoop | None = None
        self._leave: Callable[[], None] = _nothing
        self._asked = threading.Lock()
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=watch, name=f"watchdog-{watch.__name__}", daemon=True)
            for watch in (self._wait_for_signal, self._check_terminal)
        ]

    def __enter__(self) -> Watchdog:
        self._settings = termios.tcgetattr(self._terminal)
        self._mask = signal.pthread_sigmask(signal.SIG_BLOCK, HANG_UPS)
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        waiting, _ = self._threads
        if waiting.ident is not None and waiting.is_alive():
            signal.pthread_kill(waiting.ident, signal.SIGHUP)
        for thread in self._threads:
            thread.join()
        if self.code:
            _let_go_of_lost_terminals()
        else:
            signal.pthread_sigmask(signal.SIG_SETMASK, self._mask)

    def attach(self, loop: AbstractEventLoop, leave: Callable[[], None]) -> None:
        """Name the loop that runs the app, and what makes the app leave; it is called in the loop."""
        self._loop, self._leave = loop, leave
        if self.code:
            loop.call_soon_threadsafe(leave)

    def _wait_for_signal(self) -> None:
        number = signal.sigwait(HANG_UPS)
        if not self._stopped.is_set():
            self._end(number)

    def _check_terminal(self) -> None:
        while not self._stopped.wait(CHECK_SECONDS):
            try:
                termios.tcgetattr(self._terminal)
            except termios.error:
                self._end(signal.SIGHUP)
                return

    def _end(self, number: int) -> None:
        if not self._asked.acquire(blocking=False):
            return
        self.code = 128 + number
        signal.alarm(ALARM_SECONDS)
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._leave)
        if not self._stopped.wait(GRACE_SECONDS):
            self._force()

    def _force(self) -> None:
        try:
            self._last_resort()
            termios.tcsetattr(self._terminal, termios.TCSANOW, self._settings)
            self._put_back()
        finally:
            os._exit(self.code)

    def _put_back(self) -> None:
        """Give the terminal back as the program would have; what it does not take at once is let go."""
        # Opened anew: not to wait is then for this descriptor alone, and not for the shell's as well.
        flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        with suppress(OSError):
            os.write(os.open(os.ttyname(self._terminal), flags), PUT_BACK)


def unblock_in_child() -> None:
    """For ``preexec_fn`` of every child process: let it hear the signals that are blocked here."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, HANG_UPS)


def _nothing() -> None:
    """Nothing runs yet that could leave."""


def _let_go_of_lost_terminals() -> None:
    """Point standard files whose terminal is gone at nothing, so that closing them cannot fail."""
    for descriptor in (0, 1, 2):
        try:
            termios.tcgetattr(descriptor)
        except termios.error as error:
            if error.args[0] == errno.EIO:
                nothing = os.open(os.devnull, os.O_RDWR)
                os.dup2(nothing, descriptor)
                os.close(nothing)
