"""A passage given a code by a coder."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.model.span import Span


@dataclass(frozen=True, slots=True)
class Coding:
    """A passage of a source under a code.

    ``start`` and ``end`` are code points, half open; ``quote`` is exactly the text between them, and
    ``prefix`` and ``suffix`` are up to 64 characters before and after (W3C Web Annotation's
    TextPosition and TextQuote selectors). ``starred`` marks a quote to print; ``reworded`` says that words
    of the passage were changed after it had been coded, and nobody has said since that it is right so.
    """

    id: str
    source: str
    code: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    coder: str
    created: str
    modified: str
    starred: bool = False
    reworded: bool = False

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.start, self.end)
