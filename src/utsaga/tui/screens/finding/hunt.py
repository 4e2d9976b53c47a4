"""One search over all transcripts, run on a thread of its own and shown as it goes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from time import monotonic

from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.search.studies import StudySearch
from utsaga.search.tally import Tally
from utsaga.search.times import AtTime
from utsaga.text.moments import asked_for, only_time
from utsaga.tui.screens.finding.hit_rows import HitRow, hit_row

MOST = 5000
"""How many hits are listed, at most: more are no help."""

_STEP = 0.05
"""For how many seconds hits are gathered before they are handed on; the first one is at once."""

SEARCHING = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")
"""One thread for all searches: the texts can be used by one at a time."""


@dataclass(frozen=True, slots=True)
class Found:
    """A step of a search: hits, how the words were understood, which transcripts could not be read.

    ``forgiving`` is False where slips are not looked for, because the index is not there yet.
    """

    rows: tuple[HitRow, ...] = ()
    searched_as: str = ""
    unread: tuple[str, ...] = ()
    forgiving: bool = True
    last: bool = False


class Hunt:
    """A search for some words; it ends early when it is stopped."""

    def __init__(self, words: str, search: StudySearch, sources: Sequence[Source]) -> None:
        """Search texts for words, when run; in some turns alone if ``within`` is set before, by source."""
        self.words = words
        self.within: Mapping[str, Sequence[Span]] | None = None
        self._texts = search
        self._sources = tuple(sources)
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Let it end at the next text or hit."""
        self._stopped.set()

    def run(self, tell: Callable[[Found], None]) -> None:
        """Search, telling each step; the last step is told whatever happens."""
        try:
            if not self._stopped.is_set():
                self._search(tell)
        finally:
            tell(Found(last=True))

    def _search(self, tell: Callable[[Found], None]) -> None:
        unread = self._texts.follow(self._sources, self._stopped)
        if self._stopped.is_set():
            return
        time = asked_for(self.words)
        at_time = self._go_to(time, tell, unread) if time is not None else ""
        if only_time(self.words):
            return
        tally = Tally(self._texts.variants(self.words), self.words)

        def understood() -> str:
            return " · ".join(said for said in (at_time, tally.in_words) if said)

        forgiving = self._texts.forgiving
        tell(Found(searched_as=understood(), unread=tuple(unread), forgiving=forgiving))
        rows: list[HitRow] = []
        told = 0.0
        for hit in islice(self._texts.search(self.words, within=self.within), MOST):
            if self._stopped.is_set():
                return
            rows.append(hit_row(self._texts.transcript(hit.source), hit))
            tally.add(hit)
            if monotonic() - told > _STEP:
                tell(Found(tuple(rows), understood()))
                rows, told = [], monotonic()
        tell(Found(tuple(rows), understood()))

    def _go_to(self, time: float, tell: Callable[[Found], None], unread: Sequence[str]) -> str:
        """Tell what was said at a time in each transcript; in words, what was looked for."""
        at_time = AtTime(time, self.within)
        rows = [
            hit_row(self._texts.transcript(hit.source), hit)
            for hit in at_time.hits(self._texts, self._sources)
            if not self._stopped.is_set()
        ]
        tell(Found(tuple(rows), at_time.said, tuple(unread)))
        return at_time.said
