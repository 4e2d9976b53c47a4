"""What commands print: for people, safe for a terminal; for programs, JSON."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from utsaga.text.cells import columns_of, shortened
from utsaga.text.safe import shown, shown_line

_WIDEST = 60
"""Columns of the terminal that a cell of a table takes, at most."""


def take_any_letter() -> None:
    """Let output write what the terminal's encoding lacks as ``\\u2026`` instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def close_output() -> None:
    """Stop printing: whoever read it has gone, and what is still held back must not be written."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)


def say(text: str = "") -> None:
    """Print lines for a person; control characters become visible signs, whatever stands behind a pipe."""
    _put(shown(text), sys.stdout)


def tell(text: str, as_json: bool) -> None:
    """Say what was done: a person in words, a program in words as ``said`` of an object."""
    if as_json:
        print_json({"said": text})
    else:
        say(text)


def give(text: str) -> None:
    """Print a document exactly, for a file or a program; on a terminal it is made safe to look at."""
    sys.stdout.write(shown(text) if sys.stdout.isatty() else text)
    sys.stdout.flush()


def complain(text: str) -> None:
    """Print one line about what is wrong, on stderr."""
    _put(f"utsaga: {shown_line(text)}", sys.stderr)


def remark(text: str) -> None:
    """Print one line to be known beside the result, on stderr; nothing for empty."""
    if text:
        complain(text)


def print_json(value: Any) -> None:
    """Print a value as JSON; control and direction characters are escaped, letters are not."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    _put("".join(c if c == "\n" or c.isprintable() else _escaped(c) for c in text), sys.stdout)


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns as wide as their widest cell; the last column is left ragged.

    Cells before the last are cut where they are very long: one long name shall not push all columns apart.
    """
    last = len(header) - 1
    cells = [
        [
            shown_line(cell) if at == last else shortened(shown_line(cell), _WIDEST)
            for at, cell in enumerate(row)
        ]
        for row in (header, *rows)
    ]
    widths = [max(columns_of(row[column]).width for row in cells) for column in range(len(header))]
    for row in cells:
        padded = [cell + " " * (widths[at] - columns_of(cell).width) for at, cell in enumerate(row)]
        _put("  ".join(padded).rstrip(), sys.stdout)


def _put(line: str, stream: TextIO) -> None:
    stream.write(f"{line}\n")
    stream.flush()


def _escaped(character: str) -> str:
    code = ord(character)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"
