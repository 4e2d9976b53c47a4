"""Drawing one row of the pane: the margin, the text, and the scroll mark.

+  ¦ ! ║ ┃ A *   the text
│  └───┬───┘ │
│  lanes     sign of a memo; the cell after it is left free, or says that the text has changed
more codings than lanes
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from utsaga.text.cells import Columns
from utsaga.text.wrap import Rows
from utsaga.tui.widgets.transcript.lanes import LANES, Laned
from utsaga.tui.widgets.transcript.palette import Palette

MARGIN = LANES + 3
"""Cells to the left of the text."""

STRIPES = "│┃║┆┇"
"""The stripe of each lane, from the text outwards: neighbours differ also without colour."""

MORE, NOTE, CHANGED, TRACK, THUMB = "+", "*", "~", " ", "▐"

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
    segments = _margin(look, palette)
    used = MARGIN
    if rows is not None:
        used += _text(segments, look, rows, palette)
    free = width - used - (look.thumb is not None)
    if free > 0:
        segments.append(Segment(" " * free, palette.base))
    if look.thumb is not None:
        character, style = (THUMB, palette.thumb) if look.thumb else (TRACK, palette.scroll)
        segments.append(Segment(character, style))
    strip = Strip(_joined(segments), max(width, used))
    return strip if used <= width else strip.crop(0, width)


def _margin(look: Look, palette: Palette) -> list[Segment]:
    plain = palette.margin
    if not (look.stripes or look.note or look.changed):
        return [Segment(" " * MARGIN, plain)]
    segments = [Segment(MORE, palette.more) if look.more else Segment(" ", plain)]
    for stripe in reversed(look.stripes or (None,) * LANES):
        if stripe is None:
            segments.append(Segment(" ", plain))
        else:
            segments.append(Segment(stripe.character, palette.code(stripe.style, mine=stripe.mine)))
    segments.append(Segment(NOTE, palette.note) if look.note else Segment(" ", plain))
    segments.append(Segment(CHANGED, palette.changed) if look.changed else Segment(" ", plain))
    return segments


def _text(segments: list[Segment], look: Look, rows: Rows, palette: Palette) -> int:
    """Add the segments of a row's text; return its width in cells."""
    start, end = rows.drawn(look.row)
    text = rows.text
    columns = rows.columns(look.row)
    if look.painted:
        clipped = _snapped(look.painted, columns, start, end)
        cuts = sorted({start, end, *(edge for span in clipped for edge in span[:2])})
        for left, right in pairwise(cuts):
            layers = 0
            for from_, to, layer in clipped:
                if from_ <= left and right <= to:
                    layers |= layer
            segments.append(Segment(text[left:right], palette.text(layers)))
    elif start < end:
        segments.append(Segment(text[start:end], palette.base))
    return columns.column(end - start)


def _snapped(painted: Sequence[Painted], columns: Columns, start: int, end: int) -> list[Painted]:
    """Stretches within a row, widened to whole clusters."""
    snapped = []
    for left, right, layer in painted:
        first, last = columns.snap(max(left, start) - start, min(right, end) - start)
        if first < last:
            snapped.append((start + first, start + last, layer))
    return snapped


def _joined(segments: list[Segment]) -> list[Segment]:
    """Segments with neighbours of the same style made one."""
    joined: list[Segment] = []
    for segment in segments:
        if joined and joined[-1].style is segment.style:
            joined[-1] = Segment(joined[-1].text + segment.text, segment.style)
        else:
            joined.append(segment)
    return joined
