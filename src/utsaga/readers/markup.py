"""Events of XML and HTML: elements that begin and end, and the text between them.

No entity of the file's own is expanded, nothing is fetched, and no tree is built.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from utsaga.readers.encoding import sound
from utsaga.readers.reading import Unreadable

MOST_ELEMENTS = 1_000_000
"""The most elements that are read; a hundred pages of Word are 200,000."""

DEEPEST = 250
"""The deepest nesting of XML that is read: programs that write documents stay below a tenth."""

_DEEPEST_HTML = 10_000  # elements that are never closed stand in one another


class Handler:
    """What is told of the elements of a document, in its order; this one does nothing about them.

    Tags are without their namespace.
    """

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins; names of attributes are without namespace too."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text stands here; a stretch may come in pieces."""

    def comment(self, text: str) -> None:
        """A comment of the markup stands here: no text."""


class _Excess(Exception):
    """The document is larger or deeper than any."""


class _Declares(Exception):
    """The document declares a type of its own."""


class _Target:
    """Passes events on, within bounds."""

    deepest = _DEEPEST_HTML

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._depth = self._count = 0
        self.data = handler.data

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > self.deepest or self._count > MOST_ELEMENTS:
            raise _Excess
        self._handler.start(_local(tag), {_local(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._handler.end(_local(tag))

    def comment(self, text: str) -> None:
        """Comments of the markup are no text."""
        self._handler.comment(text)

    def pi(self, target: str, data: str | None = None) -> None:
        """Nor are instructions to programs."""

    def close(self) -> None:
        """Nothing is left to be made at the end."""


class _XmlTarget(_Target):
    deepest = DEEPEST

    def doctype(self, *_: object) -> None:
        """Documents have no document type; hostile ones have, to declare entities in it."""
        raise _Declares


def feed_xml(data: bytes, handler: Handler, name: str) -> None:
    """Tell a handler of the elements of an XML document; nothing for no data.

    Raises:
        Unreadable: it is not well formed, declares entities, or is beyond the bounds.
    """
    if not data:
        return
    from lxml import etree

    target: Any = _XmlTarget(handler)
    parser = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unreadable(
            f"'{name}' is damaged, perhaps cut short. Open it in the program that made it, save it anew and"
            " import that file."
        ) from None
    except _Declares:
        raise Unreadable(
            f"'{name}' declares XML entities, by which a file can draw in others or swell without end: it was"
            " left alone. Programs that write documents never do that; ask where it comes from."
        ) from None
    except _Excess:
        raise _excess(name) from None


def feed_html(text: str, handler: Handler, name: str) -> None:
    """Tell a handler of the elements of an HTML document, however untidy.

    Raises:
        Unreadable: it is beyond the bounds, or so untidy that part of it would be lost.
    """
    from lxml import etree

    target: Any = _Target(handler)
    # As bytes: a text that declares an encoding, as XHTML does, is refused, for it is in none any more.
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=False)
    try:
        etree.fromstring(sound(text).encode(), parser)
    except etree.ParserError:
        return
    except (etree.XMLSyntaxError, _Excess):
        raise _excess(name) from None
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise _excess(name)


def _excess(name: str) -> Unreadable:
    return Unreadable(f"'{name}' is nested deeper or larger than any document: it was left alone.")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
