"""Reads Markdown as readers of it do, and says what words they see and whether they see any markup."""

from __future__ import annotations

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

COMMONMARK = MarkdownIt("commonmark")
GFM = MarkdownIt("gfm-like")
GFM.linkify.set({"fuzzy_link": False})  # as GitHub: www., http:// and addresses, not every name with a dot
EVERYTHING = MarkdownIt("js-default").enable(["table", "strikethrough"])
MARKS = ("em_open", "em_close", "strong_open", "strong_close")
READERS = (COMMONMARK, GFM, EVERYTHING)


def quotes(markdown: str, reader: MarkdownIt = COMMONMARK, *, labels: bool = False) -> list[str]:
    """The words of each block quote, paragraphs parted by an empty line.

    Raises AssertionError if anything in a quote is read as more than words (bold labels, if wanted).
    """
    found: list[list[str]] = []
    inside = False
    for token in reader.parse(markdown):
        if token.type == "blockquote_open":
            assert not inside, "a quote in a quote"
            inside = True
            found.append([])
        elif token.type == "blockquote_close":
            inside = False
        elif inside and token.type == "inline":
            found[-1].append(_words(token, marked=labels))
        elif inside:
            assert token.type in ("paragraph_open", "paragraph_close"), token.type
    return ["\n\n".join(paragraphs) for paragraphs in found]


def headings(markdown: str, reader: MarkdownIt = COMMONMARK) -> list[tuple[str, str]]:
    """Every heading: its tag and its words."""
    tokens = reader.parse(markdown)
    return [
        (opened.tag, _words(inline)) for opened, inline in pairwise(tokens) if opened.type == "heading_open"
    ]


def paragraphs(markdown: str, reader: MarkdownIt = COMMONMARK) -> list[str]:
    """The words of every paragraph outside quotes and lists."""
    tokens = reader.parse(markdown)
    return [
        _words(inline, marked=True)
        for opened, inline in pairwise(tokens)
        if opened.type == "paragraph_open" and opened.level == 0
    ]


def _words(inline: Token, *, marked: bool = False) -> str:
    words = []
    for child in inline.children or []:
        if child.type in ("softbreak", "hardbreak"):
            assert child.type == "softbreak", "a line break that nobody made"
            words.append("\n")
        elif child.type == "text":
            words.append(child.content)
        else:
            assert child.type in (MARKS if marked else ()), child.type
    return "".join(words)
