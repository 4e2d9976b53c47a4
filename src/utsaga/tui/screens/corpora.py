"""The texts of a study for searching, kept between searches; used on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.search.corpus import Corpus
from utsaga.study import Study
from utsaga.text.transcript import Transcript


class StudyCorpus:
    """A corpus that follows a study's texts. One thread at a time may use it."""

    def __init__(self, study: Study) -> None:
        """Start without texts."""
        self.corpus = Corpus()
        self.transcripts: dict[str, Transcript] = {}
        self._store = study.store
        self._sources: dict[str, Source] = {}

    def prepare(self, sources: Sequence[Source], stopped: threading.Event) -> None:
        """Do all that does not depend on what is searched for, until it is stopped."""
        self.follow(sources, stopped)
        if not stopped.is_set():
            self.corpus.variants("a")

    def follow(self, sources: Sequence[Source], stopped: threading.Event) -> list[str]:
        """Take in texts that are new or changed, let those go that are gone; titles that cannot be read.

        It ends after the text at hand when it is stopped.
        """
        unread = []
        for gone in self._sources.keys() - {source.id for source in sources}:
            self._drop(gone)
        for source in sources:
            if stopped.is_set():
                break
            try:
                self._put(source, self._store.text(source.key))
                self.corpus.read(source.id)
            except UtsagaError:
                self._drop(source.id)
                unread.append(source.title)
        return unread

    def _put(self, source: Source, text: str) -> None:
        known = self.transcripts.get(source.id)
        if known is not None and known.text == text and self._sources[source.id] == source:
            return
        transcript = Transcript(text, source.speakers, source.body)
        turns = [Span(turn.start, turn.end) for turn in transcript.turns]
        self.corpus.put(source.id, text, turns)
        self.transcripts[source.id], self._sources[source.id] = transcript, source

    def _drop(self, source_id: str) -> None:
        self.corpus.drop(source_id)
        self.transcripts.pop(source_id, None)
        self._sources.pop(source_id, None)


_KEPT: WeakKeyDictionary[Study, StudyCorpus] = WeakKeyDictionary()


def corpus_of(study: Study) -> StudyCorpus:
    """The corpus of an open study, the same one each time."""
    if study not in _KEPT:
        _KEPT[study] = StudyCorpus(study)
    return _KEPT[study]
