"""The turns of a transcript: a label and everything up to the next one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.text.labels import FORMS, form_of, opening
from utsaga.text.spans import trimmed


class Turn(NamedTuple):
    """What one speaker says until the next speaks, or a paragraph where nobody is named.

    ``text[start:end]`` is label and words without white space at its ends, ``text[body:end]`` the words
    (empty when a label stands without any). ``label`` is as written, without its colon, brackets and
    time; None for a paragraph, whose body is all of it.
    """

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody asks a turn for
    start: int
    end: int
    body: int
    label: str | None

    @property
    def words(self) -> Span:
        """Where the words stand, without the label."""
        return Span(self.body, self.end)


_EMPTY_LINE = re.compile(r"\n\s*\n")
_NEW_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[ \t]*[-–—][ \t])")
_LINE_BREAK = re.compile(r"\n")
_LONG_LINE = re.compile(r"[^\n]{161}")
_SPACE = re.compile(r"\s*")


def find_turns(text: str, speakers: Sequence[Speaker], body: int = 0) -> list[Turn]:
    """Return the turns of a text from ``body`` on, in order, by the labels of these speakers alone.

    A label is used in the form (``labels.FORMS``) in which it opens most lines, so that the label
    ``Anna`` of ``Anna: Ja`` is not found in ``Anna - som var där``. What stands before the first label,
    and a text without labels, is divided into paragraphs.
    """
    openings = _openings(text, tuple(speaker.label for speaker in speakers if speaker.label), body)
    first = openings[0][0] if openings else len(text)
    turns = [
        Turn(index, span.start, span.end, span.start, None)
        for index, span in enumerate(paragraphs(text, body, first))
    ]
    edges = [*(start for start, _, _ in openings[1:]), len(text)]
    for index, ((start, words, label), edge) in enumerate(zip(openings, edges, strict=False), len(turns)):
        end = max(words, start + len(text[start:edge].rstrip()))
        skipped = _SPACE.match(text, words, end)
        turns.append(Turn(index, start, end, skipped.end() if skipped else words, label))
    return turns


def paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs of a stretch, without white space at their edges.

    They are parted by empty lines and by lines that open with a dash; where no empty line stands, or
    lines are too long to have been wrapped by hand, every line is a paragraph.
    """
    by_line = not _EMPTY_LINE.search(text, start, end) or _LONG_LINE.search(text, start, end)
    at = start
    for parting in (_LINE_BREAK if by_line else _NEW_PARAGRAPH).finditer(text, start, end):
        span = trimmed(text, at, parting.start())
        at = parting.end()
        if span.start < span.end:
            yield span
    last = trimmed(text, at, end)
    if last.start < last.end:
        yield last


def _openings(text: str, labels: tuple[str, ...], body: int) -> list[tuple[int, int, str]]:
    """Where turns open: start of the turn, end of label and separator, label."""
    if not labels:
        return []
    found = [
        (match.start("turn"), match.end("turn"), match["label"], form)
        for match in opening(labels).matches(text, body)
        if (form := form_of(match))
    ]
    uses = Counter((label, form) for _, _, label, form in found)
    chosen = {label: max(FORMS, key=lambda form: uses[label, form]) for label, _ in uses}
    return [(start, end, label) for start, end, label, form in found if chosen[label] == form]
