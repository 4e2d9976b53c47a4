"""Identifiers and points in time, as they stand in the study's files."""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import UTC, datetime


def new_id() -> str:
    """Return a new random record id: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def document_id(record_id: str) -> int:
    """Return the TinyDB document id of a record: the first 63 bits of its id.

    TinyDB insists on integers; deriving them keeps one identity for one record.
    """
    return int(record_id[:16], 16) >> 1


def now() -> str:
    """Return the present moment as ISO 8601 in UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def slug(name: str, *, longest: int = 60) -> str:
    """Return a name fit for a file name: ``a-z``, ``0-9`` and ``-``, never empty.

    >>> slug("Intervju 3: Åsa (Göteborg)")
    'intervju-3-asa-goteborg'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    ascii_only = plain.encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return words[:longest].strip("-") or "unnamed"
