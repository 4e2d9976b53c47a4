"""Codings of every size on a text, and whether each was followed rightly.

What counts as right. Only words count; punctuation and white space at the edges do not. The words of a
passage that survive are those new words that have a letter from it. A coding that is kept is *right*
when its span holds them and nothing around them, give or take one word or a tenth of the passage's
words in all (what is put in between them belongs to it). When an edit tears a passage apart (words of
others stand between its own, which a move does), half of its words are enough. In a text where a
passage was copied, either copy is right; so are other words that the passage cannot be told from: the
very same ones, with survivors of its own or their copies among them. When no word survives, an orphan is
right, and so is leaving a text alone that was taken for another one.

*Wrong* is what was kept and is not right: nobody is told. *Review* and *orphan* are what was asked and
what was given up; an orphan whose words are gone is right.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from anchor_draft import Draft
from anchor_kinds import Case
from utsaga.model.span import Span
from utsaga.text.anchors import anchor
from utsaga.text.follow import Followed, Placed, Verdict

_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"[*]*([^\W\d_][^\n:*]{0,24}):")
_SIZES = (2, 2, 3, 4, 6, 9, 14)
_TURNS = (1, 1, 2, 4, 7, 12)
_TORN = 25  # words of others between a passage's own that mean that it was torn apart


def codings(case: Case, count: int, chance: random.Random) -> list[Placed]:
    """Make codings of 2 words to 12 turns, some of words that stand in several places, and the case's own.

    None begins or ends within a speaker's label, which an edit renames as a whole.
    """
    text = case.old
    words = [match.span() for match in _WORD.finditer(text)]
    spans = [*case.passages]
    for _ in range(count // 2):
        size = chance.choice(_SIZES)
        at = chance.randrange(max(1, len(words) - size))
        spans.append((words[at][0], words[min(at + size, len(words)) - 1][1]))
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    for _ in range(count // 4):
        size = chance.choice(_TURNS)
        at = chance.randrange(max(1, len(lines) - size))
        spans.append((lines[at][0], lines[min(at + size, len(lines)) - 1][1]))
    spans += _repeated(text, words, count // 4, chance)
    spans = [_with_labels(text, *span) for span in spans]
    return [
        Placed(str(key), *anchor(text, Span(*span)))
        for key, span in enumerate(spans)
        if _WORD.search(text, *span)
    ]


def _repeated(
    text: str, words: Sequence[tuple[int, int]], count: int, chance: random.Random
) -> list[tuple[int, int]]:
    """Runs of two or three words that stand more than once, and lines of few words that do."""
    lines = [match.span() for match in re.finditer(r"(?<=[:>*\n] )[^\n]{1,20}(?=\n)", text)]
    said_lines = Counter(text[slice(*line)] for line in lines)
    short = [line for line in lines if said_lines[text[slice(*line)]] > 1]
    found = chance.sample(short, min(count // 4, len(short)))
    for size in (2, 3):
        runs = [(a[0], b[1]) for a, b in zip(words, words[size - 1 :], strict=False)]
        said = [text[start : end + 1].lower() for start, end in runs]
        times = Counter(said)
        again = [run for run, quote in zip(runs, said, strict=True) if 2 <= times[quote] < 60]
        found += chance.sample(again, min(count * 3 // 8, len(again)))
    return found


def _with_labels(text: str, start: int, end: int) -> tuple[int, int]:
    labels = [_LABEL.match(text, text.rfind("\n", 0, at) + 1) for at in (start, end)]
    first, last = (label.span(1) if label else (0, 0) for label in labels)
    return (
        first[0] if first[0] < start < first[1] else start,
        last[1] if last[0] < end < last[1] else end,
    )


class Truth:
    """Where the words of passages of the old text are in the new one."""

    def __init__(self, draft: Draft) -> None:
        self._text = draft.text
        self._words = [match.span() for match in _WORD.finditer(draft.text)]
        self._starts = [start for start, _ in self._words]
        self._ends = [end for _, end in self._words]
        pairs = [
            (origin if origin >= 0 else -2 - origin, word, origin < 0)
            for word, (start, end) in enumerate(self._words)
            for origin in draft.origins[start:end]
            if origin != -1
        ]
        self._own = sorted((origin, word) for origin, word, copy in pairs if not copy)
        self._copied = sorted((origin, word) for origin, word, copy in pairs if copy)

    def survivors(self, start: int, end: int) -> list[list[int]]:
        """The new words of a passage; with a second list when it was copied."""
        own = _words_from(self._own, start, end)
        copied = _words_from(self._copied, start, end)
        return [own, copied] if copied else [own]

    def outcome(self, coding: Placed, followed: Followed, untouched: bool) -> str:
        """``exact``, ``right``, ``wrong``, ``review``, ``orphan`` (words are left) or ``gone`` (rightly)."""
        versions = self.survivors(coding.start, coding.end)
        if untouched:
            return "review" if any(versions) else "gone"
        if followed.verdict is Verdict.REVIEW:
            return "review"
        if followed.verdict is Verdict.ORPHAN:
            return "orphan" if any(versions) else "gone"
        return self.graded(followed.span or Span(0, 0), versions, coding.quote)

    def graded(self, span: Span, versions: Sequence[Sequence[int]], quote: str) -> str:
        """``exact``, ``right`` or ``wrong`` for a span that was taken."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        if any(first <= word < last for words in versions for word in words):
            said = [self._text[slice(*word)] for word in self._words[first:last]]
            if said == _WORD.findall(quote) and not any(_part_of(words, first, last) for words in versions):
                return "exact"
        grades = {_grade(range(first, last), words) for words in versions}
        return next(grade for grade in ("exact", "right", "wrong") if grade in grades)


def _words_from(pairs: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    low, high = bisect_left(pairs, (start, -1)), bisect_left(pairs, (end, -1))
    return sorted({word for _, word in pairs[low:high]})


def _part_of(words: Sequence[int], first: int, last: int) -> bool:
    """Whether a stretch is only a part of the words that a passage now has."""
    return set(words) > set(range(first, last))


def _grade(span: range, words: Sequence[int]) -> str:
    held = [word for word in words if word in span]
    if not held:
        return "wrong"
    beyond = held[0] - span.start + span.stop - 1 - held[-1]
    missing = len(words) - len(held)
    if not beyond and not missing:
        return "exact"
    slack = max(1, len(words) // 10)
    torn = any(after - before > _TORN for before, after in pairwise(words))
    return "right" if beyond <= slack and missing <= (len(words) // 2 if torn else slack) else "wrong"
