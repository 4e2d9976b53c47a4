"""The transcripts that were read last, kept in memory: two are on screen, the rest are neighbours."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from utsaga.model.source import Source, Speaker
from utsaga.text.transcript import Transcript, transcript_of

_KEPT = 8
_Shape = tuple[tuple[Speaker, ...], int, str]
"""What a transcript is made of beside its text: speakers, where its body begins, times beside the text."""


class OpenedTranscripts:
    """Transcripts by the key of their source, read when they are first asked for. Thread-safe."""

    def __init__(self, read: Callable[[str], str]) -> None:
        """Know none; ``read`` gives the text of a key."""
        self._read = read
        self._lock = threading.RLock()
        self._kept: OrderedDict[str, tuple[_Shape, Transcript]] = OrderedDict()

    def of(self, source: Source) -> Transcript:
        """The text of a source with its turns.

        Raises:
            UtsagaError: the file is gone or is not text any more.
        """
        with self._lock:
            return self._of(source)

    def _of(self, source: Source) -> Transcript:
        shape = (source.speakers, source.body, source.times)
        kept = self._kept.get(source.key)
        if kept is None or kept[0] != shape:
            transcript = transcript_of(source, self._read(source.key))
            kept = self._kept[source.key] = (shape, transcript)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(source.key)
        return kept[1]

    def forget(self, key: str) -> None:
        """The text of a key has become another."""
        with self._lock:
            self._kept.pop(key, None)

    def clear(self) -> None:
        """Any text may have become another."""
        with self._lock:
            self._kept.clear()
