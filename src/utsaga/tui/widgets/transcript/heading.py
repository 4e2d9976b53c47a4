"""The row at the top of the pane: which transcript this is, and how far the reader has come."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from utsaga.text.cells import columns_of
from utsaga.text.cursor import Cursor
from utsaga.text.moments import said_at
from utsaga.text.times import clock
from utsaga.text.transcript import Transcript

_GAP = "  "
"""Between what the place consists of."""


def draw_heading(title: str, place: str, width: int, style: Style) -> Strip:
    """Draw a title (safe to show, one line) on the left and a place on the right: as much as has room."""
    room = max(width - 2, 0)
    while len(place) > room // 2:
        place = place.rpartition(_GAP)[0]
    columns = columns_of(title)
    title = title[: columns.index(max(room - len(place) - 1, 0))]
    gap = room - columns_of(title).width - len(place)
    return Strip([Segment(f" {title}{' ' * gap}{place} ", style)]).crop(0, width)


def reading_place(transcript: Transcript | None, cursor: Cursor | None, *, times: bool = False) -> str:
    """Where the cursor stands: its turn among all turns, and the share of the text behind it in percent.

    ``at`` tells it from the share that is coded. With ``times`` also when it was said: the last time that
    stands there or before.
    """
    if transcript is None or cursor is None or not transcript.turns:
        return ""
    turn = transcript.turn_at(cursor.span.start)
    share = 100 * cursor.span.end // max(len(transcript.text), 1)
    moment = said_at(transcript, cursor.span.start) if times else None
    time = [clock(moment.time)] if moment else []
    return _GAP.join([*time, f"turn {turn.index + 1}/{len(transcript.turns)}", f"at {share}%"])
