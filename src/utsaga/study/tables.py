"""Tables that people bring: CSV as spreadsheets and programs write it, checked before it is believed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from utsaga.model.errors import UtsagaError
from utsaga.nearest import nearest

LARGEST = 32_000_000
"""Bytes in a table: some 100,000 codings."""


class BadTable(UtsagaError):
    """A file that is not the table it should be."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the number of the line it begins on, counted from 1, by column."""

    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def read_table(path: Path, required: Sequence[str], optional: Sequence[str]) -> list[Row]:
    """The rows of a CSV file whose header names columns; comma, semicolon or tab between cells.

    Raises:
        BadTable: it cannot be read, is too large, is not UTF-8, or its header is not right.
    """
    text = _text(path)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(LARGEST)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        _check_header(path, header, required, optional)
        rows = []
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, dict(zip(header, cells, strict=False))))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadTable(f"{path.name}, line {reader.line_num}: {error}. Save it as CSV in UTF-8.") from None
    return rows


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise BadTable(f"{path}: cannot be read ({error.strerror}).") from None
    if len(content) > LARGEST:
        raise BadTable(f"{path.name}: is larger than {LARGEST // 1_000_000} MB. Split it.")
    if b"\0" in content:
        raise BadTable(f"{path.name}: is no CSV. Save the table as CSV in UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadTable(f"{path.name}: is not in UTF-8. Save it as 'CSV UTF-8'.") from None


def _check_header(path: Path, header: list[str], required: Sequence[str], optional: Sequence[str]) -> None:
    known = [*required, *optional]
    for name in required:
        if name not in header:
            raise BadTable(f"{path.name}: there is no column '{name}'; the first line must name the columns.")
    for name in header:
        if name not in known:
            raise BadTable(
                f"{path.name}: the column '{name[:40]}' is unknown{nearest(name, known)}. "
                f"Columns: {', '.join(known)}."
            )
