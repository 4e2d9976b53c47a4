"""Files beside those of the study that hold the text of a transcript whose file is missing, edited since.

Only a person can say that it is the same interview: she gives the file the transcript's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.study.study import Study
from utsaga.text.transcript import transcript_of

_RUN = 4
"""Words in a row by whose like two texts are compared before they are looked at closely."""
_SAMPLE = 8
"""Of a long text one run in so many is compared."""
_LONG = 4_000  # words
_ENOUGH = 0.2
"""Share of runs in common from which two texts are looked at closely."""
_MOST = 0.6
"""Share of words of both texts in common stretches (as passages follow them) that is most of them."""
_FEWEST = 60
"""Words below which any two texts may be alike."""


def edited_strays(study: Study, missing: Sequence[Source], files: Iterable[str]) -> dict[str, Source]:
    """Of files that no transcript has, those with most of the words of just one missing source.

    Where a file could be several sources, or several files one source, none is.
    """
    known = [(source, runs) for source in missing if (runs := _runs(_kept(study, source)))]
    if not known:
        return {}
    found: dict[str, Source] = {}
    for file in files:
        text = _read(study, file)
        source = _like(known, text)
        if source is not None and _most_of(study, source, text):
            found[file] = source
    taken = [source.id for source in found.values()]
    return {file: source for file, source in found.items() if taken.count(source.id) == 1}


def _like(known: Sequence[tuple[Source, set[int]]], text: str) -> Source | None:
    """The one source with which a text has runs of words in common, clearly more than with any other."""
    runs = _runs(text)
    if not runs:
        return None
    shared = [(2 * len(runs & theirs) / (len(runs) + len(theirs)), source) for source, theirs in known]
    ranked = sorted(shared, key=lambda one: -one[0])
    (best, source), others = ranked[0], ranked[1:]
    if best < _ENOUGH or any(2 * share > best for share, _ in others[:1]):
        return None
    return source


def _runs(text: str) -> set[int]:
    """Numbers that stand for the runs of words in a text; none for one that is too short."""
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _FEWEST:
        return set()
    return set(_sampled(words, 1 if len(words) < _LONG else _SAMPLE))


def _sampled(words: Sequence[str], one_in: int) -> Iterator[int]:
    for start in range(len(words) - _RUN + 1):
        number = crc32(" ".join(words[start : start + _RUN]).encode())
        if number % one_in == 0:
            yield number


def _most_of(study: Study, source: Source, text: str) -> bool:
    from utsaga.text.follow import follow

    old = _kept(study, source)
    voices = list(transcript_of(source, old).voices().values())
    result = follow(old, text, (), voices=voices)
    return not result.another_text and result.aligned >= _MOST


def _kept(study: Study, source: Source) -> str:
    try:
        return study.store.kept_text(source.key, source.sha256)
    except UtsagaError:  # it is not kept here: then nothing can be told from it
        return ""


def _read(study: Study, file: str) -> str:
    try:
        return study.store.stray(file)
    except UtsagaError:  # the check tells of it
        return ""
