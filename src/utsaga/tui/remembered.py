"""Where a coder was last: kept beside the study on this machine, for convenience alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from utsaga.store.unshared import Unshared

_RECENT = 50


class Remembered:
    """The open transcript, the last place in each, how far each was read, and the codes used last.

    Kept in ``.local/view.<coder>.json``. A file that is missing, damaged or cannot be written costs the
    places that it would have held and nothing else.
    """

    def __init__(self, study: Path, coder: str) -> None:
        """Read what was remembered."""
        self._file = Unshared(study, f"view.{coder}.json")
        kept = self._file.read()
        self.open_source = kept.get("open") if isinstance(kept.get("open"), str) else None
        places = kept.get("places")
        self._places = _whole_numbers(places) if isinstance(places, dict) else {}
        read = kept.get("read")
        self._read = _whole_numbers(read) if isinstance(read, dict) else {}
        recent = kept.get("recent")
        self._recent = [code for code in recent if isinstance(code, str)] if isinstance(recent, list) else []
        self._written = self._content()

    def place(self, source_id: str) -> int:
        """The offset in a transcript at which the coder was last; its beginning if never."""
        return self._places.get(source_id, 0)

    def note_place(self, source_id: str, offset: int) -> None:
        """Remember a place."""
        self.open_source = source_id
        self._places[source_id] = offset

    def read_to(self, source_id: str) -> int:
        """The offset to which the present reading of a transcript has come; 0 if it has not begun."""
        return self._read.get(source_id, 0)

    def note_read(self, source_id: str, offset: int) -> None:
        """Remember how far a reading has come."""
        self._read[source_id] = offset

    @property
    def recent_codes(self) -> list[str]:
        """Ids of the codes used last, the latest first."""
        return list(self._recent)

    def note_codes(self, code_ids: Iterable[str]) -> None:
        """Remember codes that were just used."""
        for code_id in code_ids:
            self._recent = [code_id, *(other for other in self._recent if other != code_id)][:_RECENT]

    def write(self) -> None:
        """Write what has changed, so that at any moment an old or a new file stands there whole."""
        content = self._content()
        if content == self._written:
            return
        if self._file.write(content):
            self._written = content

    def _content(self) -> dict[str, Any]:
        places, read, recent = dict(self._places), dict(self._read), list(self._recent)
        return {"open": self.open_source, "places": places, "read": read, "recent": recent}


def _whole_numbers(values: dict[str, Any]) -> dict[str, int]:
    return {key: value for key, value in values.items() if type(value) is int and value >= 0}
