"""Which reader reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from utsaga.readers.files import Content, load
from utsaga.readers.plain import read_plain
from utsaga.readers.reading import Reading, Unreadable
from utsaga.readers.sniff import KINDS, kind_of

Reader = Callable[[Content, str | None], Reading]

FORMATS: Mapping[str, Reader] = MappingProxyType({"text": read_plain, "markdown": read_plain})
"""Readers by the kind that ``sniff.kind_of`` tells."""


def read(path: Path, *, encoding: str | None = None) -> Reading:
    """Return what a file holds, chosen by its content; the file is only read, never changed.

    ``encoding`` is the user's choice where the guess was wrong; None finds it.

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
    return reader(content, encoding)
