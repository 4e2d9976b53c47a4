"""What a frame must draw anew: rows of the widgets that lie in front, and of no others.

Textual cuts every row that changes, of every widget on it, the containers behind among them, at the edges of
all, and then looks which piece lies in front. Panes that tile the screen need none of that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip

Gap = tuple[int, int]
"""Columns of a row that are not drawn yet, half open."""

Gaps = dict[int, list[Gap]]
"""The gaps of each row that has any, from left to right."""


class Piece(NamedTuple):
    """What stands on a row from a column on."""

    y: int
    x: int
    strip: Strip


def pieces_to_draw(compositor: Compositor) -> list[Piece]:
    """Draw what has changed since the last frame, which is then taken as drawn."""
    gaps = _gaps(compositor)
    pieces: list[Piece] = []
    for widget, (region, clip) in compositor.visible_widgets.items():  # the foremost first
        if not gaps:
            break
        shown = region.intersection(clip)
        left, right = shown.column_span
        rows = [y for y in shown.line_range if y in gaps and _reaches(gaps[y], left, right)]
        if not rows:
            continue
        first = rows[0]
        needed = Region(left, first, right - left, rows[-1] + 1 - first)
        strips = widget.render_lines(needed.translate(-region.offset))
        for y in rows:
            if y - first < len(strips):
                pieces += _filling(gaps, y, left, right, strips[y - first])
    return pieces


def _gaps(compositor: Compositor) -> Gaps:
    """What has changed, as far as the next edges of widgets: no wide character is cut but by an edge."""
    gaps: Gaps = {}
    dirty = compositor._dirty_regions.copy()
    compositor._dirty_regions.clear()
    cuts = compositor.cuts
    for y, start, end in compositor._regions_to_spans(dirty):
        if 0 <= y < len(cuts) and start < cuts[y][-1] and end > 0:
            edges = cuts[y]
            start = edges[max(bisect_right(edges, start) - 1, 0)]
            end = edges[min(bisect_left(edges, end), len(edges) - 1)]
            found = gaps.setdefault(y, [])
            if found and start <= found[-1][1]:
                start = found.pop()[0]
            found.append((start, end))
    return gaps


def _reaches(gaps: Iterable[Gap], left: int, right: int) -> bool:
    return any(start < right and left < end for start, end in gaps)


def _filling(gaps: Gaps, y: int, left: int, right: int, strip: Strip) -> Iterator[Piece]:
    """Fill gaps of a row with the parts of a strip that stands from left to right, if it is as long."""
    right = min(right, left + strip.cell_length)
    still_open: list[Gap] = []
    for start, end in gaps[y]:
        first, last = max(start, left), min(end, right)
        if first >= last:
            still_open.append((start, end))
            continue
        yield Piece(y, first, strip.crop(first - left, last - left))
        if start < first:
            still_open.append((start, first))
        if last < end:
            still_open.append((last, end))
    if still_open:
        gaps[y] = still_open
    else:
        del gaps[y]
