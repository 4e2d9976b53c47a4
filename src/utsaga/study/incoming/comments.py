"""Comments of a document that comes into the study: each a code on its passage, a memo in the margin, or
nothing, as the user says once for the whole import.

Whoever wrote a comment is the coder of what it becomes. A comment that is to be codes is so with its first
line: a path (``Theme / code``), or several parted by semicolons. What follows (further lines, replies),
and a comment too long to be a code, becomes a memo, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from utsaga.model.action import Change
from utsaga.model.coding import Coding
from utsaga.model.errors import Refused
from utsaga.model.ids import coder_name
from utsaga.model.record import to_json
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.coding import codings, memos
from utsaga.study.incoming.comment_codes import CommentCodes, Named
from utsaga.study.incoming.meaning import CommentUse, meaning
from utsaga.study.places import codings_table, memos_table
from utsaga.study.study import Study
from utsaga.text.dialogue import parts
from utsaga.text.spans import trimmed
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turns

if TYPE_CHECKING:
    from utsaga.readers.reading import Comment


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
        self._codes = CommentCodes(study)
        self._changes: list[Change] = []
        self._seen: set[tuple[str, Span, str, str]] = set()
        self.comments = 0

    @property
    def changes(self) -> tuple[Change, ...]:
        """The codes that were missing, the codings and the memos."""
        return (*self._codes.changes, *self._changes)

    def take(self, source: Source, text: str, comments: Sequence[Comment]) -> None:
        """Plan what the comments on a text become."""
        wanted = self._use.wanted(comments)
        if not wanted:
            return
        transcript = Transcript(text, source.speakers, source.body)
        placed = [
            (comment, spoken(text, transcript.turns, Span(comment.start, comment.end))) for comment in wanted
        ]
        placed = [(comment, span) for comment, span in placed if span.start < span.end]
        self._know(source)
        named = self._codes.named([meaning(comment, self._use.become) for comment, _ in placed])
        for (comment, span), meant in zip(placed, named, strict=True):
            self._changes += self._become(source, transcript, span, comment, meant)
        self.comments += len(placed)

    def _know(self, source: Source) -> None:
        """Let what a source that is there has by now be planned no second time."""
        if not any(source.id == there.id for there in self._study.sources):
            return
        held = self._study.held
        self._seen |= {(source.id, one.span, one.code, one.coder) for one in held.codings(source.id)}
        self._seen |= {(source.id, one.span, one.text, one.coder) for one in held.source_memos(source.id)}

    def _become(
        self, source: Source, transcript: Transcript, span: Span, comment: Comment, meant: Named
    ) -> Iterator[Change]:
        text, said = transcript.text, bool(parts(transcript, span))
        coder, moment = coder_of(comment, self._study.coder), moment_of(comment)
        left = []
        for code in meant.codes:
            if not said:  # a label without words after it is no passage to code
                left.append(code.name)
                continue
            coding = codings.coding_on(text, source.id, span, code.id, coder)
            if self._first(source.id, coding.span, code.id, coder):
                yield _creation(source, replace(coding, created=moment or coding.created))
        words = "\n".join(filter(None, [*left, meant.memo]))
        if words and self._first(source.id, span, words, coder):
            memo = memos.anchored(memos.new_memo(self._study, "passage", source.id, words), text, span)
            memo = replace(memo, coder=coder, created=moment or memo.created)
            yield Change(memos_table(source.key, coder), memo.id, None, to_json(memo))

    def _first(self, source: str, span: Span, what: str, coder: str) -> bool:
        """Whether nothing of the kind has been planned yet."""
        key = (source, span, what, coder)
        new = key not in self._seen
        self._seen.add(key)
        return new


def coder_of(comment: Comment, importing: str) -> str:
    """Under which name a comment's author codes; the importing coder for one who has none."""
    try:
        return coder_name(comment.author)
    except Refused:
        return importing


def moment_of(comment: Comment) -> str:
    """When a comment was written, as records carry it; empty where it does not say."""
    try:
        written = datetime.fromisoformat(comment.date)
        return written.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return ""


def _creation(source: Source, coding: Coding) -> Change:
    return Change(codings_table(source.key, coding.coder), coding.id, None, to_json(coding))
