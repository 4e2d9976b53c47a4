"""What Whisper, whisperX and whisper.cpp write as JSON: segments with times, perhaps words and speakers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from utsaga.readers.cues import Cue, bounded, read_cues
from utsaga.readers.encoding import Decoded
from utsaga.readers.files import Content
from utsaga.readers.reading import Reading
from utsaga.text.times import seconds

Segment = Mapping[str, Any]

_LONGEST_LANGUAGE = 20


def read_whisper(content: Content, segments: Sequence[Segment], decoded: Decoded, language: str) -> Reading:
    """Return the segments of a machine's transcript as turns.

    Where words of a segment have other speakers than the segment, it is divided between them.

    Raises:
        Unreadable: no segment has words.
    """
    parts = [list(_cues(segment)) for segment in bounded(content.name, segments)]
    with_words = any(segment.get("words") for segment in segments)
    with_speakers = any(cue.speaker for part in parts for cue in part)
    divided = sum(1 for part in parts if len(part) > 1)
    return read_cues(
        content,
        "whisperx" if with_speakers and with_words else "whisper",
        decoded,
        [cue for part in parts for cue in part],
        notes=[f"the file says that its language is '{language}'"] if language else [],
        warnings=[f"segments divided, because their words have several speakers: {divided}"]
        if divided
        else [],
    )


def segments_of(data: Any) -> Sequence[Segment] | None:
    """Return the segments, wherever this program puts them; None when there are none that could be."""
    if isinstance(data, Mapping):
        found = data.get("segments", data.get("transcription"))
        if found is None and isinstance(data.get("text"), str):
            return [data]
    else:
        found = data
    if not isinstance(found, list):
        return None
    segments = [segment for segment in found if isinstance(segment, Mapping)]
    return segments if any("text" in one or "words" in one for one in segments) else None


def language_of(data: Any) -> str:
    """Return the language that the file names, as it names it; empty when it names none."""
    language = data.get("language") if isinstance(data, Mapping) else None
    known = isinstance(language, str) and 0 < len(language) <= _LONGEST_LANGUAGE and language.isalpha()
    return str(language) if known else ""


def _cues(segment: Segment) -> Iterator[Cue]:
    """What each speaker says in a segment; one cue where it has one speaker or none."""
    words = _words(segment)
    said = segment.get("text")
    text = said.strip() if isinstance(said, str) else " ".join(_spelled(word) for word in words)
    start, end = _span(segment)
    if start is None and words:
        start = _span(words[0])[0]
    speaker = _name(segment)
    runs = list(_runs(text, words, speaker))
    if len(runs) < 2:
        yield Cue(runs[0][0] if runs else speaker, start, text, end)
        return
    for index, (name, time, words_said) in enumerate(runs):
        yield Cue(name, start if index == 0 or time is None else time, words_said)


def _runs(
    text: str, words: Sequence[Segment], speaker: str | None
) -> Iterator[tuple[str | None, float | None, str]]:
    """Speaker, time and words of each stretch of a segment in which one speaker has the words.

    A word without a speaker belongs with the word before it, the first with the segment or the next.
    Nothing where the words are not those of the text.
    """
    before = speaker or next(filter(None, map(_name, words)), None)
    starts: list[tuple[str | None, float | None, int]] = []
    at = 0
    for word in words:
        at = text.find(_spelled(word), at)
        if at < 0:
            return
        name = _name(word) or (starts[-1][0] if starts else before)
        if not starts or name != starts[-1][0]:
            starts.append((name, _span(word)[0], at if starts else 0))
        at += len(_spelled(word))
    edges = [place for _, _, place in starts[1:]] + [len(text)]
    for (name, time, place), edge in zip(starts, edges, strict=False):
        yield name, time, text[place:edge].strip()


def _words(segment: Segment) -> list[Segment]:
    words = segment.get("words")
    return [word for word in words if isinstance(word, Mapping)] if isinstance(words, list) else []


def _spelled(word: Segment) -> str:
    spelled = word.get("word", word.get("text"))
    return spelled.strip() if isinstance(spelled, str) else ""


def _name(segment: Segment) -> str | None:
    name = segment.get("speaker")
    return str(name).strip() or None if isinstance(name, str | int) and not isinstance(name, bool) else None


def _span(segment: Segment) -> tuple[float | None, float | None]:
    """When a segment or word begins and ends, in seconds."""
    stamps = segment.get("timestamps")
    if isinstance(stamps, Mapping):
        return _time(stamps.get("from")), _time(stamps.get("to"))
    return _time(segment.get("start")), _time(segment.get("end"))


def _time(value: object) -> float | None:
    if isinstance(value, str):
        return seconds(value) if ":" in value or "." in value else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e9 and math.isfinite(value) else None
