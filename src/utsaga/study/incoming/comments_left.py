"""Comments on a text that the study has already: which of them are not in it yet.

A second coder's comments come in the same text in another file; that file may hold the first coder's, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from utsaga.model.coding import Coding
from utsaga.model.memo import Memo
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.incoming.comment_codes import CommentCodes
from utsaga.study.incoming.comments import coder_of, moment_of, spoken
from utsaga.study.incoming.meaning import CommentsAs, meaning, reply_line
from utsaga.study.study import Study
from utsaga.text.turns import Turns

if TYPE_CHECKING:
    from utsaga.readers.reading import Comment

_Place = tuple[Span, str]
"""A passage and who coded it."""


def comments_left(
    study: Study, source: Source, text: str, comments: Sequence[Comment]
) -> tuple[Comment, ...]:
    """Return the comments on a source's text that the study has neither as codings nor as memos.

    A comment is known again by who wrote it when on which passage, whatever has become of it since, or by
    what it says. Of a comment that is there, the replies that are not there come as one of replies alone.
    """
    here = _Here(study, source)
    placed = _placed(study, source, text, comments)
    alike = Counter((place, moment_of(comment)) for place, comment in placed)
    left = []
    for place, comment in placed:
        moment = moment_of(comment)
        # Word dates comments to the minute: two of one minute on one passage are known by what they say.
        dated = moment if alike[place, moment] == 1 else ""
        if not here.has(place, dated, comment):
            left.append(comment)
        elif replies := tuple(reply for reply in comment.replies if not here.says(place, reply_line(reply))):
            left.append(replace(comment, text="", replies=replies))
    return tuple(left)


def as_memos(study: Study, source: Source, text: str, comments: Sequence[Comment]) -> int:
    """Return how many comments on a source's text are memos in the study, and could have become codes."""
    here = _Here(study, source)
    return sum(
        bool(meaning(comment, CommentsAs.CODES).codes) and here.as_memo(place, comment)
        for place, comment in _placed(study, source, text, comments)
    )


def _placed(
    study: Study, source: Source, text: str, comments: Sequence[Comment]
) -> list[tuple[_Place, Comment]]:
    turns = Turns(text, source.speakers, source.body)
    return [
        ((spoken(text, turns, Span(one.start, one.end)), coder_of(one, study.coder)), one) for one in comments
    ]


class _Here:
    """The codings and memos that a source has, by place."""

    def __init__(self, study: Study, source: Source) -> None:
        self._codes = CommentCodes(study)
        self._codings: defaultdict[_Place, list[Coding]] = defaultdict(list)
        self._memos: defaultdict[_Place, list[Memo]] = defaultdict(list)
        for coding in study.held.codings(source.id):
            self._codings[coding.span, coding.coder].append(coding)
        for memo in study.held.source_memos(source.id):
            self._memos[memo.span, memo.coder].append(memo)

    def has(self, place: _Place, moment: str, comment: Comment) -> bool:
        """Whether a comment has become something here."""
        written = [coding.created for coding in self._codings[place]]
        written += [memo.created for memo in self._memos[place]]
        if moment and moment in written:
            return True
        as_codes = meaning(comment, CommentsAs.CODES)
        (named,) = self._codes.named([as_codes])
        coded = {coding.code for coding in self._codings[place]}
        if named.codes and all(code.id in coded for code in named.codes):
            return not as_codes.memo or self.says(place, as_codes.memo)
        return self.says(place, comment.text) or (bool(named.memo) and self.says(place, named.memo))

    def as_memo(self, place: _Place, comment: Comment) -> bool:
        """Whether a comment is a memo here, with no code on its passage."""
        return not self._codings[place] and self.says(place, comment.text)

    def says(self, place: _Place, words: str) -> bool:
        """Whether the memos at a place hold all these lines."""
        lines = set(_lines(self._memos[place]))
        return bool(words.strip()) and all(
            line.strip() in lines for line in words.split("\n") if line.strip()
        )


def _lines(memos: Sequence[Memo]) -> Iterator[str]:
    return (line.strip() for memo in memos for line in memo.text.split("\n"))
