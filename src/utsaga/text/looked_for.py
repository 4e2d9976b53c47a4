"""Words that are looked for in texts as those are read: whole, over line ends, and broken by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from utsaga.model.span import Span
from utsaga.text.as_read import made_whole, made_whole_with_origins, marks, read, read_with_origins
from utsaga.text.fold import Folded

_LINE_END = r"[ \t]*\r?\n[ \t]*"
_AT_HYPHENS = re.compile(" ?- ?")
_WRITTEN = {" ": r"\s+", "-": rf"-(?:{_LINE_END})?"}


def tidy(word: str) -> str:
    """A word, or several, as they are read, with one blank between them."""
    return " ".join(read(word).split())


def _hyphened(found: str) -> str:
    """A stretch of a text as it is read, on one line; a hyphen at the end of a line is one of the word's."""
    return " ".join(re.sub(rf"-{_LINE_END}", "-", read(found)).split())


def on_one_line(word: str) -> str:
    """A word as it is read, whatever its case, on one line."""
    folded = _hyphened(word).casefold()
    return folded.replace("i\u0307", "i").replace("ı", "i")


def word_key(word: str) -> str:
    """A word as tables of words go by it: on one line, no blanks at its hyphens, where a line may end."""
    return _AT_HYPHENS.sub("-", on_one_line(word))


def forms_of(found: str) -> list[str]:
    """What a stretch of a text may be a form of: as it is read, and whole where a line end breaks it."""
    return list(dict.fromkeys((" ".join(made_whole(read(found)).split()), _hyphened(found))))


def begins_so(found: str, word: str) -> bool:
    """Whether what stands in a text begins as a word does, however both are written."""
    return any(word_key(form).startswith(word_key(word)) for form in forms_of(found))


@lru_cache(maxsize=16)
def whole_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for texts as they are read: any of some words as they are written, as words of their own.

    An underscore parts words, as names of files have it.
    """
    return re.compile(rf"{_any(words)}(?!{_letter()})")


@lru_cache(maxsize=16)
def words_and_endings(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern as ``whole_words``, whatever their case; in its group 2 the letters that go on from there."""
    return re.compile(f"({_any(words, any_case=True)})({_letter()}*)")


def readings(text: str) -> list[str]:
    """A text as it is read, and once more with broken words whole, if there are any."""
    shown = read(text)
    whole = made_whole(shown)
    return [shown] if whole == shown else [shown, whole]


def places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], Span]]:
    """Where a pattern of words fits a text as it is read: the match, and its stretch of the text itself.

    First the places in the order of the text, then those that words broken at the end of a line have alone;
    these may overlap the first.
    """
    shown = read_with_origins(text)
    told = set()
    for one in filter(None, (shown, made_whole_with_origins(shown))):
        for match in pattern.finditer(one.text):
            span = _stretch(text, one, match)
            if span not in told:
                told.add(span)
                yield match, span


def _stretch(text: str, shown: Folded, match: re.Match[str]) -> Span:
    """The stretch of a match; what is invisible behind it stays."""
    start, end = shown.span(*match.span())
    last = end if shown.origins is None else shown.origins[match.end() - 1] + 1
    while end > last and not read(text[end - 1]):
        end -= 1
    return Span(start, end)


def _any(words: Iterable[str], *, any_case: bool = False) -> str:
    """Any of some words where no letter stands before, the longest first.

    A class of all first letters comes first: ``re`` skips to it, which a word or an assertion would prevent.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(filter(None, dict.fromkeys(map(tidy, words))), key=len, reverse=True):
        rest = "".join(_WRITTEN.get(character) or re.escape(character) for character in word[1:])
        by_first.setdefault(_firsts(word[0]) if any_case else word[0], []).append(rest)
    if not by_first:
        return "(?!)"
    classes = {first: "".join(map(re.escape, first)) for first in by_first}
    case = "(?i:" if any_case else "(?:"
    either = "|".join(f"(?<=[{classes[first]}])(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return rf"[{''.join(classes.values())}](?<![^\W_](?s:.))(?<![{marks()}](?s:.)){case}{either})"


def _firsts(letter: str) -> str:
    """A letter in all its cases."""
    cases = {letter, letter.lower(), letter.upper(), letter.title(), letter.casefold()}
    if not cases.isdisjoint("iİı"):  # one letter to a search that minds no case
        cases |= set("iIıİ")
    return "".join(sorted(case for case in cases if len(case) == 1))


@lru_cache(maxsize=1)
def _letter() -> str:
    """A letter or digit of a word, or a mark on one."""
    return rf"(?:[^\W_]|[{marks()}])"
