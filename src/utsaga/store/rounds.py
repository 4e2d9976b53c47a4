"""Which files are looked at this time for changes from outside: a look comes every second, and is cheap."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

SHARE = 32
"""Files of an unchanged folder that are looked at one time; an edit in place waits for its turn."""


class Rounds:
    """The rounds through the files of one folder.

    Whatever puts a new file in the place of another (git, sed, most editors, this program) changes the
    folder, and then all files are looked at. What writes into a file changes the file alone: some are looked
    at each time, in turn, so that 600 files cost no more than 32.
    """

    def __init__(self, folder: Path) -> None:
        """Begin with a look at all of them."""
        self._folder = folder
        self._seen: int | None = None
        self._next = 0
        self.all = True
        """Whether the folder had changed when ``due`` was asked last."""

    def due(self, names: Sequence[str], *, everything: bool = False) -> Sequence[str]:
        """Those of the names that are to be looked at now."""
        present = self._stamp()
        self.all = everything or present is None or present != self._seen
        self._seen = present
        if self.all or len(names) <= SHARE:
            return names
        start = self._next if self._next < len(names) else 0
        self._next = start + SHARE
        return names[start : self._next]

    def again(self) -> None:
        """Look at all of them the next time: something could not be read."""
        self._seen = None

    def _stamp(self) -> int | None:
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return None
