"""Which process a journal belongs to, and whether that process is gone for certain."""

from __future__ import annotations

import hashlib
import os
import socket
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path


class Life(Enum):
    """What can be known from here about a process."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Owner:
    """A process, told apart from every other that ever was: machine, boot, number and start.

    ``boot`` and ``start`` are "0" where the system does not tell them.
    """

    machine: str
    boot: str
    pid: int
    start: str

    @classmethod
    def me(cls) -> Owner:
        """This process."""
        return cls(_machine(), _boot(), os.getpid(), _start(os.getpid()) or "0")

    @classmethod
    def from_name(cls, name: str) -> Owner | None:
        """The owner that a file name names, or None."""
        parts = name.split("-")
        if len(parts) != 4 or not parts[2].isdecimal():
            return None
        return cls(parts[0], parts[1], int(parts[2]), parts[3])

    @property
    def name(self) -> str:
        """The owner in a form fit for a file name."""
        return f"{self.machine}-{self.boot}-{self.pid}-{self.start}"

    def life(self) -> Life:
        """Whether the process is alive; unknown when it ran on a machine that cannot be seen from here."""
        same_boot = self.boot == _boot() != "0"
        if not same_boot and self.machine != _machine():
            return Life.UNKNOWN
        if self.boot != _boot():
            return Life.DEAD
        start = _start(self.pid)
        if start is None or (start != self.start and "0" not in (start, self.start)):
            return Life.DEAD
        return Life.ALIVE


@cache
def _machine() -> str:
    for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            found = Path(place).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if found:
            return _short(found)
    return _short(socket.gethostname())


@cache
def _boot() -> str:
    try:
        return _short(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
    except OSError:
        return "0"


def _short(name: str) -> str:
    # The machine's own id is a secret of the system: only a hash of it may leave the machine.
    return hashlib.sha256(f"utsaga {name}".encode()).hexdigest()[:12]


def _start(pid: int) -> str | None:
    """When a process started, in ticks since boot; None when there is no such process, or a dead one."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return None if Path("/proc/self/stat").exists() else _signalled(pid)
    except ProcessLookupError:
        return None
    except OSError:
        return "0"
    fields = status.rpartition(")")[2].split()
    return None if fields[0] in "ZX" else fields[19]


def _signalled(pid: int) -> str | None:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return "0"
    return "0"
