"""Sentences of transcribed speech, Swedish and English.

Boundaries come from the text, not from line ends: a full stop that belongs to an abbreviation, an
initial or a number is no boundary, three dots end a sentence only when a capital letter follows, and
an empty line always does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utsaga.model.span import Span
from utsaga.text.abbreviations import AT_END, BEFORE_NUMBER, BEGINNERS, INSIDE, LETTERED, TITLES, is_dotted
from utsaga.text.spans import trimmed

_ELISION = r"/(?:\.{2,3}|…)/|\./\./"
_ASIDE = rf"\[[^\[\]\n]{{0,80}}\]|\([^()\n]{{0,60}}\)|{_ELISION}"
_QUOTES = "\"”“’'»«"
_QUOTES_SET = frozenset(_QUOTES)
_CANDIDATE = re.compile(
    rf"(?P<aside>{_ASIDE})"
    # A run of stops is looked at once, where it begins: in a long one every other start would fail as it did.
    rf"|(?P<stop>\.(?:[ \u00a0]\.)+|(?<![.!?…])[.!?…]++)(?P<closed>[{_QUOTES})\]}}*_]*+/{{0,2}})(?=\s|\Z)"
    r"|(?P<full>[。！？]+[」』”）]*)"
    r"|(?P<gap>\n[^\S\n]*\n)"
)
_LEADING = re.compile(rf"(?:\s|{_ASIDE}|[{_QUOTES}„‘(\[*_–—/-])*")
_EVENTS = re.compile(rf"(?:[^\S\n]+(?:\[[^\[\]\n]{{0,80}}\]|\([^()\n.!?]{{0,30}}\)|\(\.+\)|{_ELISION}))+")
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d_]{1,40}")
_CLOSED_STOP = re.compile(r"\w[.!?…]+\)\Z")
_INITIAL = re.compile(r"\s+[^\W\d_]\.")
_OPENERS = "\"”“„’‘'»«([*_-–—/"
_LONGEST_WORD = 40


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of a stretch, in order; together they hold everything but white space.

    Stops inside brackets end nothing, closing quotation marks and brackets stay with the sentence that
    they close, and so does a mark such as ``[skratt]`` between two sentences. A stretch without any
    boundary is one sentence, however long.
    """
    found: list[Span] = []
    begin, after_gap = start, True
    for cut, gap in [*_cuts(text, start, end), (end, False)]:
        span = trimmed(text, begin, cut)
        if span.start < span.end:
            if found and not after_gap and not _WORD.search(text, *span):
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
            after_gap = False
        after_gap = after_gap or gap
        begin = cut
    return found


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Yield where sentences end, and whether an empty line is the reason."""
    begin = looked = start  # where this sentence begins, and how far words were looked for in it
    spoken = False
    for candidate in _CANDIDATE.finditer(text, start, end):
        at, cut = candidate.span()
        spoken = spoken or _WORD.search(text, looked, max(looked, at)) is not None
        looked = max(looked, at)
        if candidate["aside"] is not None:
            if spoken or not _CLOSED_STOP.search(candidate["aside"]):
                continue
        elif candidate["stop"] is not None:
            if not spoken or not _ends(text, begin, candidate, end):
                continue
            cut = _past_events(text, cut, end)
        yield cut, candidate["gap"] is not None
        begin = looked = cut
        spoken = False


def _ends(text: str, begin: int, candidate: re.Match[str], end: int) -> bool:
    """Whether a stop ends the sentence that began at ``begin``."""
    at, stop = candidate.start(), candidate["stop"]
    next_word = _next_word(text, candidate.end(), end)
    following = next_word[:1]
    if not following:
        return True
    if candidate["closed"] and following.islower() and not _QUOTES_SET.isdisjoint(candidate["closed"]):
        return False
    if "!" in stop or "?" in stop:
        return True
    if len(stop) > 1 or stop == "…":
        return not (following.islower() or following.isdigit())
    *_, before, word = ["", "", *text[max(begin, at - _LONGEST_WORD) : at].split()]
    if len(word) == 1 and _INITIAL.match(text, candidate.end(), end):
        return False
    return _full_stop_ends(word.lstrip(_OPENERS), before, next_word)


def _full_stop_ends(word: str, before: str, next_word: str) -> bool:
    """Whether a single full stop after a word ends the sentence, by the words around it."""
    small, following = word.casefold(), next_word[:1]
    if following.isdigit() and small in BEFORE_NUMBER:
        return False
    if word in TITLES:
        return False
    if small in AT_END:
        return not (following.islower() or following.isdigit())
    if small in INSIDE or is_dotted(small):
        return False
    if word.isdigit():
        return bool(before) and not (len(word) <= 2 and following.islower())
    if len(word) == 1 and word.isalpha():
        return _letter_ends(word, before, next_word)
    return True


def _letter_ends(letter: str, before: str, next_word: str) -> bool:
    """Whether a stop after a single letter ends the sentence.

    It does in ``i kommun A. Där`` and ``hos B. Hon``, but not in ``Karl A. Berg`` and ``av J. Berg``.
    """
    if not next_word[:1].isupper():
        return False
    if letter.islower():
        return letter in "iåö"
    if letter == "I" or before.casefold() in LETTERED:
        return True
    return before[:1].islower() and next_word.casefold() in BEGINNERS


def _next_word(text: str, at: int, end: int) -> str:
    """The next word or sign, past quotation marks, dashes and asides; empty at the end."""
    skipped = _LEADING.match(text, at, end)
    place = skipped.end() if skipped else at
    word = _LETTERS.match(text, place, end)
    return word[0] if word else text[place : min(place + 1, end)]


def _past_events(text: str, at: int, end: int) -> int:
    """The place past marks between two sentences; a mark that a small letter follows opens the next."""
    events = _EVENTS.match(text, at, end)
    if events and not _next_word(text, events.end(), end)[:1].islower():
        return events.end()
    return at
