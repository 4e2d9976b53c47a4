"""Old words beside new ones, as lines of a list; the words that differ are marked."""

from __future__ import annotations

from collections.abc import Sequence

from utsaga.model.span import Span
from utsaga.text.wording import excerpt
from utsaga.tui.parts import Line, Part
from utsaga.tui.wrapping import side_by_side, wrapped_parts

_MARGIN = 1
_RULE = 3
AROUND = 90
"""Characters shown around words that differ."""


def was_and_now(was: Sequence[Part], now: Sequence[Part], width: int, first: str = "was") -> list[Line]:
    """Two wordings in two columns with their headings, over the whole of a width in cells.

    ``first`` is what the left one is called.
    """
    column = (width - _MARGIN - _RULE) // 2
    left = [[Part(" " * _MARGIN), *line] for line in wrapped_parts(was, column - _MARGIN)]
    right = wrapped_parts(now, column)
    return side_by_side([[Part(f" {first}", "key")], *left], [[Part("now", "key")], *right], column)


def worded(words: str, differing: Sequence[Span], around: int = AROUND) -> list[Part]:
    """Words with some of them marked, shortened where nothing differs far and wide; on one line."""
    shortened, marks = excerpt(words, differing, around)
    parts = []
    at = 0
    for mark in marks:
        parts += [Part(flat(shortened[at : mark.start])), Part(flat(shortened[slice(*mark)]), "match")]
        at = mark.end
    parts.append(Part(flat(shortened[at:])))
    return [part for part in parts if part.text]


def flat(text: str) -> str:
    """A text without line breaks, one character for one character."""
    return "".join(" " if c in "\n\r\t" else c for c in text)
