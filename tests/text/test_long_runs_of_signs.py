"""Long runs of signs in a transcript, or typed, are read in time that grows with their length."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linear import grows_with
from utsaga.search.corpus import Corpus
from utsaga.search.query import Pattern, parse
from utsaga.study.guide.guide_file import guide_items
from utsaga.text.backchannels import fillers
from utsaga.text.doubts import is_note
from utsaga.text.frontmatter import body_start
from utsaga.text.sentences import sentences
from utsaga.text.speakers import propose
from utsaga.text.times import seconds
from utsaga.text.words import words
from utsaga.writers.escape import escape

SIZE = 12_000  # and four times as much
SIGNS = (
    ".",
    " .",
    "…",
    "?)",
    "-",
    " – ",
    "(",
    "[",
    "(a) ",
    ":",
    "1",
    "1:",
    '"',
    '."',
    " ",
    "\u00a0",
    "_",
    "*",
)


def units(text: str) -> None:
    sentences(text, 0, len(text))
    words(text, 0, len(text))
    list(fillers(text))


def is_quick(read: Callable[[str], object], run: str, before: str = "", size: int = SIZE) -> bool:
    return grows_with(lambda length: read(f"{before}{run * (length // len(run))}x"), size)


@pytest.mark.parametrize("run", SIGNS)
def test_sentences_words_and_times_are_found_at_once_in_a_run_of_signs(run: str) -> None:
    assert is_quick(units, run, "Hej ")
    assert is_quick(seconds, run)


@pytest.mark.parametrize("run", SIGNS)
def test_a_run_of_signs_is_written_as_markdown_and_looked_through_for_labels_at_once(run: str) -> None:
    assert is_quick(escape, run, "Hej ")
    assert is_quick(propose, run, "A: Hej\n")
    assert is_quick(is_note, run)
    assert is_quick(lambda text: body_start(text, [len(text) - 1]), run)


@pytest.mark.parametrize("run", ["a\n", "- a\n", "Om a", "om a-", "**", "_"])
def test_a_guide_of_many_lines_or_a_long_one_is_read_at_once(run: str) -> None:
    assert is_quick(lambda text: list(guide_items(text)), run, "Om ", 4_000)


@pytest.mark.parametrize("run", ['"', "*", "a*", "a-", "“", '"a" '])
def test_a_long_query_is_taken_apart_at_once(run: str) -> None:
    assert is_quick(parse, run)


def test_a_pattern_with_many_stars_is_looked_for_at_once() -> None:
    assert grows_with(lambda size: Pattern("a*" * 60 + "b").means("a" * size), SIZE)
    assert list(Corpus([("s", f"A: {'a' * 400} hej")]).search("a*a*a*a*a*a*a*b")) == []


@pytest.mark.parametrize(
    ("pattern", "word", "meant"),
    [
        ("stöd*", "stödet", True),
        ("*tjänst", "socialtjänst", True),
        ("*mål*", "målet", True),
        ("a*b*a", "aba", True),
        ("a*a", "a", False),
        ("ab*ba", "aba", False),
        ("*a*b", "cacb", True),
        ("*a*b", "cbca", False),
    ],
)
def test_a_star_stands_for_any_letters_or_none(pattern: str, word: str, meant: bool) -> None:
    assert Pattern(pattern).means(word) is meant
