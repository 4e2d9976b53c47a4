"""What is kept beside a study on this machine for convenience alone: never shared, and it may be missing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from utsaga.filepaths import read_at_most
from utsaga.store.disk import Disk
from utsaga.store.files import replace


class Unshared:
    """A JSON object in a file of a study's ``.local/``. What is missing or damaged there is an empty one."""

    def __init__(self, study: Path, name: str, *, largest: int = 1_000_000) -> None:
        """Stand for a file by its name and the study's folder; it is believed up to so many bytes."""
        self._path = study / ".local" / name
        self._largest = largest

    def read(self) -> dict[str, Any]:
        """What is kept; empty where nothing is, or what cannot be read."""
        try:
            kept = json.loads(read_at_most(self._path, self._largest))
        except (OSError, ValueError, RecursionError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def write(self, kept: Mapping[str, Any], *, durable: bool = False) -> bool:
        """Keep something instead, whole or not at all; False where the disk takes no writing.

        A study there can still be read, coded and exported: that is no trouble to tell about. What is not
        ``durable`` does not wait for the disk, and may be gone after a power cut.
        """
        try:
            replace(Disk(), self._path, json.dumps(kept, indent=1).encode(), durable=durable)
        except OSError:
            return False
        return True
