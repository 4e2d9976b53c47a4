"""WebVTT: subtitles with voices (W3C, 2019)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from utsaga.readers.cues import Cue, read_cues
from utsaga.readers.encoding import decode
from utsaga.readers.files import Content
from utsaga.readers.options import Options
from utsaga.readers.reading import Aside, Reading
from utsaga.readers.subtitles import TIMING, Timed, blocks, on_one_line, plain_words, timed

_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?(?:[ \t]+(?P<name>[^<>\n]{0,200}))?>|</v>")
_NO_CUE = ("NOTE", "STYLE", "REGION")


def read_vtt(content: Content, options: Options) -> Reading:
    """Return the cues of a WebVTT file as turns, a turn for every voice in them.

    Notes are set aside, styles and the settings of cues left out.

    Raises:
        Unreadable: the encoding does not fit, or no cue has words.
    """
    decoded = decode(content.data, content.name, options.encoding)
    _, *parts = _with_header(list(blocks(decoded.text)))
    cues = [cue for one in timed([part for part in parts if not _is_no_cue(part)]) for cue in _voices(one)]
    asides = tuple(Aside("note", note) for part in parts if (note := _note(part)))
    return read_cues(content, "vtt", decoded, cues, asides=asides)


def _with_header(parts: list[list[str]]) -> list[list[str]]:
    """The blocks with the header as the first, also where no empty line follows it."""
    header = parts[0]
    at = next((index for index, line in enumerate(header) if TIMING.fullmatch(line)), len(header))
    return [header[:at], header[at:], *parts[1:]]


def _is_no_cue(part: list[str]) -> bool:
    return any(part[0].split(maxsplit=1)[0] == word for word in _NO_CUE) if part else True


def _note(part: list[str]) -> str:
    """The words of a note; empty for anything else."""
    if not part or part[0].split(maxsplit=1)[0] != "NOTE":
        return ""
    return "\n".join(part).removeprefix("NOTE").strip()


def _voices(cue: Timed) -> Iterator[Cue]:
    """What each voice says in a cue; words outside of them are nobody's."""
    words = "\n".join(cue.lines)
    speaker, at, said = None, 0, False
    for voice in _VOICE.finditer(words):
        if part := on_one_line(plain_words(words[at : voice.start()])):
            yield Cue(speaker, cue.time, part, cue.end)
            said = True
        speaker, at = html.unescape(voice["name"] or "") or None, voice.end()
    part = on_one_line(plain_words(words[at:]))
    if part or not said:
        yield Cue(speaker, cue.time, part, cue.end)
