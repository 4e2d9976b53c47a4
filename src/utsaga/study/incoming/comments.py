"""Comments of a document that comes into the study: each a code on its passage, a memo in the margin, or
nothing, as the user says once for the whole import.

Whoever wrote a comment is the coder of what it becomes. A comment that is to be codes is so with its first
line: a path (``Theme / code``), or several parted by semicolons. What follows (further lines, replies),
and a comment too long to be a code, becomes a memo, so that nothing is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from utsaga.model.action import Change
from utsaga.model.codetree import split_path
from utsaga.model.coding import Coding
from utsaga.model.errors import Refused
from utsaga.model.ids import coder_name
from utsaga.model.record import to_json
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.coding import codings, memos
from utsaga.study.coding.paths import LONGEST_NAME, PathPlanner, checked_name
from utsaga.study.places import codings_table, memos_table
from utsaga.study.study import Study
from utsaga.text.dialogue import parts
from utsaga.text.spans import trimmed
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turns

if TYPE_CHECKING:
    from utsaga.readers.reading import Comment

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
    replies = [f"{reply.author or '?'}: {reply.text}" for reply in comment.replies]
    first, _, rest = comment.text.partition("\n")
    paths = tuple(path for part in first.split(_CODE_SIGN) if (path := " / ".join(split_path(part))))
    if become is not CommentsAs.CODES or not paths or not all(map(_is_code, paths)):
        return Meaning((), "\n".join(filter(None, [comment.text, *replies])))
    return Meaning(tuple(dict.fromkeys(paths)), "\n".join(filter(None, [rest.strip(), *replies])))


def codes_in(comments: Iterable[Comment]) -> Counter[str]:
    """How many passages each code would have, by its path as it is first written; case does not count."""
    spelled: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for comment in comments:
        for path in meaning(comment, CommentsAs.CODES).codes:
            counts[spelled.setdefault(path.casefold(), path)] += 1
    return counts


def spoken(text: str, turns: Turns, span: Span) -> Span:
    """Return a passage without the labels at its edges; the words of the turn if it is on a label alone."""
    first = turns.last_before(span.start)
    last = turns.last_before(max(span.end - 1, span.start))
    start, end = span
    if first >= 0 and start < turns[first].body:
        start = turns[first].body
        if last == first and end <= start:
            end = turns[first].end
    if last > first and end <= turns[last].body:
        end = turns[last].start
    words = trimmed(text, start, end)
    return words if words.start < words.end else trimmed(text, *span)


class CommentPlanner:
    """Plans what the comments of documents become, over all documents of an import."""

    def __init__(self, study: Study, use: CommentUse) -> None:
        """Start without any."""
        self._study = study
        self._use = use
        self._paths = PathPlanner(study)
        self._changes: list[Change] = []
        self._seen: set[tuple[str, Span, str, str]] = set()
        self.comments = 0

    @property
    def changes(self) -> tuple[Change, ...]:
        """The codes that were missing, the codings and the memos."""
        return (*self._paths.changes, *self._changes)

    def take(self, source: Source, text: str, comments: Sequence[Comment]) -> None:
        """Plan what the comments on a text become."""
        wanted = self._use.wanted(comments)
        transcript = Transcript(text, source.speakers, source.body) if wanted else None
        for comment in wanted:
            assert transcript is not None
            span = spoken(text, transcript.turns, Span(comment.start, comment.end))
            if span.start < span.end:
                self._changes += self._become(source, transcript, span, comment)
                self.comments += 1

    def _become(
        self, source: Source, transcript: Transcript, span: Span, comment: Comment
    ) -> Iterator[Change]:
        text, said = transcript.text, bool(parts(transcript, span))
        meant = meaning(comment, self._use.become)
        coder, moment = self._coder(comment.author), _moment(comment.date)
        left = []
        for path in meant.codes:
            if not said:  # a label without words after it is no passage to code
                left.append(path)
                continue
            try:
                code = self._paths.meant(split_path(path)).id
            except Refused:  # several codes have the name: which is meant, a person must say
                left.append(path)
                continue
            coding = codings.coding_on(text, source.id, span, code, coder)
            key = (source.id, coding.span, code, coder)
            if key not in self._seen:
                self._seen.add(key)
                yield _creation(source, replace(coding, created=moment or coding.created))
        words = "\n".join(filter(None, [*left, meant.memo]))
        if words:
            memo = memos.anchored(memos.new_memo(self._study, "passage", source.id, words), text, span)
            memo = replace(memo, coder=coder, created=moment or memo.created)
            yield Change(memos_table(source.key, coder), memo.id, None, to_json(memo))

    def _coder(self, author: str) -> str:
        """Under which name a comment's author codes; the importing coder for one who has none."""
        try:
            return coder_name(author)
        except Refused:
            return self._study.coder


def _creation(source: Source, coding: Coding) -> Change:
    return Change(codings_table(source.key, coding.coder), coding.id, None, to_json(coding))


def _is_code(path: str) -> bool:
    try:
        return all(checked_name(name) for name in split_path(path)) and len(path) <= 3 * LONGEST_NAME
    except Refused:
        return False


def _moment(date: str) -> str:
    """When a comment was written, as records carry it; empty where it does not say."""
    try:
        written = datetime.fromisoformat(date)
        return written.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return ""
