"""SRT (SubRip): numbered subtitles."""

from __future__ import annotations

from utsaga.readers.cues import Cue, read_cues
from utsaga.readers.encoding import decode
from utsaga.readers.files import Content
from utsaga.readers.options import Options
from utsaga.readers.reading import Reading
from utsaga.readers.subtitles import blocks, on_one_line, plain_words, timed


def read_srt(content: Content, options: Options) -> Reading:
    """Return the cues of an SRT file as turns; speakers are looked for in their words.

    Raises:
        Unreadable: the encoding does not fit, or no cue has words.
    """
    decoded = decode(content.data, content.name, options.encoding)
    cues = (
        Cue(None, cue.time, on_one_line(plain_words("\n".join(cue.lines))), cue.end)
        for cue in timed(blocks(decoded.text))
    )
    return read_cues(content, "srt", decoded, cues)
