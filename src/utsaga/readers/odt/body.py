"""The content of an OpenDocument text: what is said in it, with its comments and notes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from utsaga.readers.draft import Draft
from utsaga.readers.markup import Handler
from utsaga.readers.odt.stories import Collected
from utsaga.readers.reading import Aside
from utsaga.readers.remarks import Remark

# Deleted text, lists of variables and of what was changed, how a character is pronounced.
_LEFT_OUT = {
    "tracked-changes",
    "sequence-decls",
    "variable-decls",
    "forms",
    "object",
    "ruby-text",
    "binary-data",
}
_NOT_WORDS = {"note-citation", "creator-initials", "date-string"}
_MOST_SPACES = 100


class Body(Handler):
    """Takes the content down in a draft, notes and comments beside it."""

    def __init__(self, draft: Draft, bold_styles: Collection[str]) -> None:
        """Begin; ``bold_styles`` are the names of styles with bold letters."""
        self._draft = draft
        self._bold_styles = bold_styles
        self._left_out = self._paragraphs = 0
        self._spans: list[bool] = []
        self._beside: list[Collected] = []
        self._field = ""
        self._signed: dict[str, list[str]] = {}
        self._in_body = False
        self.remarks: list[Remark] = []
        self.asides: list[Aside] = []
        self._region = ""
        self._deletions: set[str] = set()
        self._gone: set[str] = set()
        self.changes = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._change(tag, attributes)
        if self._left_out or tag in _LEFT_OUT:
            self._left_out += 1
        elif tag == "body":
            self._in_body = True
        elif tag == "annotation":
            self._begin_comment(attributes)
        elif tag == "note":
            self._beside.append(Collected())
        elif self._beside:
            self._field = tag
        elif tag == "annotation-end":
            self._draft.mark(attributes.get("name", ""), starts=False)
        else:
            self._start_text(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._left_out:
            self._left_out -= 1
        elif tag == "annotation":
            self._end_comment()
        elif tag == "note":
            self.asides.append(Aside("footnote", self._beside.pop().text))
        elif self._beside:
            self._field = ""
            if tag == "p":
                self._beside[-1].parts.append("\n")
        else:
            self._end_text(tag)

    def data(self, text: str) -> None:
        """Text stands here."""
        if self._left_out or self._gone or not self._in_body:
            return
        if not self._beside:
            if self._paragraphs:
                self._draft.say(text.replace("\n", " "), any(self._spans))
        elif self._field in ("creator", "date"):
            self._signed.setdefault(self._field, []).append(text)
        elif self._field not in _NOT_WORDS:
            self._beside[-1].parts.append(text)

    def _change(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What is deleted: mostly it is no more in the text; else it stands between two marks."""
        if tag == "changed-region":
            self.changes += 1
            self._region = attributes.get("id", "")
        elif tag == "deletion":
            self._deletions.add(self._region)
        elif tag == "change-start" and attributes.get("change-id") in self._deletions:
            self._gone.add(attributes["change-id"])
        elif tag == "change-end":
            self._gone.discard(attributes.get("change-id", ""))

    def _start_text(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("p", "h"):
            self._draft.begin_paragraph()
            self._paragraphs += 1
        elif tag == "span":
            self._spans.append(attributes.get("style-name", "") in self._bold_styles)
        elif tag == "s":
            count = attributes.get("c", "1")
            spaces = min(int(count[:4]) if count.isdecimal() else 1, _MOST_SPACES)
            self._draft.say(" " * spaces, any(self._spans))
        elif tag in ("tab", "line-break"):
            self._draft.say("\t" if tag == "tab" else "\n", any(self._spans))
        elif tag == "table":
            self._draft.begin_table()
        elif tag == "table-row":
            self._draft.begin_row()
        elif tag == "table-cell":
            self._draft.begin_cell()

    def _end_text(self, tag: str) -> None:
        if tag in ("p", "h"):
            self._draft.end_paragraph()
            self._paragraphs -= 1
        elif tag == "span" and self._spans:
            self._spans.pop()
        elif tag == "table":
            self._draft.end_table()

    def _begin_comment(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("name") or f"unnamed {len(self.remarks)}"
        self._draft.mark(name, starts=True)
        resolved = attributes.get("resolved") == "true"
        self.remarks.append(Remark(name, "", parent=attributes.get("parent-name", ""), resolved=resolved))
        self._beside.append(Collected())
        self._signed = {}

    def _end_comment(self) -> None:
        """The comment ends, and with it who wrote it and when."""
        author, date = ("".join(self._signed.get(field, ())) for field in ("creator", "date"))
        self.remarks[-1] = replace(self.remarks[-1], text=self._beside.pop().text, author=author, date=date)
