"""What a comment of a document means: codes on its passage, a memo in the margin, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from utsaga.model.codetree import split_path
from utsaga.model.errors import Refused
from utsaga.study.coding.paths import LONGEST_NAME, checked_name

if TYPE_CHECKING:
    from utsaga.readers.reading import Comment, Reply

_CODE_SIGN = ";"


class CommentsAs(StrEnum):
    """What the comments of documents become."""

    CODES = "codes"
    MEMOS = "memos"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class CommentUse:
    """What comments become; whether those that are marked as resolved do, too."""

    become: CommentsAs = CommentsAs.IGNORE
    resolved: bool = True

    def wanted(self, comments: Iterable[Comment]) -> list[Comment]:
        """The comments that are brought in."""
        if self.become is CommentsAs.IGNORE:
            return []
        return [comment for comment in comments if self.resolved or not comment.resolved]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a comment becomes: paths of codes (often one), and the words of a memo (often none)."""

    codes: tuple[str, ...]
    memo: str


def meaning(comment: Comment, become: CommentsAs) -> Meaning:
    """Return what one comment becomes."""
    replies = map(reply_line, comment.replies)
    first, _, rest = comment.text.partition("\n")
    paths = tuple(path for part in first.split(_CODE_SIGN) if (path := " / ".join(split_path(part))))
    if become is not CommentsAs.CODES or not paths or not all(map(_is_code, paths)):
        return Meaning((), "\n".join(filter(None, [comment.text, *replies])))
    return Meaning(tuple(dict.fromkeys(paths)), "\n".join(filter(None, [rest.strip(), *replies])))


def reply_line(reply: Reply) -> str:
    """A reply as it stands in a memo, with who wrote it."""
    return f"{reply.author or '?'}: {reply.text}"


def _is_code(path: str) -> bool:
    try:
        return all(checked_name(name) for name in split_path(path)) and len(path) <= 3 * LONGEST_NAME
    except Refused:
        return False
