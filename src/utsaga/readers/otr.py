"""oTranscribe (.otr): JSON that holds HTML with time stamps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from utsaga.readers.document import read_document
from utsaga.readers.draft import Draft
from utsaga.readers.encoding import Decoded
from utsaga.readers.files import Content
from utsaga.readers.html import HtmlBody
from utsaga.readers.markup import feed_html
from utsaga.readers.reading import Reading
from utsaga.text.times import LONGEST, clock, seconds

_STAMP = 'class="timestamp"'


def is_otranscribe(data: Any) -> bool:
    """Whether a JSON file is one of oTranscribe's."""
    if not isinstance(data, Mapping) or not isinstance(data.get("text"), str):
        return False
    return "media" in data or "media-time" in data or _STAMP in data["text"]


def read_otr(content: Content, data: Mapping[str, Any], decoded: Decoded) -> Reading:
    """Return the text of an oTranscribe file; time stamps stand in it in brackets.

    Raises:
        Unreadable: its text is blank, or beyond all bounds.
    """
    draft = Draft()
    feed_html(data["text"], _Transcript(draft), content.name)
    return read_document(content, "otranscribe", draft, decoded=decoded)


class _Transcript(HtmlBody):
    """Takes the text down with its time stamps."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self._in_stamp = 0
        self._time: float | None = None
        self._shown: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._in_stamp or (tag == "span" and "timestamp" in attributes.get("class", "").split()):
            self._in_stamp += 1
            self._time = _number(attributes.get("data-timestamp", "")) if self._in_stamp == 1 else self._time
            return
        super().start(tag, attributes)

    def end(self, tag: str) -> None:
        if not self._in_stamp:
            super().end(tag)
            return
        self._in_stamp -= 1
        if self._in_stamp == 0:
            shown = "".join(self._shown)
            time = seconds(shown) if self._time is None else self._time
            super().data(f"[{clock(time)}] " if time is not None else shown)
            self._shown = []

    def data(self, text: str) -> None:
        if self._in_stamp:
            self._shown.append(text)
        else:
            super().data(text)


def _number(spelled: str) -> float | None:
    try:
        number = float(spelled)
    except ValueError:
        return None
    return number if abs(number) < LONGEST else None
