"""Which reader reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from utsaga.readers.files import Content, load
from utsaga.readers.options import Options
from utsaga.readers.reading import Reading, Unreadable
from utsaga.readers.reshape import joined, unwrapped
from utsaga.readers.sniff import KINDS, kind_of

Reader = Callable[[Content, Options], Reading]


def _in(module: str, name: str) -> Reader:
    """A reader that is imported when its format is read: some stand on libraries that take time to load."""

    def reader(content: Content, options: Options) -> Reading:
        found: Reader = getattr(import_module(f"utsaga.readers.{module}"), name)
        return found(content, options)

    return reader


FORMATS: Mapping[str, Reader] = MappingProxyType(
    {
        "text": _in("plain", "read_plain"),
        "markdown": _in("plain", "read_plain"),
        "csv": _in("table", "read_table"),
        "docx": _in("docx", "read_docx"),
        "html": _in("html", "read_html"),
        "json": _in("json_file", "read_json"),
        "odt": _in("odt", "read_odt"),
        "pdf": _in("pdf", "read_pdf"),
        "rtf": _in("rtf", "read_rtf"),
        "srt": _in("srt", "read_srt"),
        "vtt": _in("vtt", "read_vtt"),
    }
)
"""Readers by the kind that ``sniff.kind_of`` tells."""


_AS_IT_IS = Options()


def read(path: Path, options: Options = _AS_IT_IS, *, encoding: str | None = None) -> Reading:
    """Return what a file holds, chosen by its content; the file is only read, never changed.

    ``encoding``, where it is given, goes before the one of the options.

    Raises:
        NotFound: there is no such file.
        Unreadable: it is no text, is empty, too large, or may not be read; the message says what to do.
    """
    content = load(path)
    kind = kind_of(content)
    reader = FORMATS.get(kind)
    if reader is None:
        what, advice = KINDS[kind]
        raise Unreadable(f"'{content.name}' is {what}. {advice}")
    reading = reader(content, options if encoding is None else replace(options, encoding=encoding))
    reading = unwrapped(reading) if options.unwrap else reading
    return joined(reading) if options.join else reading
