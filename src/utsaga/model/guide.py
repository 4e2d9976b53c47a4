"""The interview guide: what was to be asked, and where it was."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.model.span import Span

HEADING, QUESTION, PROBE, CONDITION, NOTE = "heading", "question", "probe", "condition", "note"
KINDS = (HEADING, QUESTION, PROBE, CONDITION, NOTE)
ASKED = frozenset({QUESTION, PROBE, CONDITION})
"""Kinds of items that are put to a participant: a condition is a probe for one kind of answer."""


@dataclass(frozen=True, slots=True)
class GuideItem:
    """A line of a guide. ``depth`` is how far it lies below the top, from 0; headings count.

    ``number`` is what stands before it in its file (``3``, ``2.1``, ``a``), empty if nothing does.

    The id is the same in every version of the guide in which the question is the same, also if it was
    worded anew: answers to it are compared across versions.
    """

    id: str
    kind: str
    text: str
    depth: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """A version of the interview guide.

    It holds for the transcripts named in ``sources`` (ids); if none are, for those of its round with a
    speaker of its role, empty being any.
    """

    id: str
    name: str
    order: int
    coder: str
    created: str
    modified: str
    items: tuple[GuideItem, ...] = ()
    role: str = ""
    round: str = ""
    sources: tuple[str, ...] = ()

    @property
    def questions(self) -> list[GuideItem]:
        """What is put to participants, in order."""
        return [item for item in self.items if item.kind in ASKED]


@dataclass(frozen=True, slots=True)
class Asked:
    """That a coder saw a guide question asked in a transcript, or (``asked`` false) saw that it was not.

    ``start`` and ``end`` are code points, half open, of the interviewer's words; ``quote`` is the text
    there. A question that was not asked in the transcript at all has no place; one that was not asked in
    a place where it seemed to be (a *rejected* place) has that.
    """

    id: str
    source: str
    question: str
    coder: str
    created: str
    modified: str
    asked: bool = True
    start: int = 0
    end: int = 0
    quote: str = ""

    @property
    def span(self) -> Span:
        """Where it was asked, or was not though it seemed so; empty if it was asked nowhere."""
        return Span(self.start, self.end)

    @property
    def nowhere(self) -> bool:
        """Whether this says that the question was not asked in the transcript at all."""
        return not self.asked and not self.quote
