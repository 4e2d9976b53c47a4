"""What stands beside the main text of a Word document: comments, footnotes, headers and footers, styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from utsaga.readers.markup import Handler
from utsaga.readers.remarks import Remark

_STORIES = {"comment", "footnote", "endnote", "hdr", "ftr"}
_LEFT_OUT = {"del", "moveFrom", "Fallback"}


@dataclass(slots=True)
class Story:
    """A text of its own: the tag and attributes of its element, its words, the id of its last paragraph."""

    tag: str
    attributes: Mapping[str, str]
    parts: list[str] = field(default_factory=list)
    last_paragraph: str = ""

    @property
    def text(self) -> str:
        """Its words, a line a paragraph."""
        return "".join(self.parts).strip()

    @property
    def remark(self) -> Remark:
        """The comment that it is."""
        known = self.attributes.get
        return Remark(known("id", ""), self.text, known("author", ""), known("date", ""))


class Stories(Handler):
    """Takes down the stories of a part."""

    def __init__(self) -> None:
        """Begin without any."""
        self.found: list[Story] = []
        self._left_out = 0
        self._in_text = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._left_out or tag in _LEFT_OUT:
            self._left_out += 1
        elif tag in _STORIES:
            self.found.append(Story(tag, dict(attributes)))
        elif tag == "t":
            self._in_text = True
        elif self.found and tag == "p":
            self.found[-1].last_paragraph = attributes.get("paraId", "")
        elif self.found and tag in ("br", "tab"):
            self.found[-1].parts.append("\n" if tag == "br" else " ")

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._left_out:
            self._left_out -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "p" and self.found:
            self.found[-1].parts.append("\n")

    def data(self, text: str) -> None:
        """Text of a run."""
        if self._in_text and self.found and not self._left_out:
            self.found[-1].parts.append(text)


class Threads(Handler):
    """Which comment answers which, and which are resolved, by the ids of their last paragraphs."""

    def __init__(self) -> None:
        """Begin without any."""
        self._parents: dict[str, str] = {}
        self._done: set[str] = set()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        paragraph = attributes.get("paraId", "")
        if tag == "commentEx" and paragraph:
            self._parents[paragraph] = attributes.get("paraIdParent", "")
            if attributes.get("done") in ("1", "true"):
                self._done.add(paragraph)

    def threaded(self, stories: list[Story]) -> list[Remark]:
        """The comments, each with the one that it answers."""
        ids = {
            story.last_paragraph: story.attributes.get("id", "") for story in stories if story.last_paragraph
        }
        return [
            replace(
                story.remark,
                parent=ids.get(self._parents.get(story.last_paragraph, ""), ""),
                resolved=story.last_paragraph in self._done,
            )
            for story in stories
        ]


class BoldStyles(Handler):
    """The ids of character styles with bold letters."""

    def __init__(self) -> None:
        """Begin without any."""
        self.found: set[str] = set()
        self._style = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "style":
            self._style = attributes.get("styleId", "") if attributes.get("type") == "character" else ""
        elif tag == "b" and self._style and attributes.get("val", "1") not in ("0", "false"):
            self.found.add(self._style)
