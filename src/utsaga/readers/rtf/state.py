"""What holds inside a group of a Rich Text document, and ends with it."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.text.wordlist import wordlist

SET_ASIDE = {
    "header": "page header",
    "headerl": "page header",
    "headerr": "page header",
    "headerf": "page header",
    "footer": "page footer",
    "footerl": "page footer",
    "footerr": "page footer",
    "footerf": "page footer",
    "footnote": "footnote",
}
"""Destinations whose words are set aside, and what to call them."""

COMMENTS = {
    "atrfstart": "start",
    "atrfend": "end",
    "atnid": "initials",
    "atnauthor": "author",
    "annotation": "comment",
    "atnref": "id",
    "atndate": "date",
    "atnparent": "parent",
    "atntime": "time",
    "atnicn": "icon",
}
"""Destinations of comments, and what of a comment stands in them."""

_LEFT_OUT = wordlist(
    """
    author bkmkend bkmkstart buptim colortbl comment company creatim datafield doccomm filetbl fldinst
    generator info keycode keywords latentstyles listoverridetable listtable manager nonshppict objdata
    operator pict pgptbl private printim revtbl revtim rsidtbl rxe shpinst stylesheet subject tc template
    themedata colorschememapping datastore title txe wgrffmtfilter xe xmlnstbl
    """
)


@dataclass(slots=True)
class State:
    """``place`` is "" in the text, "out" where nothing is taken, else a kind of aside or part of a comment.

    ``skip`` is how many characters follow a ``\\u`` for programs that do not know it.
    """

    place: str = ""
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    encoding: str = ""
    skip: int = 1
    into: list[str] | None = None


def destination(word: str) -> str | None:
    """Return the place that a control word opens; None for one that opens none."""
    if word in SET_ASIDE:
        return SET_ASIDE[word]
    if word in COMMENTS:
        return COMMENTS[word]
    if word == "fonttbl":
        return "fonts"
    return "out" if word in _LEFT_OUT else None
