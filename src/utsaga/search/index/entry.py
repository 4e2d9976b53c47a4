"""A transcript in the index: from which text it was indexed, and where its pieces stand."""

from __future__ import annotations

import json
import sqlite3
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from utsaga.model.source import Source, Speaker
from utsaga.model.span import Span
from utsaga.search.pieces import Piece
from utsaga.store.files import Signature
from utsaga.text.turns import Turns


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table ``texts``. Rows ``first`` to ``first + number - 1`` are its pieces.

    ``moved`` says that its rows do not stand where its place among the texts would have them.
    ``text`` is what was indexed, packed, if nobody else keeps it.
    """

    source: str
    place: int
    key: str
    shape: str
    signature: Signature
    sha256: str
    first: int
    number: int
    moved: bool
    spans: bytes
    text: bytes | None

    @classmethod
    def from_row(cls, row: Sequence[object]) -> Entry:
        """The entry in a line of the table, without the text.

        Raises:
            ValueError: it is not one: the database is ours, but whoever wrote to it may not be.
        """
        source, place, key, shape, inode, size, changed, sha256, first, number, moved, spans = values = row
        if tuple(map(type, values)) != _TYPES:
            raise ValueError("texts")
        return cls(
            source, place, key, shape, Signature(inode, size, changed), sha256,  # type: ignore[arg-type]
            first, number, bool(moved), spans, None,  # type: ignore[arg-type]
        )  # fmt: skip

    def row(self) -> tuple[object, ...]:
        """The line of the table."""
        return (
            self.source, self.place, self.key, self.shape, *self.signature, self.sha256,
            self.first, self.number, int(self.moved), self.spans, self.text,
        )  # fmt: skip

    @property
    def last(self) -> int:
        """Its last row."""
        return self.first + self.number - 1

    @property
    def labelled(self) -> bool:
        """Whether it has speakers, and so turns."""
        return not self.shape.endswith(" []]")

    def pieces(self) -> list[Piece]:
        """Where its rows stand in the text.

        Raises:
            ValueError: the database does not hold that.
        """
        return self.pieces_of(range(self.number))

    def pieces_of(self, rows: Iterable[int]) -> list[Piece]:
        """Where some rows stand, counted from 0.

        Raises:
            ValueError: the database does not hold that.
        """
        flat = _unpacked(self.spans)
        if len(flat) != 3 * self.number:
            raise ValueError("spans")
        return [Piece(flat[3 * row], flat[3 * row + 1], bool(flat[3 * row + 2])) for row in rows]


_TYPES = (str, int, str, str, int, int, int, str, int, int, int, bytes)

COLUMNS = "source, place, key, shape, inode, size, changed, sha256, first, number, moved, spans"


def entries(database: sqlite3.Connection) -> list[Entry]:
    """All entries in the order of the texts."""
    rows = database.execute(f"SELECT {COLUMNS} FROM texts ORDER BY place")
    return [Entry.from_row(row) for row in rows]


def put(database: sqlite3.Connection, entry: Entry) -> None:
    """Write an entry."""
    database.execute(f"INSERT OR REPLACE INTO texts VALUES ({', '.join('?' * 13)})", entry.row())


def packed(pieces: Iterable[Piece]) -> bytes:
    """Where pieces stand, in few bytes."""
    flat = array("I", [number for piece in pieces for number in piece])
    if sys.byteorder == "big":
        flat.byteswap()
    return zlib.compress(flat.tobytes(), 1)


def _unpacked(data: bytes) -> array[int]:
    flat = array("I")
    try:
        flat.frombytes(zlib.decompress(data))
    except zlib.error:
        raise ValueError("spans") from None
    if sys.byteorder == "big":
        flat.byteswap()
    return flat


def shape_of(source: Source) -> str:
    """What besides its file decides how a text is divided, and by what one sees that it was changed."""
    labels = [[speaker.bare, *speaker.labels] for speaker in source.speakers if speaker.label]
    return json.dumps([source.sha256, source.body, labels], ensure_ascii=False)


def turns_by(text: str, shape: str) -> list[Span] | None:
    """The turns of a text as its shape has them, labels among them; None for one without speakers."""
    _, body, labels = json.loads(shape)
    if not labels:
        return None
    speakers = [Speaker(label, also=tuple(also), bare=bare) for bare, label, *also in labels]
    return Turns(text, speakers, body).spans()
