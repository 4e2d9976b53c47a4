"""From cues (who, when, what) to a text whose turns are found again by its labels.

Subtitles, tables and what machines transcribe come in cues. Each becomes a paragraph:

    [0:00:12] Anna: Ja, precis.

    [0:00:14.250] ?: Mm.

The question mark stands where other cues have a speaker and this one has none; where none has, cues are
paragraphs with their time alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from utsaga.readers.encoding import Decoded, sample_of, sound
from utsaga.readers.files import Content
from utsaga.readers.reading import Aside, Reading, Unreadable
from utsaga.text.labels import UNKNOWN
from utsaga.text.speakers import MOST_NAMED, Proposal, known, propose
from utsaga.text.times import LONGEST, clock
from utsaga.text.turns import Turns

T = TypeVar("T")

MOST_CUES = 200_000
"""The most cues that are read: one a word in twenty hours of speech."""

_LONGEST_LABEL = 60
_NO_LABEL = re.compile(r"[\s:;：\[\]<>{}()|*\x00-\x1f\x7f]+")
_EMPTY_LINES = re.compile(r"\n\s*\n")


class Cue(NamedTuple):
    """What is said from one moment (in seconds) to another, and by whom; None for what is not known."""

    speaker: str | None
    time: float | None
    words: str
    end: float | None = None


def read_cues(
    content: Content,
    format: str,
    decoded: Decoded,
    cues: Iterable[Cue],
    notes: Iterable[str] = (),
    warnings: Iterable[str] = (),
    asides: tuple[Aside, ...] = (),
) -> Reading:
    """Return the reading of a file that holds cues, in their order, whatever their times are.

    Raises:
        Unreadable: no cue has words, or there are more cues or speakers than in any interview.
    """
    cues = list(bounded(content.name, cues))
    spoken = [_sound(cue) for cue in cues if cue.words.strip()]
    if not spoken:
        raise Unreadable(f"'{content.name}' has no words in it.")
    if all(cue.speaker is None for cue in spoken):
        spoken = list(_by_words(spoken))
    if len({cue.speaker for cue in spoken}) > MOST_NAMED:
        raise Unreadable(
            f"'{content.name}' names more than {MOST_NAMED:,} speakers: more than any interview has."
        )
    text, proposal = written(spoken)
    return Reading(
        text=text,
        format=format,
        encoding=decoded.encoding,
        encoding_sure=decoded.sure,
        sample=sample_of(text),
        alternatives=decoded.alternatives,
        proposal=proposal,
        notes=(*notes, *_notes(cues, spoken, proposal)),
        warnings=(*decoded.warnings, *warnings, *_warnings(spoken)),
        origin=content.name,
        origin_sha256=content.sha256,
        asides=asides,
    )


def bounded(name: str, cues: Iterable[T]) -> Iterator[T]:
    """Yield the cues (or rows, or segments) of a file by this name.

    Raises:
        Unreadable: there are more than in any interview.
    """
    for count, cue in enumerate(cues):
        if count >= MOST_CUES:
            raise Unreadable(f"'{name}' has more than {MOST_CUES:,} cues: more than any interview.")
        yield cue


def written(cues: Sequence[Cue]) -> tuple[str, Proposal]:
    """Return cues as text, and who speaks in it."""
    labels = [cue.speaker for cue in cues if cue.speaker is not None]
    text = "\n\n".join(_opening(cue, bool(labels)) + cue.words for cue in cues) + "\n"
    return text, known(text, labels)


def _opening(cue: Cue, labelled: bool) -> str:
    time = "" if cue.time is None else f"[{clock(cue.time)}] "
    return f"{time}{cue.speaker or UNKNOWN}: " if labelled else time


def _sound(cue: Cue) -> Cue:
    label = _NO_LABEL.sub(" ", sound(cue.speaker or "")).strip()[:_LONGEST_LABEL].strip()
    words = _EMPTY_LINES.sub("\n", sound(cue.words).strip())
    return Cue(None if label in ("", UNKNOWN) else label, _place(cue.time), words, _place(cue.end))


def _place(time: float | None) -> float | None:
    """A time where it can be one: not NaN and not beyond all recordings."""
    return time if time is not None and abs(time) < LONGEST else None


def _by_words(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Cues by the labels in their words, where the file names nobody but the words do."""
    proposal = propose("\n\n".join(cue.words for cue in cues))
    if not proposal.speakers:
        yield from cues
        return
    # At the beginning of a cue a name that stands once is more than one in running text.
    speakers = [one.speaker for one in proposal.candidates if one.accepted or one.only_rare]
    for cue in cues:
        for turn in Turns(cue.words, speakers):
            time = cue.time if turn.time is None else turn.time
            yield Cue(turn.label, time, cue.words[turn.body : turn.end], cue.end)


def _notes(cues: Sequence[Cue], spoken: Sequence[Cue], proposal: Proposal) -> Iterator[str]:
    silent = sum(1 for cue in cues if not cue.words.strip())
    if silent:
        yield f"cues without words, left out: {silent}"
    if not proposal.speakers:
        yield "no speakers are named: every cue is a paragraph"
    elif unknown := sum(1 for cue in spoken if cue.speaker is None):
        yield f"cues without a speaker, left unknown ({UNKNOWN}:): {unknown}"
    alike = sum(1 for cue, following in pairwise(spoken) if cue.speaker and cue.speaker == following.speaker)
    if alike:
        yield f"neighbouring turns of one speaker, which can be joined: {alike}"


def _warnings(cues: Sequence[Cue]) -> Iterator[str]:
    backwards = sum(1 for cue in cues if cue.time is not None and cue.end is not None and cue.end < cue.time)
    if backwards:
        yield f"cues that end before they start, kept as they stand: {backwards}"
    starts = [cue.time for cue in cues if cue.time is not None]
    unordered = sum(1 for one, other in pairwise(starts) if other < one)
    if unordered:
        yield f"cues out of order in time, kept where they are in the file: {unordered}"
