"""WebVTT: subtitles with voices (W3C, 2019)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from utsaga.readers.cues import Cue, bounded, read_cues
from utsaga.readers.encoding import decode
from utsaga.readers.files import Content
from utsaga.readers.options import Options
from utsaga.readers.reading import Aside, Reading
from utsaga.readers.subtitles import TIMING, Timed, blocks, on_one_line, plain_words, timed

_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?(?:[ \t]+(?P<name>[^<>\n]{0,200}))?>|</v>")
_NO_CUE = ("STYLE", "REGION")


def read_vtt(content: Content, options: Options) -> Reading:
    """Return the cues of a WebVTT file as turns, a turn for every voice in them.

    Notes are set aside, styles and the settings of cues left out.

    Raises:
        Unreadable: the encoding does not fit, or no cue has words.
    """
    decoded = decode(content.data, content.name, options.encoding)
    asides: list[Aside] = []
    voices = (cue for one in timed(_spoken(decoded.text, asides)) for cue in _voices(one))
    cues = list(bounded(content.name, voices))
    return read_cues(content, "vtt", decoded, cues, asides=tuple(asides))


def _spoken(text: str, asides: list[Aside]) -> Iterator[list[str]]:
    """The blocks that may be cues; notes are put aside, the header and styles left out."""
    parts = blocks(text)
    header = next(parts, [])
    yield header[next((at for at, line in enumerate(header) if TIMING.fullmatch(line)), len(header)) :]
    for part in parts:
        kind = part[0].split(maxsplit=1)[0]
        if kind == "NOTE":
            asides.append(Aside("note", "\n".join(part).strip().removeprefix("NOTE").strip()))
        elif kind not in _NO_CUE:
            yield part


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
