"""Paragraphs all in capitals: in transcripts of groups often the moderator's words, who has no label then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.text.spans import trimmed
from utsaga.text.turns import Turns

_LEAST_SENTENCES = 2
_SENTENCE = 3  # words from which capitals are no abbreviation, no name and no sound
_SHORTEST = 2  # letters
_LINE = re.compile(r"^[^\na-zà-öø-ÿ]{3,}$", re.MULTILINE)
_REST = re.compile(r"(?:\n[ \t]*\S[^\n]*)*")
_BRACKETS = re.compile(r"\[[^\[\]\n]{0,80}\]|\([^()\n]{0,80}\)")


def in_capitals(text: str, speakers: Sequence[Speaker], body: int = 0) -> tuple[Span, ...]:
    """Return the paragraphs in capitals that stand inside of labelled turns, in order.

    None where less than two of them are sentences: what is cried out, or a heading, is nobody's convention.
    """
    if not speakers:
        return ()
    found = []
    for line in _LINE.finditer(text, body):
        if line[0].isspace() or not _after_empty_line(text, line.start()):
            continue
        rest = _REST.match(text, line.end())
        end = rest.end() if rest else line.end()
        words = _BRACKETS.sub(" ", text[line.start() : end])
        if words.isupper() and sum(map(str.isalpha, words)) >= _SHORTEST:
            found.append(trimmed(text, line.start(), end))
    if sum(len(text[slice(*span)].split()) >= _SENTENCE for span in found) < _LEAST_SENTENCES:
        return ()
    turns = Turns(text, speakers, body)
    return tuple(span for span in found if _is_inside(turns, span))


def _after_empty_line(text: str, start: int) -> bool:
    before = text.rfind("\n", 0, max(start - 1, 0)) + 1
    return not text[before:start].strip()


def _is_inside(turns: Turns, span: Span) -> bool:
    """Whether a paragraph is in somebody's turn and does not open it."""
    at = turns.last_before(span.start)
    return at >= 0 and turns[at].label is not None and span.start > turns[at].body
