"""Becoming the one writer of a study, or learning who is."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from utsaga.model.ids import shown_time
from utsaga.store import files, segments
from utsaga.store.disk import Disk
from utsaga.store.elsewhere import writes_elsewhere
from utsaga.store.errors import why
from utsaga.store.history import History
from utsaga.store.journal import Journal
from utsaga.store.layout import Layout
from utsaga.store.lock import Holder, Lock
from utsaga.store.owner import Life, Owner
from utsaga.store.segments import Name, Segment

_STAMP = "%Y%m%dT%H%M%S%fZ"
_live: set[tuple[Path, str]] = set()
"""Root and session of every study that this very process writes: its own journals prove nothing else."""


@dataclass(frozen=True, slots=True)
class Denied:
    """Why a study cannot be written from here, in words, and who writes it if that is known."""

    why: str
    holder: Holder | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to write a study: its lock, a journal, and what dead sessions left behind.

    ``home`` is the identity (device and inode) of the study's folder.
    """

    layout: Layout
    lock: Lock
    journal: Journal
    left: list[Segment]
    home: tuple[int, int]

    def stands(self) -> bool:
        """Whether the folder at the study's path is still the one that was opened: a disk may go."""
        return _home(self.layout) == self.home

    def release(self) -> None:
        """Give the right back."""
        self.journal.close()
        self.lock.release()
        _live.discard((self.layout.root, self.journal.session))


def claim(layout: Layout, disk: Disk, who: str) -> Claim | Denied:
    """Become the writer of a study, or say why not.

    Raises:
        Damaged, NewerFormat, BadFile: what a session left behind cannot be read.
    """
    me = Holder.me(who)
    lock = Lock(disk, layout.lock)
    for folder in (layout.local, layout.journal):
        layout.inside(folder)
    try:
        files.make_folder(disk, layout.journal)
        if not lock.take(me):
            holder = lock.holder()
            return Denied(_held_by(holder), holder)
    except OSError as error:
        lock.release()
        return Denied(f"It is open for reading only: {why(error)}")
    try:
        return _under_lock(layout, disk, me, lock)
    except BaseException:
        lock.release()
        raise


def _under_lock(layout: Layout, disk: Disk, me: Holder, lock: Lock) -> Claim | Denied:
    # Some network file systems grant a lock to everybody: the journals' owners are the second guard,
    # looked at before and after this session's own journal has become visible to others.
    denied = blocker(layout)
    if denied:
        lock.release()
        return denied
    left = segments.read(layout)
    session = _session(layout, left)
    try:
        home = _home(layout)
        for folder in (layout.root, layout.local, layout.journal):
            disk.sync_folder(folder)  # a killed session may have made entries without syncing them
        for segment in left:
            files.sync(disk, segment.path)
        mine = Journal(disk, layout, session, me)
    except OSError as error:
        lock.release()
        return Denied(f"It is open for reading only: {why(error)}")
    denied = blocker(layout, session)
    if denied:
        mine.close()
        with suppress(OSError):  # an empty journal of a dead process stands in nobody's way
            disk.unlink(mine.path(mine.number))
        lock.release()
        return denied
    _live.add((layout.root, session))
    return Claim(layout, lock, mine, left, home)


def _home(layout: Layout) -> tuple[int, int]:
    try:
        status = layout.root.stat()
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino


def blocker(layout: Layout, own_session: str | None = None) -> Denied | None:
    """The session, other than one's own, that may still be writing to a study; None when there is none."""
    for name in segments.names(layout):
        life = life_of(layout, name)
        if name.session == own_session or life is Life.DEAD:
            continue
        holder = segments.holder_of(layout, name)
        if life is Life.ALIVE:
            copied = (
                "If this folder is a copy of that study, close it there, or copy it again when it is closed"
            )
            return Denied(f"{_held_by(holder)}. {copied}", holder)
        where = f"on {holder.host} by {holder.who} since {holder.since}" if holder else "on another machine"
        return Denied(
            f"It was opened {where}, and from here nobody can tell whether it still is. Close it there; "
            "if that machine is gone for good, run 'utsaga check --repair --take-over'",
            holder,
        )
    return None


def life_of(layout: Layout, name: Name) -> Life:
    """Whether the session that a journal belongs to is still going on, in this folder and no copy of it."""
    if name.owner == Owner.me():
        return Life.ALIVE if (layout.root, name.session) in _live else Life.DEAD
    life = name.owner.life()
    return Life.DEAD if life is Life.ALIVE and writes_elsewhere(layout, name) else life


def _held_by(holder: Holder | None) -> str:
    if holder is None:
        return "Somebody else has it open for writing"
    since = shown_time(holder.since)
    return f"{holder.who} has it open for writing since {since}, on {holder.host} (process {holder.pid})"


def _session(layout: Layout, left: Iterable[Segment]) -> str:
    """A name for this session that sorts after all earlier ones, whatever the clock says."""
    stamp = datetime.now(UTC).strftime(_STAMP)
    earlier = [segment.name.session for segment in left] + History(layout, Disk()).parts()[-1:]
    latest = max((name.partition("-")[0] for name in earlier), default="")
    if latest >= stamp:
        with suppress(ValueError):  # a foreign file among the history has no say in this
            stamp = (datetime.strptime(latest, _STAMP) + timedelta(microseconds=1)).strftime(_STAMP)
    return f"{stamp}-{secrets.token_hex(4)}"
