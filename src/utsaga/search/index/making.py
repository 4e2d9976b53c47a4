"""Making the index beside other work, on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from utsaga.model.source import Source
from utsaga.search.index.build import build
from utsaga.search.index.file import NoIndex
from utsaga.search.index.shelf import TextShelf


class Making:
    """An index on its way. What it has come to can be asked from any thread."""

    def __init__(self, path: Path, sources: Sequence[Source], shelf: TextShelf) -> None:
        """Start at once."""
        self.share = 0.0
        """How much of it is done, 0..1."""
        self.problem: NoIndex | None = None
        """Why it could not be made, once it has ended."""
        self._stopped = threading.Event()
        self._of = path, tuple(sources), shelf
        self._thread = threading.Thread(target=self._work, name="index", daemon=True)
        self._thread.start()

    @property
    def going_on(self) -> bool:
        """Whether it is not done yet."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Let it end after the text at hand; what there is of it goes."""
        self._stopped.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)

    def _work(self) -> None:
        try:
            build(*self._of, progress=self._progress, stopped=self._stopped)
        except NoIndex as problem:
            self.problem = problem

    def _progress(self, done: int, of: int) -> None:
        self.share = done / of if of else 1.0
