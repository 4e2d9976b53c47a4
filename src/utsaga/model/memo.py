"""What a coder writes down about a passage, a transcript, a code or the study."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.model.span import Span


@dataclass(frozen=True, slots=True)
class Memo:
    """A text of a coder's own.

    ``about`` is one of "passage", "source", "code", "study"; ``target`` the id of the source or code
    (empty for the study). ``kind`` is "memo" or "condensation" (a meaning unit pressed to a short
    sentence: Kvale's meaning condensation; always about a passage). Only a memo about a passage has
    an anchor: start, end, quote, prefix and suffix as in a coding.
    """

    id: str
    about: str
    target: str
    kind: str
    text: str
    coder: str
    created: str
    modified: str
    start: int = 0
    end: int = 0
    quote: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def span(self) -> Span:
        """The passage; empty when the memo is about something else."""
        return Span(self.start, self.end)
