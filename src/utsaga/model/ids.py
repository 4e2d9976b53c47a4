"""Identifiers and points in time, as they stand in the study's files."""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import UTC, datetime

from utsaga.model.errors import Refused

_UNNAMED = "unnamed"

_SPELT_OUT = str.maketrans(
    {"å": "aa", "ä": "ae", "æ": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "ß": "ss", "þ": "th", "ð": "d"}
)
"""Letters of their own in names of people, as passports spell them (ICAO Doc 9303, part 3, 2021)."""

KEY = r"[a-z0-9][a-z0-9_-]{0,99}"
"""What the key of a source or the name of a coder may be, for it stands in names of files."""

_KEY = re.compile(KEY)
_SHA256 = re.compile(r"[0-9a-f]{64}")


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


def shown_time(moment: str) -> str:
    """A moment (ISO 8601, as records carry it) in local time to the minute; as it stands if it is none."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return moment


def slug(name: str, *, longest: int = 60) -> str:
    """Return a name fit for a file name: ``a-z``, ``0-9`` and ``-``, never empty.

    >>> slug("Intervju 3: Åsa (Göteborg)")
    'intervju-3-asa-goteborg'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    ascii_only = plain.encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return words[:longest].strip("-") or _UNNAMED


def is_key(name: str) -> bool:
    """Whether a name may stand in the names of a study's files."""
    return _KEY.fullmatch(name) is not None


def is_sha256(digest: str) -> bool:
    """Whether a text is a SHA-256 in hexadecimal digits."""
    return _SHA256.fullmatch(digest) is not None


def coder_name(name: str) -> str:
    """Return the name under which somebody codes: a slug, because it stands in the names of files.

    Letters of their own are spelt out, so that Åsa and Asa are two people.

    >>> coder_name("Åsa K."), coder_name("Asa K.")
    ('aasa-k', 'asa-k')

    Raises:
        Refused: nothing of it would be left.
    """
    found = slug(unicodedata.normalize("NFC", name).casefold().translate(_SPELT_OUT))
    if found == _UNNAMED:
        raise Refused("A coder's name needs letters a to z or digits, because files are named after it.")
    return found
