"""Where the words of a passage end: with the marks that open and close its sentences."""

from __future__ import annotations

import re

from utsaga.model.span import Span
from utsaga.text.transcript import Transcript

_NO_WORD = re.compile(r"[^\w\[\]()/]*")


def closed_start(transcript: Transcript, start: int) -> int:
    """The beginning of a passage, before the marks that open its sentence: quotation marks, a dash."""
    sentence = _sentence_at(transcript, start)
    return sentence.start if _NO_WORD.fullmatch(transcript.text, sentence.start, start) else start


def closed_end(transcript: Transcript, end: int) -> int:
    """The end of a passage, after the marks that close its sentence; where others follow it stays.

    The cursor's words have no punctuation, but a sentence without its question mark is another one.
    """
    sentence = _sentence_at(transcript, end - 1)
    return sentence.end if _NO_WORD.fullmatch(transcript.text, end, max(end, sentence.end)) else end


def _sentence_at(transcript: Transcript, offset: int) -> Span:
    """The sentence in which an offset lies; the offset itself where there is none."""
    if not transcript.turns:
        return Span(offset, offset + 1)
    for sentence in transcript.sentences(transcript.turn_at(offset)):
        if sentence.start <= offset < sentence.end:
            return sentence
    return Span(offset, offset + 1)
