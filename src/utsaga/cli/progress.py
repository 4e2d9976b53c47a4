"""How far long work has come: one line on the terminal that is written over by the next."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

from utsaga.text.safe import shown_line

T = TypeVar("T")

_WIDTH = 78
_FEW = 4


class ProgressLine:
    """A line on standard error, and nothing at all where that is no terminal.

    ``beside`` is what else is printed meanwhile: where standard output is the same terminal, its lines
    say how far the work has come, and this line keeps out of their way.
    """

    def __init__(self, *, beside: bool = False) -> None:
        self._shown = sys.stderr.isatty() and not (beside and sys.stdout.isatty())
        self._said = False

    def say(self, words: str) -> None:
        """Show words instead of those that were shown before."""
        if self._shown:
            self._said = True
            click.echo(f"\r{shown_line(words)[:_WIDTH]:<{_WIDTH}}\r", err=True, nl=False)

    def clear(self) -> None:
        """Leave the line as it was before."""
        if self._said:
            self.say("")
            self._said = False


def counting(items: Sequence[T], doing: str) -> Iterator[T]:
    """Items, one after the other, while a line says how many of them have come; a few need no line."""
    line = ProgressLine()
    try:
        for number, item in enumerate(items, 1):
            if len(items) > _FEW:
                line.say(f"{doing} {number:,} of {len(items):,}")
            yield item
    finally:
        line.clear()
