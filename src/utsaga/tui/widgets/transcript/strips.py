"""Drawing one row of the pane: the margin, the text, and the scroll mark.

+  ¦ ! ║ ┃ A *   the text
│  └───┬───┘ │
│  lanes     sign of a memo; the cell after it is left free, or says that the text has changed
more codings than lanes
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from utsaga.text.cells import Columns
from utsaga.text.wrap import Rows
from utsaga.tui.widgets.transcript.lanes import LANES, Laned
from utsaga.tui.widgets.transcript.palette import Palette

MARGIN = LANES + 3
"""Cells to the left of the text."""

STRIPES = "│┃║┆┇"
"""The stripe of each lane, from the text outwards: neighbours differ also without colour."""

MORE, NOTE, CHANGED, TRACK, THUMB = "+", "¶", "~", " ", "▐"

_BLANK_MARGIN = " " * MARGIN

Piece = tuple[str, Style]
"""Text in a style."""

Painted = tuple[int, int, int]
"""A stretch of the text, by offsets, and its layer."""


class Stripe(NamedTuple):
    """What stands in a lane on a row."""

    character: str
    style: int
    mine: bool


class Look(NamedTuple):
    """All that the picture of a row depends on, besides the text, its layout and the palette."""

    row: int
    stripes: tuple[Stripe | None, ...] = ()
    more: bool = False
    note: bool = False
    changed: bool = False
    painted: tuple[Painted, ...] = ()
    thumb: bool | None = None


def stripes(laned: Sequence[Laned], row: int, *, top: bool) -> tuple[tuple[Stripe | None, ...], bool]:
    """What the lanes show on a row, and whether there are more codings than lanes.

    A coding shows its glyph on its first row and, when that is out of sight, on the top row of the view.
    """
    if not laned:
        return (), False
    shown: list[Stripe | None] = [None] * LANES
    for (mark, first, _), lane in laned:
        if lane < LANES:
            character = mark.glyph if top or first == row else STRIPES[lane]
            shown[lane] = Stripe(character, mark.style, mark.mine)
    return tuple(shown), any(lane >= LANES for _, lane in laned)


def draw(look: Look, rows: Rows | None, palette: Palette, width: int) -> Strip:
    """Draw a row over the whole width of the pane; ``rows`` is None below the end of the text."""
    pieces = _margin(look, palette)
    used = MARGIN
    if rows is not None:
        used += _text(pieces, look, rows, palette)
    free = width - used - (look.thumb is not None)
    if free > 0:
        pieces.append((" " * free, palette.base))
    if look.thumb is not None:
        pieces.append((THUMB, palette.thumb) if look.thumb else (TRACK, palette.scroll))
    strip = Strip(_joined(pieces), max(width, used))
    return strip if used <= width else strip.crop(0, width)


def _margin(look: Look, palette: Palette) -> list[Piece]:
    plain = palette.margin
    if not (look.stripes or look.note or look.changed):
        return [(_BLANK_MARGIN, plain)]
    pieces = [(MORE, palette.more) if look.more else (" ", plain)]
    for stripe in reversed(look.stripes or (None,) * LANES):
        if stripe is None:
            pieces.append((" ", plain))
        else:
            pieces.append((stripe.character, palette.code(stripe.style, mine=stripe.mine)))
    pieces.append((NOTE, palette.note) if look.note else (" ", plain))
    pieces.append((CHANGED, palette.changed) if look.changed else (" ", plain))
    return pieces


def _text(pieces: list[Piece], look: Look, rows: Rows, palette: Palette) -> int:
    """Add the pieces of a row's text; return its width in cells."""
    start, end = rows.drawn(look.row)
    text = rows.text
    columns = rows.columns(look.row)
    if look.painted:
        clipped = _snapped(look.painted, columns, start, end)
        cuts = {start, end}
        for first, last, _ in clipped:
            cuts.add(first)
            cuts.add(last)
        for left, right in pairwise(sorted(cuts)):
            layers = 0
            for first, last, layer in clipped:
                if first <= left and right <= last:
                    layers |= layer
            pieces.append((text[left:right], palette.text(layers)))
    elif start < end:
        pieces.append((text[start:end], palette.base))
    return columns.column(end - start)


def _snapped(painted: Sequence[Painted], columns: Columns, start: int, end: int) -> list[Painted]:
    """Stretches within a row, widened to whole clusters."""
    snapped = []
    for left, right, layer in painted:
        first, last = columns.snap(max(left, start) - start, min(right, end) - start)
        if first < last:
            snapped.append((start + first, start + last, layer))
    return snapped


def _joined(pieces: Iterable[Piece]) -> list[Segment]:
    """Pieces as segments, neighbours of the same style in one."""
    segments: list[Segment] = []
    text, style = "", None
    for more, other in pieces:
        if other is style:
            text += more
        else:
            if text:
                segments.append(Segment(text, style))
            text, style = more, other
    segments.append(Segment(text, style))
    return segments
