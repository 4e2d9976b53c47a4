"""Lines that prove themselves whole: a checksum before each, and what a break in them means."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from utsaga.store.errors import Damaged

Entry = dict[str, Any]


class Line(NamedTuple):
    """What a line holds and where it stands, in bytes."""

    entry: Entry
    offset: int
    length: int


class Lines(NamedTuple):
    """The whole lines of a file, how many bytes they take, and whether a torn one follows them."""

    found: list[Line]
    size: int
    torn: bool


def encode(entry: Mapping[str, Any]) -> bytes:
    """One line: checksum, space, JSON, line feed.

    Raises:
        TypeError: the entry holds what JSON or UTF-8 has no form for; NaN and infinity become null.
    """
    # This is on the path of every key that codes a passage: no more work than it takes.
    body = orjson.dumps(entry)
    return b"%08x %b\n" % (zlib.crc32(body), body)


def decode(data: bytes, name: str) -> Lines:
    """Return the lines in data.

    A line that was being written when the power went is *torn*: it has no end, or holds zero bytes,
    and nothing whole follows it. Anything else that is not whole was damaged later.

    Raises:
        Damaged: a line was damaged after it had been written; ``name`` says in which file.
    """
    found: list[Line] = []
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        entry = _entry(data[start:end]) if end >= 0 else None
        if entry is None:
            if end >= 0 and not _torn(data[start:]):
                raise Damaged(f"{name} is damaged in line {len(found) + 1}")
            return Lines(found, start, torn=True)
        found.append(Line(entry, start, end + 1 - start))
        start = end + 1
    return Lines(found, start, torn=False)


def whole(data: bytes) -> list[bytes]:
    """Every line of a damaged file that is whole in itself."""
    return [line + b"\n" for line in data.split(b"\n") if _entry(line) is not None]


def _entry(line: bytes) -> Entry | None:
    body = line[9:]
    if line[8:9] != b" " or line[:8] != b"%08x" % zlib.crc32(body):
        return None
    try:
        entry = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return entry if isinstance(entry, dict) else None


def _torn(rest: bytes) -> bool:
    return b"\0" in rest and not whole(rest)
