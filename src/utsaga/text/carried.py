"""Where a reader stands when the text under her changes."""

from __future__ import annotations

from utsaga.text.follow.trimming import trim
from utsaga.text.transcript import Transcript

_WORDS = 24
"""Characters by which a place is found again."""


def carried(old: Transcript, new: Transcript, offset: int) -> int:
    """The place in a new text of what a reader looked at in the old one.

    Exact before and behind all that changed; between, in the turn of the same number, where there are as
    many, else where the same words stand. Nothing depends on it but what is shown.
    """
    shared = trim(old.text, new.text)
    if offset < shared.head:
        return offset
    if offset >= len(old.text) - shared.tail:
        return offset + len(new.text) - len(old.text)
    if len(old.turns) != len(new.turns) or not old.turns:
        words = old.text[offset : offset + _WORDS]
        places = [p for p in (new.text.find(words, offset), new.text.rfind(words, 0, offset)) if p >= 0]
        return min(places, key=lambda place: abs(place - offset), default=min(offset, len(new.text)))
    before = old.turn_at(offset)
    after = new.turns[before.index]
    return min(after.start + max(0, offset - before.start), after.end)
