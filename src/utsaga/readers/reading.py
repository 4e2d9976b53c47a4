"""What came out of a file, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Speaker
from utsaga.readers.time_units import Unit
from utsaga.text.kept_times import Moment
from utsaga.text.speakers import Proposal


class Unreadable(UtsagaError):
    """A file that cannot be read as a transcript."""


class NoColumns(Unreadable):
    """A table that does not show in which column the words stand; ``columns`` are what to choose from."""

    def __init__(self, message: str, columns: tuple[Column, ...]) -> None:
        """Say so; the message has no words of the table."""
        super().__init__(message)
        self.columns = columns


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its number from 1, its heading (may be empty) and the first words in it.

    ``holds`` is what it was taken for: "speaker", "text", "time", or empty. ``unit`` is what plain numbers in
    one of times were taken for.
    """

    number: int
    heading: str
    sample: str
    holds: str = ""
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """A way to read the bytes of a file: the encoding, how sure it is (0..1), and how words look in it."""

    encoding: str
    sure: float
    sample: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment; ``author`` and ``date`` may be empty."""

    text: str
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a passage of a document: many researchers code in them.

    ``start`` and ``end`` are code points, half open, into the reading's text. ``date`` is in ISO 8601,
    or empty. A comment without words of its own may still have replies.
    """

    start: int
    end: int
    text: str
    author: str = ""
    date: str = ""
    resolved: bool = False
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in a file beside its text and was set aside: ``kind`` is "header", "footnote" and so on."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as text, and what to tell the user before it is imported.

    ``text`` is the file's text with ``\\n`` for every line break and without a byte order mark; plain
    text is else untouched, other formats are written so that ``text.turns`` finds their turns again.
    ``format`` is one of ``registry.FORMATS``. ``encoding_sure`` is 1 where the encoding is certain;
    ``sample`` shows words that depend on it, and ``alternatives`` how they look in other encodings.
    ``notes`` are facts about the file, ``warnings`` what the user should look at; neither quotes it.
    ``origin`` is the name of the file without its path, ``origin_sha256`` the hash of its bytes.
    ``comments`` stand in the order of the text, ``asides`` in that of the file; ``columns`` are those
    of a table. ``times`` are those that stand in no words of the text, by their places.
    """

    text: str
    format: str
    encoding: str
    encoding_sure: float
    sample: str
    alternatives: tuple[Guess, ...]
    proposal: Proposal
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    origin: str
    origin_sha256: str
    comments: tuple[Comment, ...] = ()
    asides: tuple[Aside, ...] = ()
    columns: tuple[Column, ...] = ()
    times: tuple[Moment, ...] = ()

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers that the text seems to have."""
        return self.proposal.speakers

    @property
    def body(self) -> int:
        """Where front matter ends."""
        return self.proposal.body
