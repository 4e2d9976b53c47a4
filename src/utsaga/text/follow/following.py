"""Following codings from an old text to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from utsaga.model.span import Span
from utsaga.text.follow.difference import MARGIN, Difference
from utsaga.text.follow.judging import LIKELY
from utsaga.text.follow.placing import Placer
from utsaga.text.follow.refinding import Refinder
from utsaga.text.follow.result import Candidate, Followed, Placed, Result, Verdict, Way
from utsaga.text.follow.trimming import Trim, trim

BESIDE = MARGIN // 2
"""Characters beside a change in which a coding could stand on words that may or may not be its own."""
ANOTHER = 0.05
"""Below this share of words in common two texts are taken for different interviews."""

OTHERS = 0.1
"""Below this share of a speaker's words left, somebody else may be speaking."""
_ENOUGH = 200
"""Words that speakers must have said for that to be told."""


def follow(
    old: str | None,
    new: str,
    placed: Sequence[Placed],
    *,
    same_interview: bool = False,
    voices: Sequence[Sequence[Span]] = (),
) -> Result:
    """Return where the codings of a transcript went when its text changed.

    ``old`` is the text that they were placed in, None when it is lost: then only what is found
    almost to the letter, surroundings and all, is kept without asking. A coding whose quote does not
    stand at its place in the old text (it waits for review, or is an orphan) is looked for likewise.
    ``same_interview`` is a person's answer to ``another_text``: the texts belong together all the same.
    ``voices`` are the words of each speaker in the old text: where the same questions got other answers,
    it is another interview, however much of an interview the questions are.
    """
    if old is None:
        return _refound(new, placed, same_interview)
    if old == new and all(_stands(coding, old) for coding in placed):
        same = {coding.key: _unchanged(coding.key, Span(coding.start, coding.end)) for coding in placed}
        return Result(same, 1.0, False)
    difference = Difference(old, new, shared := trim(old, new))
    aligned = difference.aligned
    if not same_interview and (aligned < ANOTHER or _others_speak(difference, voices)):
        return _untouched(placed, aligned)
    followed: dict[str, Followed] = {}
    placer = Placer(difference)
    refinder: Refinder | None = None
    for coding in placed:
        if not _stands(coding, old):
            refinder = refinder or Refinder(new)
            followed[coding.key] = refinder.followed(coding)
        elif span := _certain(coding, shared, len(old), len(new)):
            followed[coding.key] = _unchanged(coding.key, span)
        else:
            followed[coding.key] = placer.followed(coding)
    return Result(followed, aligned, False)


def _refound(new: str, placed: Sequence[Placed], same_interview: bool) -> Result:
    refinder = Refinder(new)
    followed = {coding.key: refinder.followed(coding) for coding in placed}
    likely = sum(found.sureness >= LIKELY for found in followed.values())
    share = likely / len(followed) if followed else 1.0
    if share < ANOTHER and not same_interview:
        return _untouched(placed, share)
    return Result(followed, share, False)


def _others_speak(difference: Difference, voices: Sequence[Sequence[Span]]) -> bool:
    """Whether most that was said, was said by speakers of whose words next to nothing is left.

    One speaker's words may be taken out of a transcript, the interviewer's for instance; not most of it.
    """
    said = [difference.left_of(spans) for spans in voices]
    gone = sum(words for words, left in said if left < OTHERS * words)
    return gone >= _ENOUGH and 2 * gone > sum(words for words, _ in said)


def _stands(coding: Placed, text: str) -> bool:
    return 0 <= coding.start <= coding.end <= len(text) and text[coding.start : coding.end] == coding.quote


def _certain(coding: Placed, shared: Trim, old_size: int, new_size: int) -> Span | None:
    """The place of a coding well within what did not change at the beginning or the end of the text."""
    if coding.end <= shared.head - BESIDE:
        return Span(coding.start, coding.end)
    if coding.start >= old_size - shared.tail + BESIDE:
        shift = new_size - old_size
        return Span(coding.start + shift, coding.end + shift)
    return None


def _unchanged(key: str, span: Span) -> Followed:
    place = Candidate(span, 1.0, Way.IN_PLACE)
    return Followed(key, Verdict.KEPT, span, 1.0, 1.0, False, (place,), "unchanged")


def _untouched(placed: Sequence[Placed], aligned: float) -> Result:
    followed = {
        coding.key: Followed(
            coding.key, Verdict.REVIEW, None, 0.0, 0.0, True, (), "this looks like another text"
        )
        for coding in placed
    }
    return Result(followed, aligned, True)
