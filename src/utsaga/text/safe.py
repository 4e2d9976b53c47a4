"""Text made safe for a terminal: the one place where what is shown may differ from what is stored.

One character becomes exactly one character, so that offsets into the text are offsets into what is
shown. Nothing in a transcript, a name or a path can then command the terminal, hide, or turn the
direction of the line.
"""

from __future__ import annotations

import re
from functools import cache

HIDDEN = "␦"
"""What stands for a character that is invisible or changes the direction of writing."""

UNKNOWN = "\ufffd"
"""What stands for a character that no text should hold: C1 controls and lone surrogates."""

RETURN = "↵"
"""What stands for a line break where only one line can be shown."""

_LONGEST_PATH = 100
"""Characters of a path in a message."""

_JOINER = "\u200d"
_BLANKS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
_TAGS = "\U000e0001\U000e0020-\U000e007f"
_PICTURES = "\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"

_UNSAFE = f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\ud800-\udfff{_BLANKS}{_INVISIBLE}]+"
_LOOSE_JOINER = f"(?<![{_PICTURES}]){_JOINER}|{_JOINER}(?![{_PICTURES}])"
_LOOSE_TAG = f"(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[{_TAGS}]"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile one of these patterns when a text first needs it: most never do."""
    return re.compile(pattern)


def shown(text: str) -> str:
    """Return a text as it may be shown: safe for a terminal, of the same length, lines kept.

    C0 controls become their symbols (U+2400 and on), DEL becomes U+2421, C1 controls and lone
    surrogates U+FFFD, tabs and all other blanks a space, a soft hyphen a hyphen, and what is invisible
    or turns the direction of writing ``HIDDEN``. Joiners and tags stay inside an emoji that needs them.
    """
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return "\n".join(line if line.isprintable() else _safe(line) for line in text.split("\n"))


def shown_line(text: str) -> str:
    """Return a text as ``shown`` does, on one line: a line break becomes ``RETURN``.

    For names, titles, paths and notifications.
    """
    return shown(text).replace("\n", RETURN)


def shown_path(path: object) -> str:
    """A path for a message: on one line, the middle of a long one left out, its end always there."""
    line = shown_line(str(path))
    if len(line) <= _LONGEST_PATH:
        return line
    tail = _LONGEST_PATH * 2 // 3
    return f"{line[: _LONGEST_PATH - tail - 1]}…{line[-tail:]}"


def _safe(text: str) -> str:
    safe = _compiled(_UNSAFE).sub(_visible, text.replace("\t", " ").replace("\u00a0", " "))
    if safe.isascii():
        return safe
    if _JOINER in safe:
        safe = _compiled(_LOOSE_JOINER).sub(HIDDEN, safe)
    return _compiled(_LOOSE_TAG).sub(lambda found: found[1] or HIDDEN, safe)


def _visible(found: re.Match[str]) -> str:
    return "".join(map(_symbol, found[0]))


def _symbol(character: str) -> str:
    number = ord(character)
    if number < 0x20:
        return " " if character == "\t" else chr(0x2400 + number)
    if number == 0x7F:
        return "\u2421"
    if number < 0xA0 or 0xD800 <= number <= 0xDFFF:
        return UNKNOWN
    if number == 0xAD:
        return "-"
    return " " if _BLANK.match(character) else HIDDEN


_BLANK = re.compile(f"[{_BLANKS}]")
