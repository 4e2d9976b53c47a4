"""JSON, bounded (what is too large, too deep or cut short is refused), and which program wrote it."""

from __future__ import annotations

import json
from typing import Any

from utsaga.readers.encoding import Decoded, decode
from utsaga.readers.files import Content
from utsaga.readers.options import Options
from utsaga.readers.otr import is_otranscribe, read_otr
from utsaga.readers.reading import Reading, Unreadable
from utsaga.readers.whisper import language_of, read_whisper, segments_of

LARGEST = 16 * 1024 * 1024
"""The largest file, in bytes: in memory JSON takes up to thirty times as much, and ten hours of speech
with a time for every word are half of it."""


def read_json(content: Content, options: Options) -> Reading:
    """Return the transcript that a JSON file holds.

    Raises:
        Unreadable: it is too large, no sound JSON, nested too deep, or not in a form known here; or the
            encoding does not fit.
    """
    data, decoded = _loaded(content, options)
    if is_otranscribe(data):
        return read_otr(content, data, decoded)
    segments = segments_of(data)
    if segments is not None:
        return read_whisper(content, segments, decoded, language_of(data))
    raise Unreadable(
        f"'{content.name}' is JSON, but not in a form known here (Whisper, whisperX, whisper.cpp,"
        " oTranscribe). Export the transcript as WebVTT, SRT or plain text."
    )


def _loaded(content: Content, options: Options) -> tuple[Any, Decoded]:
    if len(content.data) > LARGEST:
        raise Unreadable(f"'{content.name}' is larger than {LARGEST >> 20} MB, too large for a transcript.")
    decoded = decode(content.data, content.name, options.encoding)
    try:
        return json.loads(decoded.text), decoded
    except RecursionError:
        raise Unreadable(f"'{content.name}' is nested deeper than any transcript.") from None
    except ValueError:
        raise Unreadable(
            f"'{content.name}' is damaged JSON, perhaps cut short. Export it again and import that file."
        ) from None
