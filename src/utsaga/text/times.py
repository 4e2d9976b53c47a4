"""Times as transcripts spell them, and the one way in which Utsaga writes them.

Clocks (``0:22``, ``1:02:03``, ``-0:05``, unpadded ``0:1:2``), with milliseconds (``.717``; ``.20`` is 20 of
them, as programs write that do not pad), with frames (``00:00:01:12``, ``00:00:01;12``), and plain seconds
(``135.0s``).
"""

from __future__ import annotations

import re

FRAMES = 25
"""Frames in a second where a time counts them: television outside America."""

LONGEST = 1000 * 3600
"""Times must be below this many seconds: what is beyond is no place in a recording."""

_CLOCK = r"-?\d{1,3}(?::\d{2}){1,3}(?:[.,]\d{1,3})?|\d+(?:[.,]\d+)?s\b"
# In brackets nothing else is meant, so that sloppier spellings are safe to take.
_LOOSE_CLOCK = r"-?\d{1,3}(?::\d{1,2}){1,3}(?:[.,;]\d{1,3})?|\d+(?:[.,]\d+)?[ \t]?s(?:ec)?\b|\d+[.,]\d+"
_TO = r"[ \t]*(?:-->|->|-|–|→)[ \t]*"
BRACKETED = rf"[\[(<{{][ \t]*(?:{_LOOSE_CLOCK})(?:{_TO}(?:{_LOOSE_CLOCK}))?[ \t]*[\])>}}]"
"""Pattern of a point or a stretch of time in brackets."""

TIME = rf"(?:{BRACKETED}|(?:{_CLOCK})(?:{_TO}(?:{_CLOCK}))?)"
"""Pattern of a point or a stretch of time, in brackets or bare."""

BEFORE_WORDS = rf"(?:{BRACKETED}|-?\d{{1,2}}(?::\d{{2}}){{2,3}}(?:[.,]\d{{1,3}})?(?![\d:]))"
"""Pattern of a time that may stand right before words: a bare ``7:30`` is words (``7:30 börjar vi``)."""

_BARE_HINT = re.compile(r"\d(?::\d|[ \t]?s(?:ec)?\b)")
_BRACKETED_HINT = re.compile(r"[\[(<{][ \t]*-?\d")

_SPELLED = re.compile(
    # Begins at no other digit than the first: a long number is looked at once, and its end is no time.
    r"(?P<minus>[-−])?(?<!\d)(?<!\d:)"
    r"(?:(?P<clock>\d{1,9}(?::\d{1,2}){1,3})(?:(?P<mark>[.,;])(?P<part>\d{1,3}))?"
    r"|(?P<seconds>\d++[.,]\d++|\d++(?=[ \t]?s)))"
)
_WEIGHTS = (3600, 60, 1, 1 / FRAMES)


def may_have_times(text: str) -> bool:
    """Whether something stands in a text that all times have; several times faster than to look for them."""
    return bool(_BARE_HINT.search(text) or _BRACKETED_HINT.search(text))


def seconds(spelled: str) -> float | None:
    """Return the first time in a spelling of a point or a stretch of time; None where there is none."""
    found = _SPELLED.search(spelled)
    if found is None:
        return None
    if found["clock"] is None:
        time = float(found["seconds"].replace(",", "."))
    else:
        numbers = [int(number) for number in found["clock"].split(":")]
        numbers = [0] * (3 - len(numbers)) + numbers
        time = sum(number * weight for number, weight in zip(numbers, _WEIGHTS, strict=False))
        time += int(found["part"] or 0) / (FRAMES if found["mark"] == ";" else 1000)
    if time >= LONGEST:
        return None
    return round(-time if found["minus"] else time, 3)


def clock(time: float) -> str:
    """Return a time in seconds as ``h:mm:ss``, with milliseconds where there are any: ``0:01:02.500``."""
    milliseconds = round(abs(time) * 1000)
    whole, rest = divmod(milliseconds, 1000)
    sign = "-" if time < 0 and milliseconds else ""
    spelled = f"{sign}{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{spelled}.{rest:03}" if rest else spelled
