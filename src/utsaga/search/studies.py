"""Searching the transcripts of a study: by scanning, or through an index where there are many."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.search import light
from utsaga.search.corpus import Corpus
from utsaga.search.hits import Hit
from utsaga.search.index.build import Busy
from utsaga.search.index.file import NoIndex
from utsaga.search.index.indexed import Indexed
from utsaga.search.index.making import Making
from utsaga.search.index.shelf import TextShelf, size
from utsaga.search.variants import Variant
from utsaga.store.layout import Layout
from utsaga.study import Study
from utsaga.text.transcript import Transcript, transcript_of

SCANNED = 5_000_000
"""Up to so many bytes of text are scanned: an index would not be felt."""

_HELD = 60_000_000
"""Up to so many bytes are held in memory and scanned where no index can be made."""

_TRANSCRIPTS_KEPT = 64


class StudySearch:
    """Finds words in a study's transcripts as they are on disk. One thread at a time may use it."""

    def __init__(self, study: Study, *, scanned: int = SCANNED) -> None:
        """Search a study; more text than ``scanned`` (bytes) goes through an index."""
        self._store = study.store
        self._scanned = scanned
        self._shelf = TextShelf(study.store)
        self._path = Layout(study.path).search_index
        self._sources: dict[str, Source] = {}
        self._corpus: Corpus | None = None
        self._held: dict[str, tuple[str, Source]] = {}
        self._indexed: Indexed | None = None
        self._making: Making | None = None
        self._no_index = False
        self._transcripts: OrderedDict[str, tuple[Source, str, Transcript]] = OrderedDict()

    @property
    def making(self) -> Making | None:
        """The index that is being made, if one is."""
        return self._making if self._making is not None and self._making.going_on else None

    @property
    def forgiving(self) -> bool:
        """Whether slips of spelling are found; without an index of many texts they are not."""
        return self._corpus is not None or self._indexed is not None

    def stop(self) -> None:
        """Let an index that is being made go."""
        if self._making is not None:
            self._making.stop()

    def prepare(self, sources: Sequence[Source], stopped: threading.Event) -> None:
        """Do all that does not depend on what is searched for, until it is stopped."""
        self.follow(sources, stopped)
        if not stopped.is_set() and self._corpus is not None:
            self._corpus.variants("a")

    def follow(self, sources: Sequence[Source], stopped: threading.Event) -> list[str]:
        """Take in texts that came, went or changed; the titles of those that cannot be read.

        It ends after the text at hand when it is stopped.
        """
        self._sources = {source.id: source for source in sources}
        bytes_ = size(self._store.path)
        if bytes_ > self._scanned:
            unread = self._follow_index(sources, stopped)
            if unread is not None or not self._no_index or bytes_ > _HELD:
                self._corpus, self._held = None, {}
                return unread or []
        return self._follow_corpus(sources, stopped)

    def variants(self, query: str) -> dict[str, list[Variant]]:
        """What each word of a query is searched as; nothing as long as that is not known."""
        if self._indexed is not None:
            try:
                return self._indexed.variants(query)
            except NoIndex:
                self._close_index()
        return self._corpus.variants(query) if self._corpus is not None else {}

    def search(
        self, query: str, *, limit: int | None = None, within: Mapping[str, Sequence[Span]] | None = None
    ) -> Iterator[Hit]:
        """The hits of a query (its language: ``utsaga.search.query``) in the order of the texts.

        ``within`` keeps hits that lie wholly inside one of the spans given for their source, in order and
        without overlap.
        """
        return islice(self._hits(query, within), limit)

    def transcript(self, source_id: str) -> Transcript:
        """The transcript of a hit, its text as on disk.

        Raises:
            UtsagaError: it is gone, or cannot be read.
        """
        source = self._sources[source_id]
        text = self._text(source)
        known = self._transcripts.get(source_id)
        if known is None or known[0] is not source or known[1] != text:
            known = source, text, transcript_of(source, text)
            self._transcripts[source_id] = known
            if len(self._transcripts) > _TRANSCRIPTS_KEPT:
                self._transcripts.popitem(last=False)
        self._transcripts.move_to_end(source_id)
        return known[2]

    def _text(self, source: Source) -> str:
        if source.id in self._held:
            return self._held[source.id][0]
        with suppress(NoIndex):
            if self._indexed is not None:
                return self._indexed.text(source.id)
        return self._shelf.read(source)

    def _hits(self, query: str, within: Mapping[str, Sequence[Span]] | None) -> Iterator[Hit]:
        told: set[tuple[str, int, int]] = set()
        if self._indexed is not None:
            try:
                for hit in self._indexed.search(query, within=within):
                    told.add((hit.source, hit.start, hit.end))
                    yield hit
                return
            except NoIndex:
                self._close_index()  # what it has not told, scanning tells
        if self._corpus is not None:
            found = self._corpus.search(query, within=within)
        else:
            found = light.scan(query, self._texts(), within=within)
        for hit in found:
            if (hit.source, hit.start, hit.end) not in told:
                yield hit

    def _texts(self) -> Iterator[light.Text]:
        for source in self._sources.values():
            try:
                text = self._shelf.read(source)
            except UtsagaError:
                continue
            yield source.id, text, turns_of(text, source)

    # With an index

    def _follow_index(self, sources: Sequence[Source], stopped: threading.Event) -> list[str] | None:
        """Bring the index up to date; None if there is none to be used now."""
        if self._making is not None:
            if self._making.going_on:
                return None
            problem, self._making = self._making.problem, None
            self._no_index = problem is not None and not isinstance(problem, Busy)
        if self._no_index:
            return None
        try:
            if self._indexed is not None and not self._indexed.in_place:
                self._close_index()
            if self._indexed is None:
                self._indexed = Indexed(self._path, self._shelf)
            return [source.title for source in self._indexed.follow(sources, stopped)]
        except NoIndex as problem:
            self._close_index()
            if problem.anew:
                self._making = Making(self._path, tuple(sources), self._shelf)
            return None

    def _close_index(self) -> None:
        if self._indexed is not None:
            self._indexed.close()
            self._indexed = None

    # Without one

    def _follow_corpus(self, sources: Sequence[Source], stopped: threading.Event) -> list[str]:
        if self._corpus is None:
            self._corpus, self._held = Corpus(), {}
        unread = []
        for gone in self._held.keys() - self._sources.keys():
            self._drop(self._corpus, gone)
        for source in sources:
            if stopped.is_set():
                break
            try:
                self._put(self._corpus, source, self._shelf.read(source))
            except UtsagaError:
                self._drop(self._corpus, source.id)
                unread.append(source.title)
        return unread

    def _put(self, corpus: Corpus, source: Source, text: str) -> None:
        if self._held.get(source.id) != (text, source):
            corpus.put(source.id, text, turns_of(text, source))
            self._held[source.id] = text, source
        corpus.read(source.id)

    def _drop(self, corpus: Corpus, source_id: str) -> None:
        corpus.drop(source_id)
        self._held.pop(source_id, None)


def turns_of(text: str, source: Source) -> list[Span] | None:
    """The turns of a text, labels among them, as search takes them; None for one without speakers."""
    if not any(speaker.label for speaker in source.speakers):
        return None
    return transcript_of(source, text).turns.spans()
