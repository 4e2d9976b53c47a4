"""Where a passage begins and ends among the punctuation around its words."""

from __future__ import annotations

from utsaga.model.span import Span
from utsaga.text.follow.tokens import Tokens

_LONGEST_MARK = 80  # characters within square brackets


def mark_around(text: str, at: int) -> Span | None:
    """The ``[mark]`` that a place is strictly inside of, None when it is in none."""
    opening = text.rfind("[", max(0, at - _LONGEST_MARK), at)
    if opening < 0 or any(sign in text[opening:at] for sign in "]\n"):
        return None
    closing = text.find("]", at, opening + _LONGEST_MARK + 2)
    if closing < 0 or any(sign in text[at:closing] for sign in "[\n"):
        return None
    return Span(opening, closing + 1)


def passage(old: Tokens, coded: Span, words: tuple[int, int], new: Tokens, became: tuple[int, int]) -> Span:
    """Return the passage in the new text whose words are given.

    ``coded`` is the old passage and ``words`` its tokens; ``became`` are the new tokens, all half open.
    Punctuation at the edges stays in or out as it was; a ``[mark]`` is taken whole unless the old
    passage had cut it itself.
    """
    start = _start(old, coded.start, words[0], new, became[0])
    end = _end(old, coded.end, words[1] - 1, new, became[1] - 1)
    opened, closed = mark_around(new.text, start), mark_around(new.text, end)
    if opened and not mark_around(old.text, coded.start):
        start = opened.start
    if closed and not mark_around(old.text, coded.end):
        end = closed.end
    return Span(start, max(start, end))


def _start(old: Tokens, coded: int, first: int, new: Tokens, became: int) -> int:
    word = new.starts[became]
    inside = coded - old.starts[first]
    if inside > 0:  # the passage begins within a word
        return word + inside if old.ids[first] == new.ids[became] else word
    before, now = old.before(first), new.before(became)
    taken = before[len(before) + inside :] if inside else ""
    if not taken.strip():
        return word - len(taken) if before == now else word
    if now.endswith(taken):
        return word - len(taken)
    return word - (0 if _blank_at(now, -1) else len(now.split()[-1]))


def _end(old: Tokens, coded: int, last: int, new: Tokens, became: int) -> int:
    word = new.ends[became]
    beyond = coded - old.ends[last]
    if beyond < 0:  # the passage ends within a word
        return word + beyond if old.ids[last] == new.ids[became] else word
    after, now = old.before(last + 1), new.before(became + 1)
    taken = after[:beyond]
    if not taken.strip():
        return word + len(taken) if after == now else word
    if now.startswith(taken):
        return word + len(taken)
    return word + (0 if _blank_at(now, 0) else len(now.split()[0]))


def _blank_at(between: str, end: int) -> bool:
    """Whether white space or nothing stands at an end (0, -1) of what is between two words."""
    return not between or between[end].isspace()
