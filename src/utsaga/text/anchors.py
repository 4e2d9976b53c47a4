"""Anchors: a passage by its place, its words and what stands around it.

W3C Web Annotation Data Model (2017): TextPositionSelector and TextQuoteSelector together.
"""

from __future__ import annotations

from typing import NamedTuple

from utsaga.model.span import Span

CONTEXT = 64
"""How many characters before and after a passage an anchor keeps, at most."""


class Anchor(NamedTuple):
    """A passage: code points, half open, the words there, and up to ``CONTEXT`` characters around."""

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str

    @property
    def span(self) -> Span:
        """The place."""
        return Span(self.start, self.end)


def anchor(text: str, span: Span) -> Anchor:
    """Return the anchor of a passage of a text; a place outside the text is drawn into it."""
    start = min(max(span.start, 0), len(text))
    end = min(max(span.end, start), len(text))
    return Anchor(start, end, text[start:end], *context(text, Span(start, end)))


def context(text: str, span: Span) -> tuple[str, str]:
    """Return what stands right before and right after a passage, ``CONTEXT`` characters at most."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def holds(text: str, anchor: Anchor) -> bool:
    """Whether the anchor's words stand exactly at its place; what stands around them may have changed."""
    return 0 <= anchor.start <= anchor.end <= len(text) and text[anchor.start : anchor.end] == anchor.quote
