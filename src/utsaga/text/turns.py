"""The turns of a transcript: a label and everything up to the next one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, count, islice
from typing import NamedTuple, overload

from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.text.labels import FORMS, UNKNOWN, form_of, opening, spellings
from utsaga.text.times import BEFORE_WORDS, TIME, seconds


class Turn(NamedTuple):
    """What one speaker says until the next speaks, or a paragraph where nobody is named.

    ``text[start:end]`` is label and words without white space at its ends, ``text[body:end]`` the words
    (empty when a label stands without any). ``label`` is the speaker's (``Speaker.label``), also where
    another of the speaker's labels is written; None for a turn of nobody known (``labels.UNKNOWN``) and
    for a paragraph, whose body is all of it but a time at its beginning. ``time`` is the one, in seconds,
    that the turn opens with.
    """

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody asks a turn for
    start: int
    end: int
    body: int
    label: str | None
    time: float | None = None

    @property
    def words(self) -> Span:
        """Where the words stand, without the label."""
        return Span(self.body, self.end)


_EMPTY_LINE = re.compile(r"\n\s*\n")
_LONG_LINE = re.compile(r"[^\n]{161}")
_LINE_START = re.compile(r"\n[^\S\n]*(?=\S)")
_PARAGRAPH_START = re.compile(r"\n[^\S\n]*\n\s*+(?=\S)|\n[ \t]*(?=[-–—][ \t])")
_SPACE = re.compile(r"\s*")
_COLON_AND_SPACE = 2


_Opening = tuple[int, int, str | None, str]
"""Where a turn begins, where its label ends, the label, its form; a plain tuple, because there are many."""


class Turns(Sequence[Turn]):
    """The turns of a text, in order; each is made when it is asked for.

    A text of 20 MB has a hundred thousand turns, of which a screen shows ten.
    """

    def __init__(self, text: str, speakers: Sequence[Speaker] = (), body: int = 0) -> None:
        """Find where turns begin from ``body`` on, by the labels of these speakers alone.

        A label is used in the form (``labels.FORMS``) in which it opens most lines, so that the label
        ``Anna`` of ``Anna: Ja`` is not found in ``Anna - som var där``. What stands before the first
        label, and a text without labels, is divided into paragraphs (``paragraph_starts``). Among
        labels, ``?: words`` is a turn of nobody known.
        """
        self._text = text
        self._speaker_label = {
            written: speaker.label for speaker in reversed(speakers) for written in spellings(speaker.labels)
        }
        labels = tuple(label for speaker in speakers for label in spellings(speaker.labels) if label)
        bare = frozenset(label for speaker in speakers if speaker.bare for label in spellings(speaker.labels))
        labelled = _labelled(text, labels, bare, body) if labels else []
        first = labelled[0][0] if labelled else len(text)
        self._openings: list[_Opening] = [
            *((start, start, None, "") for start in paragraph_starts(text, body, first)),
            *labelled,
        ]

    def __len__(self) -> int:
        return len(self._openings)

    @overload
    def __getitem__(self, index: int) -> Turn: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Turn]: ...
    def __getitem__(self, index: int | slice) -> Turn | Sequence[Turn]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        one = self._openings[index]
        index = index if index >= 0 else index + len(self)
        edge = self._openings[index + 1][0] if index + 1 < len(self) else len(self._text)
        return self._turn(index, one, edge)

    def __iter__(self) -> Iterator[Turn]:
        edges = chain((one[0] for one in islice(self._openings, 1, None)), (len(self._text),))
        return map(self._turn, count(), self._openings, edges)

    def _turn(self, index: int, one: _Opening, edge: int) -> Turn:
        """The turn that opens so and ends before an edge."""
        start, words, label, _ = one
        end = self._end(start, words, edge)
        time = None
        if words - start > len(label or UNKNOWN) + _COLON_AND_SPACE:
            found = _compiled(TIME).search(self._text, start, words)
            time = seconds(found[0]) if found else None
        elif words == start and (found := _compiled(BEFORE_WORDS).match(self._text, start, end)):
            words, time = found.end(), seconds(found[0])
        space = _SPACE.match(self._text, words, end)
        speaks = None if label is None else self._speaker_label[label]
        return Turn(index, start, end, space.end() if space else words, speaks, time)

    def spans(self) -> list[Span]:
        """Where all turns stand, labels among them: a third of the work of making all turns."""
        edges = [*(one[0] for one in self._openings[1:]), len(self._text)]
        return [
            Span(start, self._end(start, words, edge))
            for (start, words, _, _), edge in zip(self._openings, edges, strict=False)
        ]

    def _end(self, start: int, words: int, edge: int) -> int:
        """Where the last words before an edge end."""
        return max(words, start + len(self._text[start:edge].rstrip()))

    def last_before(self, offset: int) -> int:
        """Index of the last turn that begins at an offset or before it; -1 when none does."""
        return bisect_right(self._openings, offset, key=_start) - 1


def paragraph_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the paragraphs of a stretch begin.

    They are parted by empty lines and by lines that open with a dash; where no empty line stands, or
    lines are too long to have been wrapped by hand, every line is a paragraph.
    """
    space = _SPACE.match(text, start, end)
    first = space.end() if space else start
    if first == end:
        return
    yield first
    by_line = not _EMPTY_LINE.search(text, start, end) or _LONG_LINE.search(text, start, end)
    end = first + len(text[first:end].rstrip())  # else every one of the empty lines behind it is tried
    for parting in (_LINE_START if by_line else _PARAGRAPH_START).finditer(text, first, end):
        if parting.end() < end:
            yield parting.end()


def _labelled(text: str, labels: tuple[str, ...], bare: frozenset[str], body: int) -> list[_Opening]:
    """Where turns open: start of the turn, end of label and separator, label, form.

    Labels that are ``bare`` open them without any sign, too.
    """
    found: list[_Opening] = []
    for match in opening(labels).matches(text, body):
        if match[1] is not None:  # the group ``plain``
            found.append((match.start(1), match.end(), _known(match[1]), "colon"))
        elif (form := form_of(match, bare)) and (form == "colon" or match["label"] != UNKNOWN):
            found.append((match.start("turn"), match.end("turn"), _known(match["label"]), form))
    if all(form == "colon" for _, _, _, form in found):
        return found
    uses = Counter((label, form) for _, _, label, form in found)
    chosen = {label: max(FORMS, key=lambda form: uses[label, form]) for label, _ in uses}
    return [one for one in found if chosen[one[2]] == one[3]]


def _known(label: str) -> str | None:
    return None if label == UNKNOWN else label


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of times, which takes milliseconds, when a text first needs it: most never do."""
    return re.compile(pattern)


def _start(one: _Opening) -> int:
    return one[0]
