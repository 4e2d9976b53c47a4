"""Text in files that people bring beside transcripts, tables and guides, in whatever encoding it is."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from utsaga.filepaths import read_at_most
from utsaga.model.errors import UtsagaError
from utsaga.readers.encoding import Decoded, decode
from utsaga.readers.sniff import wide_encoding
from utsaga.text.safe import shown_line

_WORD_BEYOND_ASCII = re.compile(r"[^\s,;]{0,20}[^\x00-\x7f][^\s,;]{0,20}")
_WORDS = 4
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class NoText(UtsagaError):
    """What is in a file is no text, or its letters cannot be told."""


def text_of(content: bytes, name: str) -> str:
    """The text of a file's bytes, in UTF-8 or else in the likeliest encoding, as of a transcript.

    Line breaks are ``\\n``.

    Raises:
        NoText: it is no text, or some of its letters cannot be read.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _guessed(content, name).text
    if "\0" in text and wide_encoding(content):
        text = _guessed(content, name).text
    if "\0" in text:
        raise NoText(f"{name}: is no text.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def remark_on(path: Path, most: int) -> str:
    """What is to be said of a file that is not in UTF-8: how it was read; empty where nothing is.

    Of ``most`` bytes; a file that cannot be read is spoken of by whoever takes it in.
    """
    try:
        content = read_at_most(path, most)
        content.decode("utf-8")
    except OSError:
        return ""
    except UnicodeDecodeError:
        return _told(content, path.name)
    return ""


def _told(content: bytes, name: str) -> str:
    try:
        found = _guessed(content, name)
    except NoText:
        return ""
    words = (word[0] for word in islice(_WORD_BEYOND_ASCII.finditer(found.text), _WORDS * 10))
    sample = ", ".join(list(dict.fromkeys(words))[:_WORDS])
    sure = "" if found.sure >= 1 else f", {found.sure:.0%} sure"
    return shown_line(
        f"{name} is not in UTF-8 and was read as {found.encoding}{sure}"
        f"{': ' if sample else ''}{sample}. If letters are wrong, save it in UTF-8."
    )


def _guessed(content: bytes, name: str) -> Decoded:
    if b"\0" in content and not (content.startswith(_WIDE_MARKS) or wide_encoding(content)):
        raise NoText(f"{name}: is no text.")
    try:
        found = decode(content, name)
    except UtsagaError:
        raise NoText(f"{name}: is no text in an encoding that can be told.") from None
    if "\ufffd" in found.text:
        raise NoText(f"{name}: has letters in it that are not in UTF-8, unlike the others.")
    return found
