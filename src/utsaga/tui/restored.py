"""Typed text, with the characters that could not be shown as they are where nothing was typed over them.

What is edited is what may be shown: a tab stands there as a space, a soft hyphen as a hyphen. Written back
as it is, an edit would lose them in places that nobody touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from utsaga.text.safe import shown

_FINE = 1_000_000
"""Pairs of characters up to which a stretch is compared character by character, else by line."""

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def cleaned(text: str) -> str:
    """A text that comes from elsewhere (pasted), as it may be typed: no controls, one kind of line break."""
    return shown(_INVISIBLE.sub("", "\n".join(text.split("\r\n")).replace("\r", "\n")))


def cleaned_line(text: str) -> str:
    """A text that comes from elsewhere, for a field of one line: line breaks become spaces."""
    return cleaned(" ".join(text.split()))


def restored(stored: str, edited: str, showing: Callable[[str], str] = shown) -> str:
    """What a person has made of a stored text by editing what ``showing`` (one for one) shows of it.

    Stretches that are as they were shown are as they were stored.
    """
    seen = showing(stored)
    if seen == stored:
        return edited
    first = in_common(seen, edited)
    last = in_common(seen[first:][::-1], edited[first:][::-1])
    end, edited_end = len(seen) - last, len(edited) - last
    middle = "".join(_middle(stored[first:end], seen[first:end], edited[first:edited_end]))
    return stored[:first] + middle + stored[end:]


def in_common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _middle(stored: str, seen: str, edited: str) -> Iterator[str]:
    """The same for a stretch: by characters, in a long one by lines and then by what differs of them."""
    fine = len(seen) * len(edited) <= _FINE
    before: Sequence[str] = seen if fine else seen.splitlines(keepends=True)
    after: Sequence[str] = edited if fine else edited.splitlines(keepends=True)
    offsets = [0, *accumulate(map(len, before))]
    for kind, start, end, new, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        there, typed = slice(offsets[start], offsets[end]), "".join(after[new:new_end])
        if kind == "equal":
            yield stored[there]
        elif kind == "replace" and not fine and len(seen[there]) * len(typed) <= _FINE:
            yield from _middle(stored[there], seen[there], typed)
        else:
            yield typed
