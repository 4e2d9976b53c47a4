"""A text made ready for searching: folded, its words counted, its turns or paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from utsaga.model.span import Span
from utsaga.search.pieces import pieces
from utsaga.search.query import Phrase
from utsaga.text.fold import WORD, fold_with_origins

_BREAK = re.compile(r"-[ \t]*\n[ \t]*(?=([^\W_]{2,}))")
_LAST_WORD = re.compile(r"[^\W_]{2,}\Z")
LONGEST_HEAD = 40
"""How much of a word before a hyphen at the end of a line is looked at, in characters."""


class Profile:
    """One text for many searches. All spans are code points of the text as it is written."""

    def __init__(self, text: str, turns: Sequence[Span] | None = None) -> None:
        """Fold a text and find its words; a word broken over two lines counts as whole too.

        ``turns`` are the stretches within which words are near each other, and which phrases do not
        leave; without them these are the paragraphs, and phrases may run over.
        """
        self.text = text
        self.pieces = pieces(text, turns)
        self._closed = turns is not None
        self._folded = fold_with_origins(text)
        self._starts = [piece.start for piece in self.pieces]
        self._broken: dict[str, list[Span]] = {}
        self.said = self._said()
        """The words of each piece, in order."""
        self.wholes: list[tuple[int, str]] = []
        """Words made whole, with the piece in which each begins."""
        for whole, span in self._broken_words():
            self._broken.setdefault(whole, []).append(span)
            self.wholes.append((max(bisect_right(self._starts, span.start) - 1, 0), whole))

    def _said(self) -> list[list[str]]:
        """The words of the pieces; a word belongs to the piece in which it begins."""
        text, origins = self._folded.text, self._folded.origins
        bounds = [0]
        for piece in self.pieces[1:]:
            at = piece.start if origins is None else bisect_left(origins, piece.start)
            if 0 < at < len(text) and text[at - 1].isalnum() and (rest := WORD.match(text, at)):
                at = rest.end()
            bounds.append(max(at, bounds[-1]))
        ends = pairwise([*bounds, len(text)]) if self.pieces else ()
        return [WORD.findall(text, start, end) for start, end in ends]

    @cached_property
    def counts(self) -> Counter[str]:
        """In how many pieces each word stands."""
        counts: Counter[str] = Counter()
        for words in self.said:
            counts.update(set(words))
        counts.update(word for at, word in dict.fromkeys(self.wholes) if word not in self.said[at])
        return counts

    def _broken_words(self) -> Iterator[tuple[str, Span]]:
        """Words with a hyphen at the end of a line, made whole, where small letters go on."""
        text = self._folded.text
        for match in _BREAK.finditer(text):
            head = _LAST_WORD.search(text, max(0, match.start() - LONGEST_HEAD), match.start())
            if head and self.text[self._folded.span(*match.span(1)).start].islower():
                yield head[0] + match[1], self._folded.span(head.start(), match.end(1))

    def phrase(self, phrase: Phrase) -> list[Span]:
        """Where the text has a phrase."""
        stays = self._stays if self._closed else None
        found = self._whole(phrase.expression(), stays)
        return [span for span in found if phrase.fits(self.text[span.start : span.end])]

    def _stays(self, span: Span) -> bool:
        """Whether a place does not leave the piece in which it begins."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.end <= self.pieces[at].end

    def words(self, wanted: frozenset[str]) -> list[Span]:
        """Where the text has any of some words (folded), in order."""
        here = sorted(wanted & self.counts.keys(), key=len, reverse=True)
        if not here:
            return []
        places = [span for word in here for span in self._broken.get(word, ())]
        pattern = re.compile(f"(?:{'|'.join(here)})(?![^\\W_])")
        return sorted([*places, *self._whole(pattern)])

    def _whole(self, pattern: re.Pattern[str], stays: Callable[[Span], bool] | None = None) -> Iterator[Span]:
        """Where a pattern matches, but not from within a word, and stays where it should.

        A lookbehind in the pattern would say the same, but keep re from skipping to first letters.
        """
        text = self._folded.text
        start = 0
        while match := pattern.search(text, start):
            at, start = match.span()
            if at > 0 and text[at].isalnum() and text[at - 1].isalnum():
                start = at + 1
                continue
            span = self._folded.span(at, start)
            if stays is None or stays(span):
                yield span
            else:
                start = at + 1

    def turn_of(self, position: int) -> int:
        """The number of the turn or paragraph that a position stands in; -1 between them."""
        number = bisect_right(self._starts, position) - 1
        if number < 0 or not self.pieces[number].near or position >= self.pieces[number].end:
            return -1
        return number
