"""What a study tells git: what is never shared, and what is merged by record."""

from __future__ import annotations

from pathlib import Path

from utsaga.store import files
from utsaga.store.disk import Disk
from utsaga.store.errors import not_saved
from utsaga.store.layout import Layout

DRIVER = "utsaga"
"""What git's configuration calls the program as a merge driver: ``merge.utsaga.driver``."""

IGNORE = "# Lock, journal, backups and last-seen texts of this machine: never shared.\n.local/\n.*.tmp\n"

_MERGED = (f"study.json merge={DRIVER}", f"codings/*.json merge={DRIVER}", "transcripts/*.txt -text")
ATTRIBUTES = "\n".join(
    (
        "# Merged by record, which 'utsaga git' switches on; transcripts keep their line ends.",
        *_MERGED,
        "",
    )
)


def written(path: Path, disk: Disk | None = None) -> bool:
    """Write into a study what git has to be told, where it is not yet; whether anything was missing.

    Lines that somebody has added stay.

    Raises:
        BadFile: what stands there is not a file, or leads elsewhere.
        NotSaved: the disk does not take it.
    """
    layout, done = Layout(path), False
    for name, wanted in ((".gitignore", IGNORE), (".gitattributes", ATTRIBUTES)):
        content = files.read(layout, layout.root / name, files.MIB)
        there = content.data.decode("utf-8", "surrogateescape") if content else ""
        lines = there.splitlines()
        missing = [line for line in wanted.splitlines() if line not in lines]
        if all(line.startswith("#") for line in missing):
            continue
        text = there + ("\n" if there and not there.endswith("\n") else "") + "\n".join([*missing, ""])
        try:
            files.replace(disk or Disk(), layout.root / name, text.encode("utf-8", "surrogateescape"))
        except OSError as error:
            raise not_saved(error, f"{name} was not written") from None
        done = True
    return done
