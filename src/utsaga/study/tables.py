"""Tables that people bring: CSV as spreadsheets and programs write it, checked before it is believed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from utsaga.filepaths import read_at_most
from utsaga.model.errors import UtsagaError
from utsaga.nearest import nearest
from utsaga.study.outside_files import NoText, remark_on, text_of

LARGEST = 32_000_000
"""Bytes in a table: some 100,000 codings."""

TOO_LONG = "the row has more cells than there are columns: put quotation marks around what holds commas"
"""What is wrong with a row that is too long."""


class BadTable(UtsagaError):
    """A file that is not the table it should be."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by column. ``line`` is where it begins, from 1; ``too_long`` says that cells are left over."""

    line: int
    values: dict[str, str]
    too_long: bool = False

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def read_table(path: Path, required: Sequence[str], optional: Sequence[str]) -> list[Row]:
    """The rows of a CSV file whose header names columns; comma, semicolon or tab between cells.

    What spreadsheets leave behind is passed over: a byte order mark, ``sep=;`` on the first line, columns
    without name and content, empty rows.

    Raises:
        BadTable: it cannot be read, is too large, is no text, or its header is not right.
    """
    return _read(path, required, optional)[1]


def read_open_table(path: Path) -> tuple[dict[str, str], list[Row]]:
    """The columns of a CSV file, whatever they are, and its rows.

    The columns are by the key that they have in a row (single blanks, no capitals), each as it is written.

    Raises:
        BadTable: it cannot be read, is too large, is no text, or a column has no name or is there twice.
    """
    return _read(path, (), None)


def how_read(path: Path) -> str:
    """What is to be said of a table that is not in UTF-8, empty for others: its letters may be wrong."""
    return remark_on(path, LARGEST)


def _read(
    path: Path, required: Sequence[str], optional: Sequence[str] | None
) -> tuple[dict[str, str], list[Row]]:
    rows = _rows(path, _text(path))
    written = [" ".join(name.split()) for name in next(rows, (0, []))[1]]
    while written and not written[-1]:
        written.pop()
    header = [name.casefold() for name in written]
    _check_header(path, header, required, optional)
    columns = dict(zip(header, written, strict=True))
    return columns, [_row(line, cells, header) for line, cells in rows if any(cell.strip() for cell in cells)]


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines with their cells."""
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r"\s*sep=(.)\s*", first, re.IGNORECASE)
    delimiter = named[1] if named else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(rest if named else text), delimiter=delimiter, strict=True)
    skipped = 1 if named else 0
    line = 1 + skipped
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise BadTable(f"{path.name}: the row that begins on line {line} is no CSV: {error}.") from None


def _row(line: int, cells: list[str], header: list[str]) -> Row:
    surplus = any(cell.strip() for cell in cells[len(header) :])
    return Row(line, dict(zip(header, cells, strict=False)), surplus)


def _text(path: Path) -> str:
    try:
        content = read_at_most(path, LARGEST)
    except OSError as error:
        raise BadTable(f"{path}: cannot be read ({error.strerror}).") from None
    if len(content) > LARGEST:
        raise BadTable(f"{path.name}: is larger than {LARGEST // 1_000_000} MB. Split it.")
    try:
        return text_of(content, path.name)
    except NoText as error:
        raise BadTable(f"{error} Save the table as 'CSV UTF-8'.") from None


def _check_header(
    path: Path, header: list[str], required: Sequence[str], optional: Sequence[str] | None
) -> None:
    """See that columns are known (any is, if ``optional`` is None), named, and each there once."""
    known = [*required, *(optional or ())]
    for name in header:
        if optional is None and not name:
            raise BadTable(f"{path.name}: a column has no name; the first line must name the columns.")
        if optional is not None and name not in known:
            raise BadTable(
                f"{path.name}: the column '{name[:40]}' is unknown{nearest(name, known)}. "
                f"Columns: {', '.join(known)}."
            )
        if header.count(name) > 1:
            raise BadTable(f"{path.name}: there are two columns '{name}'.")
    for name in required:
        if name not in header:
            raise BadTable(f"{path.name}: there is no column '{name}'; the first line must name the columns.")
