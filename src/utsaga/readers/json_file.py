"""JSON of a file, bounded: what is too large, too deep or cut short is refused."""

from __future__ import annotations

import json
from typing import Any

from utsaga.readers.encoding import Decoded, decode
from utsaga.readers.files import Content
from utsaga.readers.options import Options
from utsaga.readers.reading import Unreadable

LARGEST = 16 * 1024 * 1024
"""The largest file, in bytes: in memory JSON takes up to thirty times as much, and ten hours of speech
with a time for every word are half of it."""


def load_json(content: Content, options: Options) -> tuple[Any, Decoded]:
    """Return what a JSON file holds, and how it was decoded.

    Raises:
        Unreadable: it is too large, no sound JSON, or nested too deep; or the encoding does not fit.
    """
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
