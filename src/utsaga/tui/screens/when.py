"""Points in time as people read them."""

from __future__ import annotations

from datetime import datetime


def shown_time(moment: str) -> str:
    """A moment (ISO 8601, as records carry it) in local time to the minute; as it stands if it is none."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return moment
