"""Comments and asides of a Rich Text document."""

from __future__ import annotations

from datetime import datetime

from utsaga.readers.draft import Draft
from utsaga.readers.encoding import sound
from utsaga.readers.reading import Aside
from utsaga.readers.remarks import Remark

_MINUTE, _HOUR, _DAY, _MONTH, _YEAR = (0, 0x3F), (6, 0x1F), (11, 0x1F), (16, 0xF), (20, 0x1FF)
_NOT_KEPT = ("initials", "time", "icon", "parent")


class Annotations:
    """Gathers comments from the groups in which their parts stand, and what is set aside."""

    def __init__(self, draft: Draft) -> None:
        """Begin without any."""
        self._draft = draft
        self._author = ""
        self._parts: dict[str, str] = {}
        self.remarks: list[Remark] = []
        self._asides: dict[Aside, None] = {}

    @property
    def asides(self) -> tuple[Aside, ...]:
        """What is set aside, each text once."""
        return tuple(self._asides)

    def closed(self, place: str, text: str) -> None:
        """A group ends: ``place`` is what stood in it."""
        if place in ("start", "end"):
            self._draft.mark(text, starts=place == "start")
        elif place == "author":
            self._author = text
        elif place == "comment":
            self._finish(text)
        elif place in ("id", "date"):
            self._parts[place] = text
        elif text and place not in _NOT_KEPT:
            self._asides[Aside(place, sound(text))] = None

    def _finish(self, text: str) -> None:
        """A comment is complete; one that names no range stands where it is."""
        name = self._parts.get("id") or f"unnamed {len(self.remarks)}"
        for starts in (True, False):
            self._draft.mark(name, starts)
        date = _date(self._parts.get("date", ""))
        self.remarks.append(Remark(name, text, self._author, date))
        self._parts, self._author = {}, ""


def _date(packed: str) -> str:
    """A date that is packed into the bits of a number (DTTM), in ISO 8601; empty where it is none."""
    if not packed.lstrip("-").isdecimal() or len(packed) > 11:
        return ""
    bits = int(packed) & 0xFFFFFFFF
    minute, hour, day, month, year = (
        bits >> shift & mask for shift, mask in (_MINUTE, _HOUR, _DAY, _MONTH, _YEAR)
    )
    try:
        return datetime(1900 + year, month, day, hour, minute).isoformat()
    except ValueError:
        return ""
