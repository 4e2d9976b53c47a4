"""Rows of the line API: pieces of text with the names of their styles, made safe as they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from utsaga.model.code import Code
from utsaga.model.span import Span
from utsaga.text.cells import shortened, shortened_inside
from utsaga.text.safe import shown_line

GOES = -1


class Part(NamedTuple):
    """A piece of a row. ``style`` names one of ``STYLES``; empty for the plain style of the widget.

    ``least`` is in how few cells it may stand where its row is too long for the width; 0 for a piece that
    is never shortened, ``GOES`` for one that is left out before any other is. Its middle is left out, of
    what is ``told`` one thing after the other its end.
    """

    text: str
    style: str = ""
    least: int = 0
    told: bool = False


SHORT_NAME = 16
"""In how few cells a name, a title or a path is still told from others."""

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

    Where it is too long, parts that may be are shortened; what is too long even so ends in an ellipsis.
    This is where all text of rows is made safe for a terminal.
    """
    base = style_of("")
    strip = _cells(line, style_of)
    if strip.cell_length > width and any(part.least for part in line):
        strip = _cells(pressed(line, strip.cell_length - width), style_of)
    if strip.cell_length > width:
        strip = Strip([*strip.crop(0, max(width - 1, 0)), Segment("…"[:width], base)])
    return strip.adjust_cell_length(width, base)


def _cells(line: Line, style_of: Callable[[str], Style]) -> Strip:
    return Strip([Segment(shown_line(part.text), style_of(part.style)) for part in line if part.text])


def pressed(line: Line, over: int) -> Line:
    """A line with so many cells less, as far as its parts may be shortened: always the longest of them."""
    over -= width_of([part for part in line if part.least == GOES])
    parts = [part for part in line if part.least != GOES]
    cells = {n: width_of([part]) for n, part in enumerate(parts) if part.least}
    while cells and over > 0:
        longest = max(cells, key=lambda n: cells[n] - parts[n].least)
        if cells[longest] <= parts[longest].least:
            break
        next_to_it = max((size for n, size in cells.items() if n != longest), default=0)
        fewer = min(over, cells[longest] - max(parts[longest].least, min(next_to_it, cells[longest] - 1)))
        cells[longest] -= fewer
        over -= fewer
    for n, size in cells.items():
        cut = shortened if parts[n].told else shortened_inside
        parts[n] = parts[n]._replace(text=cut(shown_line(parts[n].text), size))
    return parts


def width_of(line: Line) -> int:
    """How many cells a line takes when nothing of it is left out."""
    return sum(cell_len(shown_line(part.text)) for part in line)


def marked(text: str, spans: Iterable[Span], style: str = "", match: str = "match") -> list[Part]:
    """A text in parts, with the characters of some spans (in order, not overlapping) in another style."""
    parts: list[Part] = []
    at = 0
    for span in spans:
        parts += [Part(text[at : span.start], style), Part(text[span.start : span.end], match)]
        at = span.end
    parts.append(Part(text[at:], style))
    return [part for part in parts if part.text]
