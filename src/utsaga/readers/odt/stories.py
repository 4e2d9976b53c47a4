"""What stands beside the text of an OpenDocument text: styles, headers and footers of pages."""

from __future__ import annotations

from collections.abc import Mapping

from utsaga.readers.encoding import sound
from utsaga.readers.markup import Handler
from utsaga.readers.reading import Aside

_BOLD = ("bold", "600", "700", "800", "900")


class BoldStyles(Handler):
    """The names of styles of characters with bold letters."""

    def __init__(self) -> None:
        """Begin without any."""
        self.found: set[str] = set()
        self._style = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "style":
            self._style = attributes.get("name", "") if attributes.get("family") == "text" else ""
        elif tag == "text-properties" and attributes.get("font-weight") in _BOLD and self._style:
            self.found.add(self._style)


class Collected:
    """Words of a text beside the text: a line a paragraph."""

    def __init__(self) -> None:
        """Begin without words."""
        self.parts: list[str] = []

    @property
    def text(self) -> str:
        """The words."""
        return sound("".join(self.parts)).strip()


class Furniture(Handler):
    """The headers and footers of pages."""

    def __init__(self) -> None:
        """Begin without any."""
        self.found: list[Aside] = []
        self._open: Collected | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        """An element begins."""
        if _is_furniture(tag):
            self._open = Collected()

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._open is None:
            return
        if _is_furniture(tag):
            if self._open.text:
                self.found.append(Aside(f"page {tag[:6]}", self._open.text))
            self._open = None
        elif tag == "p":
            self._open.parts.append("\n")

    def data(self, text: str) -> None:
        """Text stands here."""
        if self._open is not None:
            self._open.parts.append(text)


def _is_furniture(tag: str) -> bool:
    """Whether a tag is that of a header or footer, of first and left pages as well."""
    return tag.startswith(("header", "footer")) and not tag.endswith(("-style", "-properties"))
