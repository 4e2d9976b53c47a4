"""Text as Markdown that reads as that text and nothing else.

Covers CommonMark, GitHub's additions (tables, strikethrough, autolinks, footnotes) and the structures
of Pandoc's Markdown that a spoken sentence can fall into (fancy lists, definition lists, math,
citations, superscripts). Not covered is what Pandoc makes of straight quotation marks, ``...`` and
``--`` in its own Markdown (its extension ``smart``: typographic ones): a backslash before each of them
would spoil what a person reads in the file. ``pandoc -f commonmark`` leaves them as they were said.
"""

from __future__ import annotations

import re

_INLINE = re.compile(
    r"""
      (?P<sign>[\\`*_\[<~|^$])                  # emphasis, code, links, tags, tables, math
    | (?P<entity>&(?=\#?\w+;))                  # &amp; and its like
    | (?P<at>@(?=\w))                          # addresses, and citations of Pandoc's
    | (?P<emoji>:(?=[\w+-]+:))                  # :smile:
    | (?P<scheme>(?<=http):|(?<=https):|(?<=ftp):|(?<=mailto):)  # autolinks
    | (?P<www>(?<=www)\.)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_LINE_START = re.compile(
    r"""
    (?P<marker>[>#+\-=:%]                   # quotes, headings, lists, rules, definitions, title blocks
    | \(?(?:[0-9]{1,9}|[A-Za-z#@]|[ivxlcdm]+|[IVXLCDM]+)[.)](?=\s|$))    # 1. 1) (1) a. iv. #.
    """,
    re.VERBOSE,
)

_BLANKS = " \t\r\n\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""Blanks that a reader would drop at the ends of a line; control characters that Python takes for blanks are
not among them, because they cannot be written in another way."""

_ESCAPED_LAST = re.compile(r"(?<!\\)(?:\\\\)*\\#$")


def escape(text: str) -> str:
    """Text as a paragraph of Markdown: what a reader of the rendered page sees is the text.

    Lines stay lines. An empty line would end the paragraph: split at those first.
    """
    return "\n".join(_escape_line(line) for line in text.split("\n"))


def escape_heading(text: str) -> str:
    """Text as one line fit for a heading: a closing ``#`` would vanish."""
    line = escape(" ".join(text.split())).replace("{", "\\{")
    return f"{line[:-1]}\\#" if line.endswith("#") and not _ESCAPED_LAST.search(line) else line


def _escape_line(line: str) -> str:
    core = line.strip(_BLANKS)
    lead, _, trail = line.partition(core) if core else (line, "", "")
    body = _INLINE.sub(_escape_inline, core)
    start = _LINE_START.match(body)
    if start:
        marker = start["marker"]
        body = f"{marker[:-1]}\\{body[len(marker) - 1 :]}"
    return _entities(lead) + body + _entities(trail)


def _entities(blanks: str) -> str:
    return "".join(f"&#{ord(blank)};" for blank in blanks)


def _escape_inline(found: re.Match[str]) -> str:
    return "&amp;" if found["entity"] else f"\\{found[0]}"
