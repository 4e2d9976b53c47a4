"""Comments of a document: threads made one, each put on its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from utsaga.model.span import Span
from utsaga.readers.encoding import sound
from utsaga.readers.reading import Comment, Reply

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


def comments(remarks: Sequence[Remark], places: Mapping[str, Span]) -> tuple[Comment, ...]:
    """Return the comments that stand on words of the text and say something, in the order of the text.

    A reply, and a reply to a reply, stands with the comment that began the thread.
    """
    by_id = {remark.id: remark for remark in remarks}
    replies: dict[str, list[Remark]] = {remark.id: [] for remark in remarks}
    roots: list[Remark] = []
    for remark in remarks:
        root = _root(remark, by_id)
        (roots if root == remark.id else replies[root]).append(remark)
    found = []
    for remark in roots:
        place = places.get(remark.id)
        if place is None or place.start >= place.end:
            continue
        text = sound(remark.text).strip()
        answers = tuple(_reply(reply) for reply in replies[remark.id] if reply.text.strip())
        if text or answers:
            author = sound(remark.author).strip()
            date = remark.date.strip()
            found.append(Comment(*place, text, author, date, remark.resolved, answers))
    return tuple(sorted(found, key=lambda comment: (comment.start, -comment.end)))


def _reply(remark: Remark) -> Reply:
    return Reply(sound(remark.text).strip(), sound(remark.author).strip(), remark.date.strip())


def _root(remark: Remark, by_id: Mapping[str, Remark]) -> str:
    """The id of the comment that began the thread; itself where the thread has no sound beginning."""
    first = remark
    for _ in range(_DEEPEST):
        if remark.parent not in by_id:
            return remark.id
        remark = by_id[remark.parent]
    return first.id
