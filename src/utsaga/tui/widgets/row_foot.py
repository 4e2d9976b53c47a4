"""What is cut of a row of a list, shown whole at the list's foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utsaga.tui.parts import Line, Part, width_of
from utsaga.tui.wrapping import wrapped_parts

_MARGIN = 1
_COLUMN = re.compile(" {3,}")
_GAP = "  "
_FEWEST = 2
"""Rows below which a foot would say nothing: the rule above it and a line."""


def foot_lines(lines: Sequence[Line], width: int, most: int) -> list[Line]:
    """A rule and, below it, those lines that a width cannot hold, broken; nothing when it holds all of them.

    ``most`` is how many rows there may be; the last one ends in an ellipsis where that is too few.
    """
    cut = [line for line in lines if width_of(line) > width]
    if not cut or most < _FEWEST:
        return []
    whole = [
        [Part(" " * _MARGIN), *broken]
        for line in cut
        for broken in wrapped_parts(_without_indent(line), width - 2 * _MARGIN)
    ]
    if len(whole) >= most:
        whole = [*whole[: most - 2], [*whole[most - 2], Part(" …" if len(whole) > most - 1 else "")]]
    return [[Part("─" * width, "edge")], *whole]


def _without_indent(line: Line) -> list[Part]:
    """A line from its first word on; runs of spaces that make columns are a few of them."""
    parts = list(line)
    while parts and not parts[0].text.strip():
        del parts[0]
    if parts:
        parts[0] = parts[0]._replace(text=parts[0].text.lstrip())
    return [part._replace(text=_COLUMN.sub(_GAP, part.text)) for part in parts]
