"""Rows of the line API: pieces of text with the names of their styles, made safe as they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from utsaga.model.code import Code
from utsaga.model.span import Span
from utsaga.text.safe import shown_line


class Part(NamedTuple):
    """A piece of a row. ``style`` names one of ``STYLES``; empty for the plain style of the widget."""

    text: str
    style: str = ""


Line = Sequence[Part]
"""One row on the screen, from left to right."""

STAR = "*"
"""Marks a quote that is to be printed."""

CODE_COLOURS = 8
"""How many colours codes have."""

STYLES: frozenset[str] = frozenset(
    {"muted", "strong", "match", "warning", "key", "heading", "cursor", "resting", "edge"}
    | {f"code-{number}" for number in range(1, CODE_COLOURS + 1)}
)
"""Component classes that every screen has; ``themes.tcss`` gives them their looks."""


def code_colour(code: Code) -> int:
    """A code's colour, 1..8, whatever number stands in the file."""
    return min(max(code.colour, 1), CODE_COLOURS)


def code_part(code: Code, text: str) -> Part:
    """A text in a code's colour."""
    return Part(text, f"code-{code_colour(code)}")


def code_mark(code: Code) -> Part:
    """A code's mark in its colour, and a space."""
    return code_part(code, f"{code.mark[:1]} ")


def draw(line: Line, width: int, style_of: Callable[[str], Style]) -> Strip:
    """Return a line as cells of exactly a width, each part in its style; "" is the plain one.

    What is too long ends in an ellipsis. This is where all text of rows is made safe for a terminal.
    """
    base = style_of("")
    strip = Strip([Segment(shown_line(part.text), style_of(part.style)) for part in line if part.text])
    if strip.cell_length > width:
        strip = Strip([*strip.crop(0, max(width - 1, 0)), Segment("…"[:width], base)])
    return strip.adjust_cell_length(width, base)


def marked(text: str, spans: Iterable[Span], style: str = "", match: str = "match") -> list[Part]:
    """A text in parts, with the characters of some spans (in order, not overlapping) in another style."""
    parts: list[Part] = []
    at = 0
    for span in spans:
        parts += [Part(text[at : span.start], style), Part(text[span.start : span.end], match)]
        at = span.end
    parts.append(Part(text[at:], style))
    return [part for part in parts if part.text]
