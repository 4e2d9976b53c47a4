"""A text made ready for searching: folded, its words counted, its turns or paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from utsaga.model.span import Span
from utsaga.search.fold import WORD, fold_with_origins
from utsaga.search.query import Phrase

_BREAK = re.compile(r"-[ \t]*\n[ \t]*(?=([^\W_]{2,}))")
_LAST_WORD = re.compile(r"[^\W_]{2,}\Z")
_LONGEST_WORD = 40
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_LONG = 2000  # characters; a longer stretch without a blank line has a turn a line


class Profile:
    """One text for many searches. All spans are code points of the text as it is written."""

    def __init__(self, text: str, turns: Sequence[Span] | None = None) -> None:
        """Fold a text and count its words; a word broken over two lines counts as whole too.

        ``turns`` are the stretches within which words are near each other; the paragraphs if None.
        """
        self.text = text
        self._folded = fold_with_origins(text)
        self._turns = turns
        self._broken: dict[str, list[Span]] = {}
        self.counts = Counter(WORD.findall(self._folded.text))
        for whole, span in self._broken_words():
            self._broken.setdefault(whole, []).append(span)
            self.counts[whole] += 1

    def _broken_words(self) -> Iterator[tuple[str, Span]]:
        """Words with a hyphen at the end of a line, made whole, where small letters go on."""
        text = self._folded.text
        for match in _BREAK.finditer(text):
            head = _LAST_WORD.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
            if head and self.text[self._folded.span(*match.span(1)).start].islower():
                yield head[0] + match[1], self._folded.span(head.start(), match.end(1))

    def phrase(self, phrase: Phrase) -> list[Span]:
        """Where the text has a phrase."""
        found = self._whole(phrase.expression())
        return [span for span in found if phrase.fits(self.text[span.start : span.end])]

    def words(self, wanted: frozenset[str]) -> list[Span]:
        """Where the text has any of some words (folded), in order."""
        here = sorted(wanted & self.counts.keys(), key=len, reverse=True)
        if not here:
            return []
        places = [span for word in here for span in self._broken.get(word, ())]
        pattern = re.compile(f"(?:{'|'.join(here)})(?![^\\W_])")
        return sorted([*places, *self._whole(pattern)])

    def _whole(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Where a pattern matches, but not from within a word.

        A lookbehind in the pattern would say the same, but keep re from skipping to first letters.
        """
        text = self._folded.text
        start = 0
        while match := pattern.search(text, start):
            at, start = match.span()
            if at > 0 and text[at].isalnum() and text[at - 1].isalnum():
                start = at + 1
            else:
                yield self._folded.span(at, start)

    def turn_of(self, position: int) -> int:
        """The number of the turn or paragraph that a position stands in; -1 between them."""
        number = bisect_right(self._starts, position) - 1
        return number if number >= 0 and position < self._stretches[number].end else -1

    @cached_property
    def _stretches(self) -> Sequence[Span]:
        return paragraphs(self.text) if self._turns is None else self._turns

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self._stretches]


def paragraphs(text: str) -> list[Span]:
    """What stands between blank lines; where that is very long, its lines."""
    found: list[Span] = []
    start = 0
    for end, after in [*(match.span() for match in _BLANK.finditer(text)), (len(text), len(text))]:
        found += [Span(start, end)] if end - start <= _LONG else _lines(text, start, end)
        start = after
    return [span for span in found if span.start < span.end]


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield Span(start, stop)
        start = stop + 1
