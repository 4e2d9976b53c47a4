"""The main part of a Word document: what is said in it, as it stands after all tracked changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from utsaga.readers.draft import Draft
from utsaga.readers.markup import Handler

# Deleted and moved text, the copy of a text box for old programs, how things looked before a tracked
# change, and how a character is pronounced.
_LEFT_OUT = {"del", "moveFrom", "Fallback", "rPrChange", "pPrChange", "tblPrChange", "sectPrChange", "rt"}
_SAID = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_OFF = {"0", "false", "off", "none"}


class Body(Handler):
    """Takes a main part down in a draft; counts what was inserted, deleted and hidden."""

    def __init__(self, draft: Draft, bold_styles: Collection[str] = ()) -> None:
        """Begin; ``bold_styles`` are the ids of character styles with bold letters."""
        self._draft = draft
        self._bold_styles = bold_styles
        self._left_out = 0
        self._properties = 0
        self._in_run = self._in_text = self._bold = self._hidden = False
        self.inserted = self.deleted = self.hidden = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._left_out or tag in _LEFT_OUT:
            self.deleted += self._left_out == 0 and tag in ("del", "moveFrom")
            self._left_out += 1
        elif tag in ("pPr", "rPr"):
            self._properties += 1
        elif self._properties:
            self._property(tag, attributes)
        elif tag in ("ins", "moveTo"):
            self.inserted += 1
        elif tag == "r":
            self._in_run, self._bold, self._hidden = True, False, False
        elif tag == "t":
            self._in_text = True
            self.hidden += self._hidden
        elif tag in _SAID and self._in_run and not self._hidden:
            self._draft.say(_SAID[tag], self._bold)
        elif tag.startswith("comment"):
            self._comment(tag, attributes.get("id", ""))
        else:
            self._block(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._left_out:
            self._left_out -= 1
        elif tag in ("pPr", "rPr"):
            self._properties -= 1
        elif self._properties:
            return
        elif tag == "t":
            self._in_text = False
        elif tag == "r":
            self._in_run = False
        elif tag == "p":
            self._draft.end_paragraph()
        elif tag == "tbl":
            self._draft.end_table()

    def data(self, text: str) -> None:
        """Text of a run."""
        if self._in_text and not self._left_out and not self._hidden:
            self._draft.say(text, self._bold)

    def _property(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What a run looks like; the paragraph's own properties concern none of its words."""
        if not self._in_run:
            return
        value = attributes.get("val", "1")
        if tag == "b":
            self._bold = value not in _OFF
        elif tag == "rStyle" and value in self._bold_styles:
            self._bold = True
        elif tag in ("vanish", "webHidden"):
            self._hidden = tag == "vanish" and value not in _OFF

    def _block(self, tag: str) -> None:
        if tag == "p":
            self._draft.begin_paragraph()
        elif tag == "tbl":
            self._draft.begin_table()
        elif tag == "tr":
            self._draft.begin_row()
        elif tag == "tc":
            self._draft.begin_cell()

    def _comment(self, tag: str, comment: str) -> None:
        """Where a comment begins and ends; its reference is both, where it has no range."""
        if tag in ("commentRangeStart", "commentReference"):
            self._draft.mark(comment, starts=True)
        if tag in ("commentRangeEnd", "commentReference"):
            self._draft.mark(comment, starts=False)
