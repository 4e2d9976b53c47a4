"""How a few letters can stand for a name: the tiers of the palette, best first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from utsaga.model.span import Span
from utsaga.text.fold import WORD, fold, fold_with_origins, words

_EXACT, _START, _LATER_WORD, _INITIALS, _WORD_STARTS, _ANY_ORDER = 110, 100, 90, 88, 82, 78
_WITHIN, _LETTERS, _GAP = 66, 60, 4
_SHORTEST_WITHIN = 3
_LONGEST_ABBREVIATION = 24

Stretches = tuple[tuple[int, int], ...]
"""What was matched: half-open stretches of the folded name."""


class Match(NamedTuple):
    """How a query matched a name: the tier, its points (use not counted), the letters matched."""

    tier: str
    points: float
    stretches: Stretches


class Query:
    """What was typed, folded: as it stands, in words, and its letters alone."""

    def __init__(self, typed: str) -> None:
        """Fold what was typed; doubled white space counts once, at the ends not at all."""
        self.text = " ".join(fold(typed).split())
        self.words = words(self.text)
        self.compact = "".join(self.words) or self.text.replace(" ", "")
        self.letters = frozenset(self.compact)


class Name:
    """A name made ready for matching: folded, its words, their initials."""

    def __init__(self, written: str) -> None:
        """Fold a name as it is written."""
        self._folded = fold_with_origins(written)
        self.text = self._folded.text
        self.tidy = " ".join(self.text.split())
        self.words = [match.span() for match in WORD.finditer(self.text)]
        self.initials = "".join(self.text[start] for start, _ in self.words)
        self.letters = frozenset(self.text)

    def spans(self, stretches: Stretches) -> tuple[Span, ...]:
        """Stretches of the folded name as code points of the name as it is written."""
        return tuple(self._folded.span(start, end) for start, end in stretches)


def match(query: Query, name: Name) -> Match | None:
    """The best tier in which a query matches a name, or None; typing errors are not looked for."""
    if not query.letters <= name.letters:
        return None
    return _as_typed(query, name) or _as_abbreviation(query, name) or _by_letters(query, name)


def _as_typed(query: Query, name: Name) -> Match | None:
    text, length = query.text, len(query.text)
    if name.tidy == text:
        return Match("exact", _EXACT, ((0, len(name.text)),))
    if name.text.startswith(text):
        return Match("start", _START, ((0, length),))
    for number, (start, _) in enumerate(name.words):
        if name.text.startswith(text, start):
            return Match("word", max(_LATER_WORD - number, _INITIALS), ((start, start + length),))
    return None


def _as_abbreviation(query: Query, name: Name) -> Match | None:
    compact = query.compact
    if len(compact) > _LONGEST_ABBREVIATION:
        return None
    if name.initials.startswith(compact):
        starts = [(start, start + 1) for start, _ in name.words[: len(compact)]]
        return Match("initials", _INITIALS, tuple(starts))
    if compact[0] in name.initials and (heads := _heads(compact, name)):
        return Match("word starts", _WORD_STARTS, heads)
    if len(query.words) > 1 and (heads := _heads_in_any_order(query.words, name)):
        return Match("words", _ANY_ORDER, heads)
    return None


def _by_letters(query: Query, name: Name) -> Match | None:
    if len(query.text) >= _SHORTEST_WITHIN and (start := name.text.find(query.text)) >= 0:
        return Match("within", _WITHIN, ((start, start + len(query.text)),))
    runs = min(_sequences(query.compact, name), key=len, default=())
    return Match("letters", _LETTERS - _GAP * (len(runs) - 1), runs) if runs else None


def _heads(letters: str, name: Name) -> Stretches:
    """Split letters into beginnings of words of a name, in order: s-t-ch, Stöd från chef -> st, ch."""
    hopeless: set[tuple[int, int]] = set()

    def place(done: int, word: int) -> Stretches | None:
        if done == len(letters):
            return ()
        if (done, word) in hopeless:
            return None
        for number in range(word, len(name.words)):
            start, end = name.words[number]
            for taken in range(_common(letters[done:], name.text[start:end]), 0, -1):
                if (rest := place(done + taken, number + 1)) is not None:
                    return ((start, start + taken), *rest)
        hopeless.add((done, word))
        return None

    return place(0, 0) or ()


def _common(one: str, other: str) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


def _heads_in_any_order(typed: list[str], name: Name) -> Stretches:
    free = list(name.words)
    heads: list[tuple[int, int]] = []
    for word in sorted(typed, key=len, reverse=True):
        at = next((place for place in free if name.text.startswith(word, place[0])), None)
        if at is None:
            return ()
        free.remove(at)
        heads.append((at[0], at[0] + len(word)))
    return tuple(sorted(heads))


def _sequences(letters: str, name: Name) -> Iterator[Stretches]:
    """For each word that begins with the first letter: where the others follow, as unbroken runs."""
    for start, _ in name.words:
        if name.text[start] != letters[0]:
            continue
        places = [start]
        for letter in letters[1:]:
            place = name.text.find(letter, places[-1] + 1)
            if place < 0:
                return
            places.append(place)
        yield _runs(places)


def _runs(places: list[int]) -> Stretches:
    breaks = [0, *(i for i, (a, b) in enumerate(pairwise(places), 1) if b != a + 1), len(places)]
    return tuple((places[a], places[b - 1] + 1) for a, b in pairwise(breaks))
