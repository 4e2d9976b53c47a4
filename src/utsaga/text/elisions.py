"""Elisions: that something was left out, as transcripts spell it."""

from __future__ import annotations

import re
from functools import cache

from utsaga.model.span import Span

ELISION = (
    r"(?:(?:[\[({</]{1,2}[ \t]?)?(?:\.(?:[ \t/]{0,2}\.){1,5}|…{1,2})/?(?:[ \t]?[\])}>/]{1,2})?"
    r"|/[ \t]?\.[ \t]?/)"
)
"""Pattern of an elision: ``[...]``, ``/.../``, ``/…/``, ``/../``, ``././``, ``...`` and their like."""


def elision_in(text: str, start: int, end: int) -> Span | None:
    """The elision in what opens a turn, before its label; None where there is none.

    It stays in the text, belongs to nobody, and is no part of the label.
    """
    if not any(sign in text[start:end] for sign in ("..", "./", "/.", ". .", "…")):
        return None
    found = _pattern().search(text, start, end)
    return Span(found.start(), found.end()) if found else None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(ELISION)
