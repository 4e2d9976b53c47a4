"""HTML: pages that were saved, and what word processors and transcription services export."""

from __future__ import annotations

import re
from collections.abc import Mapping

from utsaga.readers.document import read_document
from utsaga.readers.draft import Draft
from utsaga.readers.encoding import Decoded, decode
from utsaga.readers.files import Content
from utsaga.readers.markup import Handler, feed_html
from utsaga.readers.options import Options
from utsaga.readers.reading import Reading, Unreadable
from utsaga.text.wordlist import wordlist

_LEFT_OUT = {"head", "script", "style", "noscript", "template", "select", "svg", "iframe", "object", "rt"}
_BLOCKS = wordlist(
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th
    thead tr ul
    """
)
_BOLD_TAGS = {"b", "strong", "th", "dt"}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_WHERE_DECLARED = 4096
_WINDOWS = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}


def read_html(content: Content, options: Options) -> Reading:
    """Return the text of an HTML page: its blocks are paragraphs, its tables of speech turns.

    Raises:
        Unreadable: the encoding does not fit, it is beyond all bounds, or has no words.
    """
    decoded = _decoded(content, options)
    draft = Draft()
    page = HtmlBody(draft)
    feed_html(decoded.text, page, content.name)
    lost = "comments of Google Docs have lost their places here: export the document as .docx to keep them"
    return read_document(content, "html", draft, decoded=decoded, notes=[lost] if page.comment_links else [])


class HtmlBody(Handler):
    """Takes a page down in a draft."""

    def __init__(self, draft: Draft) -> None:
        """Begin; ``comment_links`` counts links to comments of Google Docs."""
        self._draft = draft
        self._left_out = 0
        self._bold = [False]
        self._preserved = 0
        self._at_edge = True
        self.comment_links = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        style = attributes.get("style", "")
        if self._left_out or tag in _LEFT_OUT or _NOT_SHOWN.search(style):
            self._left_out += 1
            return
        bold = tag in _BOLD_TAGS or (self._bold[-1] and tag not in _BLOCKS) or bool(_BOLD.search(style))
        self._bold.append(bold and not _NOT_BOLD.search(style))
        self.comment_links += tag == "a" and attributes.get("href", "").startswith("#cmnt")
        self._preserved += tag == "pre"
        if tag == "br":
            self._break_line()
        elif tag in _BLOCKS:
            self._block_begins(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._left_out:
            self._left_out -= 1
            return
        if len(self._bold) > 1:
            self._bold.pop()
        self._preserved -= tag == "pre"
        if tag in _BLOCKS:
            self._part()
        if tag == "table":
            self._draft.end_table()

    def data(self, text: str) -> None:
        """Text, in which white space counts once, and not at the edges of lines."""
        if self._left_out:
            return
        if not self._preserved:
            text = _SPACE.sub(" ", text)
            text = text.lstrip(" ") if self._at_edge else text
        if text:
            self.say(text)

    def say(self, text: str) -> None:
        """Words go on."""
        self._draft.say(text, self._bold[-1])
        self._at_edge = text.endswith((" ", "\n"))

    def _break_line(self) -> None:
        self._draft.say("\n", self._bold[-1])
        self._at_edge = True

    def _block_begins(self, tag: str) -> None:
        self._part()
        if tag == "table":
            self._draft.begin_table()
        elif tag == "tr":
            self._draft.begin_row()
        elif tag in ("td", "th"):
            self._draft.begin_cell()

    def _part(self) -> None:
        self._draft.end_paragraph()
        self._at_edge = True


def _decoded(content: Content, options: Options) -> Decoded:
    """The text in the encoding that the user names, else that of its bytes or the one it declares."""
    found = _CHARSET.search(content.data[:_WHERE_DECLARED])
    declared = found[1].decode("ascii", "replace").lower() if found else ""
    if options.encoding or not declared or _is_unicode(content.data):
        return decode(content.data, content.name, options.encoding)
    try:
        # Browsers read what is declared as Latin-1 as Windows' superset of it.
        return decode(content.data, content.name, "cp1252" if declared in _WINDOWS else declared)
    except Unreadable:
        return decode(content.data, content.name)


def _is_unicode(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return True
