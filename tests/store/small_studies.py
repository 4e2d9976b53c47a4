"""Small studies on disk, and sessions that end the hard way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from utsaga.model.action import Action, Change, Table
from utsaga.model.ids import new_id, now
from utsaga.model.info import FORMAT
from utsaga.store import Store
from utsaga.store.disk import Disk

STUDY = Table("study", "study")
CODES = Table("study", "codes")
KIM = Table("codings/intervju-1.kim", "codings")
EVA = Table("codings/intervju-1.eva", "codings")


def info(**other: Any) -> dict[str, Any]:
    """The record of a study."""
    record = {"id": new_id(), "title": "Vårdnad", "language": "sv", "format": FORMAT}
    return {**record, "created": now(), "modified": now(), **other}


def new_study(path: Path, *, disk: Disk | None = None, who: str = "kim") -> Store:
    """A study without codings, open."""
    return Store.create(path, who=who, records={STUDY: [info()]}, disk=disk)


def coding(start: int = 0, quote: str = "ja, precis", **other: Any) -> dict[str, Any]:
    """A coding as a plain record."""
    record = {"id": new_id(), "source": "0" * 32, "code": "1" * 32, "start": start, "end": start + len(quote)}
    record |= {"quote": quote, "prefix": "", "suffix": "", "coder": "kim", "starred": False}
    return {**record, "created": now(), "modified": now(), **other}


def adding(*records: dict[str, Any], table: Table = KIM, name: str = "codings.add") -> Action:
    """The action that adds records."""
    return Action(name, "kim", tuple(Change(table, record["id"], None, record) for record in records))


def changing(before: dict[str, Any], table: Table = KIM, **fields: Any) -> Action:
    """The action that changes fields of a record."""
    after = {**before, "modified": now(), **fields}
    return Action("codings.change", "kim", (Change(table, before["id"], before, after),))


def removing(record: dict[str, Any], table: Table = KIM) -> Action:
    """The action that removes a record."""
    return Action("codings.remove", "kim", (Change(table, record["id"], record, None),))


def killed_session(path: Path, work: Callable[[Store], object], disk: Disk | None = None) -> None:
    """Open a study in another process, do some work, and end with SIGKILL: nothing is closed."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work(Store.open(path, who="kim", disk=disk))
            code = 0
        finally:
            if code:
                os._exit(code)
            os.kill(os.getpid(), signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the session failed before it could be killed"


def files_under(path: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    found = (file for file in path.rglob("*") if file.is_file())
    return {str(file.relative_to(path)): file.read_bytes() for file in found}


def journals(path: Path) -> list[Path]:
    """The journal files of a study, oldest first."""
    return sorted((path / ".local/journal").iterdir())
