"""What came out of a file, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Speaker
from utsaga.text.speakers import Proposal


class Unreadable(UtsagaError):
    """A file that cannot be read as a transcript."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A way to read the bytes of a file: the encoding, how sure it is (0..1), and how words look in it."""

    encoding: str
    sure: float
    sample: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as text, and what to tell the user before it is imported.

    ``text`` is the file's text with ``\\n`` for every line break and without a byte order mark, else
    untouched. ``format`` is "text" or "markdown". ``encoding_sure`` is 1 where the encoding is certain;
    ``sample`` shows words that depend on it, and ``alternatives`` how they look in other encodings.
    ``notes`` are facts about the file, ``warnings`` what the user should look at; neither quotes it.
    ``origin`` is the name of the file without its path, ``origin_sha256`` the hash of its bytes.
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

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers that the text seems to have."""
        return self.proposal.speakers

    @property
    def body(self) -> int:
        """Where front matter ends."""
        return self.proposal.body
