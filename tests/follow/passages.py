"""Transcripts and passages for the tests of codings that follow their words."""

from __future__ import annotations

from pathlib import Path

from utsaga.model.span import Span
from utsaga.text.anchors import anchor
from utsaga.text.follow import Followed, Placed, Verdict, follow

EXAMPLES = Path(__file__).parents[2] / "examples" / "handlaggare" / "transcripts"


def example(name: str) -> str:
    """An interview of the example study."""
    return (EXAMPLES / name).read_text(encoding="utf-8")


def coded(text: str, words: str, *, nth: int = 0, key: str = "") -> Placed:
    """A coding of the nth place where words stand."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Placed(key or words, *anchor(text, Span(at, at + len(words))))


def everywhere(text: str, *, size: int = 40, step: int = 97) -> list[Placed]:
    """Codings all over a text, of many lengths."""
    return [
        Placed(str(at), *anchor(text, Span(at, min(at + size + 7 * (at // step % 60), len(text)))))
        for at in range(0, max(1, len(text) - size), step)
    ]


def one(old: str | None, new: str, coding: Placed) -> Followed:
    """Where a single coding went."""
    return follow(old, new, [coding]).followed[coding.key]


def words_kept(old: str, new: str, words: str, *, nth: int = 0) -> str | None:
    """The words that a coding stands on after a change, None when a person is asked or nothing is left."""
    found = one(old, new, coded(old, words, nth=nth))
    return new[slice(*found.span)] if found.verdict is Verdict.KEPT and found.span else None
