"""Small rules about stretches of a text."""

from __future__ import annotations

from utsaga.model.span import Span


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the stretch without white space at its edges; empty at its start when nothing is left."""
    piece = text[start:end].rstrip()
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + len(piece)) if left < len(piece) else Span(start, start)
