"""What is said to show that one listens, and sounds that fill a pause: there to be heard, not to be read.

A turn is a back-channel (Yngve, 1970) when it has nothing but words such as *mm*, *ja*, *okej*, *right*
in it and does not answer a question. Nothing is taken away: a reader may want them dimmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from utsaga.model.span import Span
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turn
from utsaga.text.wordlist import wordlist

_LONGEST = 60
"""Characters in a back-channel, at most."""

_MOST = 4
"""Words in a back-channel, at most."""

_LISTENING = wordlist(
    """
    a aa ah aha ahaa ja jaa jaha jahaja jaja jajamän japp jep jepp jo joo jodå jovisst visst javisst jaså
    nä nää nej nejdå näe okej ok okey okay precis exakt absolut självklart såklart just oj ojdå usch
    yes yeah yea yep yup aye no nope nah right sure exactly absolutely definitely indeed oh ooh wow huh
    alright true
    """
)
_SOUND = re.compile(r"m+h*m*|h+m+|mm+|mh+m+|aha+|e+h+m*|ö+h+m*|ä+h+m*|u+h+m*|u+m+|uh-huh|mm-hm+|uh-uh")
_PHRASES = re.compile(
    r"\b(?:just det|det är klart|jag förstår|jag är med|så är det"
    r"|i see|of course|got it|that's right|uh huh)\b"
)
_MARKS = re.compile(r"\[[^\[\]\n]{1,80}\]|\([^()\n]{1,40}\)|//|[*_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_FILLER = re.compile(
    r"""
    (?<![\w'’-])(?:
        e+h+m*|ö+h+m*|ä+h+m*|öm+|äm+|u+h+m*|um+|erm+|hm+
      | (?<!\d\ )m{2,}(?=[.,!?…]|\s*\Z)  # no millimetres
      | er(?=\s?(?:\.\.\.|…)) | (?<=,\ )er(?=,)
    )(?![\w'’-])(?:\.\.\.|…|,)?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_backchannel(said: str) -> bool:
    """Whether words (of a turn, without its label) only show that somebody listens."""
    if len(said) > _LONGEST or any(map(str.isdigit, said)):
        return False
    plain = _MARKS.sub(" ", said.casefold())
    rest, phrases = _PHRASES.subn(" ", plain)
    words = _WORD.findall(rest)
    if not words and not phrases:
        return False
    return len(words) + phrases <= _MOST and all(
        word in _LISTENING or _SOUND.fullmatch(word) for word in words
    )


def backchannels(transcript: Transcript) -> Iterator[Turn]:
    """Yield the turns that are nothing but back-channels, in order.

    What follows a question is an answer to it, however short.
    """
    asked = True  # what stands first answers what was not written down
    text = transcript.text
    for turn in transcript.turns:
        said = text[turn.body : turn.end] if turn.end - turn.body <= _LONGEST else ""
        if said and not asked and is_backchannel(said):
            yield turn
        asked = _asks(text, turn)


def may_answer(transcript: Transcript, turn: Turn, said: str) -> bool:
    """Whether words of a turn may answer something: sounds alone (*mmm*) do not, and other back-channels only
    right after a question."""
    if not is_backchannel(said):
        return True
    words = _WORD.findall(_MARKS.sub(" ", said.casefold()))
    if all(_SOUND.fullmatch(word) for word in words) or turn.index < 1:
        return False
    before = transcript.turns[turn.index - 1]
    return _asks(transcript.text, before)


def _asks(text: str, turn: Turn) -> bool:
    """Whether a turn ends with a question mark."""
    return text[max(turn.body, turn.end - _TAIL) : turn.end].rstrip(_CLOSING).endswith("?")


_TAIL = 6
"""Characters at the end of a turn among which a question mark may stand before quotation marks."""

_CLOSING = " \t\n\"”’')]*_/"


def fillers(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the filler sounds of a stretch (*eh*, *öh*, *um*), with the comma or dots after them."""
    for found in _FILLER.finditer(text, start, len(text) if end is None else end):
        yield Span(*found.span())


def hardly_said(transcript: Transcript) -> list[Span]:
    """What can be dimmed while reading: turns that are back-channels, labels included, and filler sounds
    in the others; in order and without overlaps."""
    quiet = [Span(turn.start, turn.end) for turn in backchannels(transcript)]
    found: list[Span] = []
    at = transcript.body
    for turn in (*quiet, Span(len(transcript.text), len(transcript.text))):
        found += fillers(transcript.text, at, turn.start)
        if turn.start < turn.end:
            found.append(turn)
        at = turn.end
    return found
