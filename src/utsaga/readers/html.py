"""HTML: pages that were saved, and what word processors and transcription services export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from utsaga.readers.document import read_document
from utsaga.readers.draft import Draft
from utsaga.readers.encoding import Decoded, decode
from utsaga.readers.files import Content
from utsaga.readers.html_notes import Beside
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
_OFFICE = re.compile(r"content=[\"'](?:LibreOffice|OpenOffice|StarOffice)", re.IGNORECASE)
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
    beside = page.beside
    return read_document(
        content,
        "html",
        draft,
        decoded=decoded,
        remarks=beside.remarks,
        asides=beside.asides,
        notes=_notes(page, decoded.text[:_WHERE_DECLARED]),
    )


def _notes(page: HtmlBody, head: str) -> Iterator[str]:
    """What has got lost of comments."""
    if page.comment_links:
        yield (
            "comments of Google Docs are here without their authors and the words that they are on: export"
            " the document as .docx to keep those"
        )
    if page.hidden_comments and _OFFICE.search(head):
        yield (
            "comments left out, which are here without their authors and the words that they are on:"
            f" {page.hidden_comments}; import the document itself to keep them"
        )


class HtmlBody(Handler):
    """Takes a page down in a draft."""

    def __init__(self, draft: Draft) -> None:
        """Begin; ``comment_links`` are links to Google Docs' comments, ``hidden_comments`` those of HTML."""
        self._draft = draft
        self._left_out = 0
        self._bold = [False]
        self._preserved = 0
        self._at_edge = True
        self.beside = Beside()
        self.comment_links = self.hidden_comments = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        style = attributes.get("style", "")
        if self._left_out or tag in _LEFT_OUT or _NOT_SHOWN.search(style):
            self._left_out += 1
            return
        link = self.beside.start(tag, attributes, block=tag in _BLOCKS)
        if link is not None:
            self._leave_out_link(link)
            return
        bold = tag in _BOLD_TAGS or (self._bold[-1] and tag not in _BLOCKS) or bool(_BOLD.search(style))
        self._bold.append(bold and not _NOT_BOLD.search(style))
        self._preserved += tag == "pre"
        if self.beside.active:
            return
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
        beside = self.beside.active
        self.beside.end()
        if beside:
            return
        if tag in _BLOCKS:
            self._part()
        if tag == "table":
            self._draft.end_table()

    def data(self, text: str) -> None:
        """Text, in which white space counts once, and not at the edges of lines."""
        if self._left_out:
            return
        self.beside.data(text)
        if self.beside.active:
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

    def comment(self, text: str) -> None:
        """A comment of the markup: LibreOffice writes those of the document so."""
        self.hidden_comments += bool(text.strip()) and not text.startswith("[")

    def _leave_out_link(self, comment: str) -> None:
        """A link to a note, or back from one, has no words; a comment stands where its link is."""
        self.beside.end()
        self._left_out += 1
        if comment:
            self.comment_links += 1
            self._draft.mark(comment, starts=True)
            self._draft.mark(comment, starts=False)

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
