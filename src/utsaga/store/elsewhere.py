"""A folder that was copied while its study was open has the journal of a writer who writes elsewhere."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from utsaga.store.disk import Disk
from utsaga.store.layout import Layout
from utsaga.store.segments import Name, names


def writes_elsewhere(layout: Layout, name: Name) -> bool:
    """Whether a session of a living process of this machine is seen to write another folder than this one.

    It is when the process holds the lock file of a study that has a journal of the same session, and a
    file made here does not appear there: two paths may lead to one folder, over network file systems with
    other numbers of files on each. Whatever cannot be seen says no; so do two devices, unless both are disks.
    """
    return any(
        _has_session(other, name.session) and _apart(layout, other) for other in _held_by(name.owner.pid)
    )


def _held_by(pid: int) -> Iterator[Layout]:
    """The studies whose lock files a process has open, each in its place: none has been moved or deleted."""
    with suppress(OSError):
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                path = Path(os.readlink(descriptor))  # noqa: PTH115 - as it stands, with what it says of the gone
                study = Layout(path.parent.parent)
                if study.lock == path and os.path.samestat(descriptor.stat(), path.stat()):
                    yield study


def _has_session(study: Layout, session: str) -> bool:
    return any(name.session == session for name in names(study))


def _apart(here: Layout, there: Layout) -> bool:
    """Whether two folders are not one: what is made in one is not seen in the other."""
    if here.local.samefile(there.local) or here.lock.samefile(there.lock):
        return False
    one, other = here.local.stat().st_dev, there.local.stat().st_dev
    if one != other and not (os.major(one) and os.major(other)):
        return False  # two mounts of one network folder, which may learn late of what the other one makes
    disk, probe = Disk(), f"probe-{secrets.token_hex(8)}"
    disk.close(disk.open(here.local / probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    try:
        return not os.path.lexists(there.local / probe)
    finally:
        disk.unlink(here.local / probe)
