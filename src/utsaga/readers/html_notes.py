"""What a page of a word processor has beside its text: headers, footers, footnotes and comments.

Word, LibreOffice and Google Docs put a link in the text to each note, and one back at the note's beginning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from utsaga.readers.encoding import sound
from utsaga.readers.reading import Aside
from utsaga.readers.remarks import Remark

_NOTE = r"(?:cmnt|ftnt|_ftn|_edn|sdfootnote|sdendnote)"
_LINK = re.compile(rf"#({_NOTE}\d{{1,6}})(?:sym)?")
_BACK = re.compile(
    r"#((?:cmnt|ftnt)(?=_ref)|_ftn(?=ref)|_edn(?=ref)|sd(?:foot|end)note)(?:_?ref)?(\d{1,6})(?:anc)?"
)
_KINDS = {"header": "page header", "footer": "page footer"}
_NOT_NOTES = ("body", "table", "tr", "tbody")


class Beside:
    """Follows the elements of a page, and takes down what is beside its text."""

    def __init__(self) -> None:
        """Begin in the text."""
        self._blocks: list[tuple[bool, int]] = []
        self._said = 0
        self._until: int | None = None
        self._name = ""
        self._parts: list[str] = []
        self.asides: list[Aside] = []
        self.remarks: list[Remark] = []

    @property
    def active(self) -> bool:
        """Whether what stands here is beside the text."""
        return self._until is not None

    def start(self, tag: str, attributes: Mapping[str, str], *, block: bool) -> str | None:
        """An element begins; what its words are beside the text for: "" for a link that is no words, the name
        of a comment for a link to one, None for others."""
        self._blocks.append((block and tag not in _NOT_NOTES, self._said))
        if self._until is not None:
            if tag == "br" or (block and self._parts):
                self._parts.append("\n")
        elif tag == "div" and (kind := _KINDS.get(attributes.get("title", ""))):
            self._begin(kind, len(self._blocks) - 1)
        if tag != "a":
            return None
        target = attributes.get("href", "")
        if back := _BACK.fullmatch(target):
            note = self._container()
            if self._until is None and note is not None:
                self._begin(f"{back[1]}{back[2]}", note)
            return "" if self._until is not None else None
        if link := _LINK.fullmatch(target):
            return link[1] if link[1].startswith("cmnt") and self._until is None else ""
        return None

    def end(self) -> None:
        """The innermost element ends."""
        if self._blocks:
            self._blocks.pop()
        if self._until is not None and len(self._blocks) <= self._until:
            self._finish()

    def data(self, text: str) -> None:
        """Words stand here, in the text or beside it."""
        self._said += bool(text.strip())
        if self._until is not None:
            self._parts.append(" ".join(text.split("\n")))

    def _container(self) -> int | None:
        """The outermost block around that has no words yet: the one of a note that begins with its link."""
        found = None
        for depth in range(len(self._blocks) - 1, -1, -1):
            block, said = self._blocks[depth]
            if said != self._said:
                break
            found = depth if block else found
        return found if self._said else None

    def _begin(self, name: str, depth: int) -> None:
        self._name, self._until, self._parts = name, depth, []

    def _finish(self) -> None:
        lines = (" ".join(line.split()) for line in sound("".join(self._parts)).split("\n"))
        text = "\n".join(filter(None, lines))
        if text and self._name.startswith("cmnt"):
            self.remarks.append(Remark(self._name, text))
        elif text:
            other = "endnote" if self._name.startswith(("_edn", "sdend")) else "footnote"
            self.asides.append(Aside(self._name if self._name in _KINDS.values() else other, text))
        self._until = None
