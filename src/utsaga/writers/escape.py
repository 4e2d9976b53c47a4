"""Text as Markdown that reads as that text and nothing else.

Covers CommonMark, GitHub's additions (tables, strikethrough, autolinks, footnotes) and the structures
of Pandoc's Markdown that a spoken sentence can fall into (fancy lists, definition lists, math,
citations, superscripts).
"""

from __future__ import annotations

import re

_INLINE = re.compile(
    r"""
      (?P<sign>[\\`*_\[<~|^$])                  # emphasis, code, links, tags, tables, math
    | (?P<entity>&(?=\#?\w+;))                  # &amp; and its like
    | (?P<cite>(?<!\w)-?@(?=\w))                # a citation of Pandoc's
    | (?P<emoji>:(?=[\w+-]+:))                  # :smile:
    | (?P<scheme>(?<=http):|(?<=https):|(?<=ftp):|(?<=mailto):)  # autolinks
    | (?P<www>(?<=www)\.)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_LINE_START = re.compile(
    r"""
    (?P<marker>[>#+\-=:%](?=.?)            # quotes, headings, lists, rules, definitions, title blocks
    | \(?(?:[0-9]{1,9}|[A-Za-z#@]|[ivxlcdm]+|[IVXLCDM]+)[.)](?=\s|$))    # 1. 1) (1) a. iv. #.
    """,
    re.VERBOSE,
)

_BLANK = {" ": "&#32;", "\t": "&#9;", "\u00a0": "&#160;"}


def escape(text: str) -> str:
    """Text as a paragraph of Markdown: what a reader of the rendered page sees is the text.

    Lines stay lines. An empty line would end the paragraph: split at those first.
    """
    return "\n".join(_escape_line(line) for line in text.split("\n"))


def escape_heading(text: str) -> str:
    """Text as one line fit for a heading: a closing ``#`` would vanish."""
    line = escape(" ".join(text.split()))
    return re.sub(r"#+$", lambda found: "\\#" * len(found[0]), line)


def _escape_line(line: str) -> str:
    core = line.strip(" \t")
    if not core:
        return "".join(_BLANK[blank] for blank in line)
    lead = line[: line.index(core[0])]
    trail = line[len(lead) + len(core) :]
    body = _INLINE.sub(_escape_inline, core)
    if not body.startswith("\\"):
        start = _LINE_START.match(body)
        if start:
            marker = start["marker"]
            body = f"{marker[:-1]}\\{body[len(marker) - 1 :]}"
    return "".join(_BLANK[b] for b in lead) + body + "".join(_BLANK[b] for b in trail)


def _escape_inline(found: re.Match[str]) -> str:
    said = found[0]
    if found["entity"]:
        return "&amp;"
    if found["cite"]:
        return said.replace("@", "\\@")
    return f"\\{said}"
