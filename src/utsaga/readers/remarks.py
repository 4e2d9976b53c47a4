"""Comments of a document: threads made one, each put on its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from utsaga.model.span import Span
from utsaga.readers.encoding import sound
from utsaga.readers.reading import Comment, Reply

_SIGN = re.compile(
    r"_(?:(?P<resolved>marked as resolved|markerad som (?:löst|åtgärdad))|re-?opened|öppnad igen)_\s*",
    re.IGNORECASE,
)
_DEEPEST = 20  # programs make threads of one level; what is deeper goes in a circle


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as its file holds it; ``parent`` is the id of the comment that it answers."""

    id: str
    text: str
    author: str = ""
    date: str = ""
    parent: str = ""
    resolved: bool = False

    @property
    def resolves(self) -> bool | None:
        """Whether it marks its thread as resolved or open again, as Google Docs writes it; None for words."""
        sign = _SIGN.match(self.text.strip())
        return bool(sign["resolved"]) if sign else None

    @property
    def words(self) -> str:
        """What it says, without such a mark."""
        return sound(_SIGN.sub("", self.text.strip(), count=1)).strip()

    @property
    def begins(self) -> bool:
        """Whether it begins a thread and says something."""
        return not self.parent and self.resolves is None and bool(self.text.strip())


def comments(remarks: Sequence[Remark], places: Mapping[str, Span]) -> tuple[Comment, ...]:
    """Return the comments that stand on words of the text and say something, in the order of the text.

    A reply, and a reply to a reply, stands with the comment that began the thread. What marks a thread as
    resolved, or as open again, is no comment; where it names none it is about the last one on its place.
    """
    remarks = list(_marking(remarks, places))
    by_id = {remark.id: remark for remark in remarks}
    replies: dict[str, list[Remark]] = {remark.id: [] for remark in remarks}
    roots: list[Remark] = []
    for remark in remarks:
        root = _root(remark, by_id)
        (roots if root == remark.id else replies[root]).append(remark)
    found = []
    for remark in roots:
        place = places.get(remark.id)
        if place is None or place.start >= place.end or remark.resolves is not None:
            continue
        text = remark.words
        answers = tuple(_reply(reply) for reply in replies[remark.id] if reply.words)
        marks = [reply.resolves for reply in replies[remark.id] if reply.resolves is not None]
        resolved = marks[-1] if marks else remark.resolved
        if text or answers:
            author = sound(remark.author).strip()
            date = remark.date.strip()
            found.append(Comment(*place, text, author, date, resolved, answers))
    return tuple(sorted(found, key=lambda comment: (comment.start, -comment.end)))


def _marking(remarks: Sequence[Remark], places: Mapping[str, Span]) -> Iterator[Remark]:
    """Remarks, those that mark a thread each with the one that it is about."""
    last: dict[Span, str] = {}
    for remark in remarks:
        place = places.get(remark.id)
        if place is not None and remark.resolves is not None and not remark.parent:
            yield replace(remark, parent=last.get(place, ""))
            continue
        if place is not None and not remark.parent:
            last[place] = remark.id
        yield remark


def _reply(remark: Remark) -> Reply:
    return Reply(remark.words, sound(remark.author).strip(), remark.date.strip())


def _root(remark: Remark, by_id: Mapping[str, Remark]) -> str:
    """The id of the comment that began the thread; itself where the thread has no sound beginning."""
    first = remark
    for _ in range(_DEEPEST):
        if remark.parent not in by_id:
            return remark.id
        remark = by_id[remark.parent]
    return first.id
