"""Tables of speech in CSV or TSV: a row is a cue."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace

from utsaga.readers.columns import MOST_COLUMNS, Columns, Row, find_column, find_columns, headings, unit_in
from utsaga.readers.cues import Cue, bounded, read_cues
from utsaga.readers.delimited import NumberedRow, filled, made_whole, numbered_rows, sign_of, width_of
from utsaga.readers.encoding import decode
from utsaga.readers.files import Content
from utsaga.readers.options import NO_COLUMN, Options
from utsaga.readers.reading import Column, NoColumns, Reading, Unreadable
from utsaga.readers.time_units import WORDS, Unit, number
from utsaga.text.safe import shown_line
from utsaga.text.speakers import MOST_NAMED

_SAMPLE = 60
_LINES = 5


def read_table(content: Content, options: Options) -> Reading:
    """Return the rows of a table as turns, with the columns that the user names or that are found.

    Raises:
        Unreadable: it is no table, or it does not show which column is what; the message names them.
    """
    decoded = decode(content.data, content.name, options.encoding)
    sign = sign_of(decoded.text)
    try:
        found = list(bounded(content.name, numbered_rows(decoded.text, sign))) if sign else []
    except csv.Error:
        found = []
    if not sign or not found:
        raise Unreadable(
            f"'{content.name}' is no sound table: rows differ in their cells, or a quotation mark is not"
            " closed. Save it as CSV again, or import it as plain text with the ending .txt."
        )
    table, columns = _table(content.name, found, sign, options)
    cues = [
        Cue(columns.cell(row, columns.speaker) or None, columns.time_of(row), columns.cell(row, columns.text))
        for row in (table[1:] if columns.headed else table)
    ]
    if len({cue.speaker for cue in cues}) > MOST_NAMED:
        raise NoColumns(
            f"'{content.name}' names more than {MOST_NAMED:,} speakers: no interview has so many. Name the"
            f" column that holds who speaks, or '{NO_COLUMN}' for none: {_choices(table)}.",
            _described(table, columns),
        )
    reading = read_cues(
        content,
        "tsv" if sign == "\t" else "csv",
        decoded,
        cues,
        notes=[_said(columns, table)],
        warnings=_mended(found, table),
    )
    return replace(reading, columns=_described(table, columns))


def _table(
    name: str, found: Sequence[NumberedRow], sign: str, options: Options
) -> tuple[list[list[str]], Columns]:
    """The rows with their words made whole where a sign in them has parted them, and the columns."""
    given = [row.cells for row in found]
    width = width_of(given, headed=headings(given[0]) or _by_heading(options))
    table = [made_whole(row, width, width - 1, sign) for row in given]
    columns = _columns(name, table, options)
    if columns.text != width - 1:
        table = [made_whole(row, width, columns.text, sign) for row in given]
    return table, columns


def _mended(found: Sequence[NumberedRow], table: Sequence[Row]) -> list[str]:
    """Which rows have more cells than columns: their words were not put in quotation marks."""
    lines = [
        str(row.line) for row, cells in zip(found, table, strict=True) if len(filled(row.cells)) > len(cells)
    ]
    if not lines:
        return []
    named = ", ".join(lines[:_LINES]) + (f" and {len(lines) - _LINES} more" if len(lines) > _LINES else "")
    return [
        f"rows with more cells than columns: {len(lines)} (line {named} of the file);"
        " nothing was left out, their words were put together again: look at them"
    ]


def _columns(name: str, table: Sequence[Row], options: Options) -> Columns:
    """The columns as asked for, the others as found."""
    asked = {
        what: _asked(name, table, wanted)
        for what, wanted in (
            ("speaker", options.speaker_column),
            ("text", options.text_column),
            ("time", options.time_column),
        )
        if wanted is not None
    }
    found = find_columns(table)
    text = asked.pop("text", None)
    if text is None and found is None:
        raise NoColumns(
            f"'{name}' does not show in which column the words stand. Name it: {_choices(table)}.",
            _described(table, None),
        )
    columns = found or Columns(text or 0)
    words = columns.text if text is None else text
    taken = {words, *asked.values()}
    speaker = asked["speaker"] if "speaker" in asked else _free(columns.speaker, taken)
    time = asked["time"] if "time" in asked else _free(columns.time, taken)
    headed = columns.headed or _by_heading(options)
    unit = options.time_unit or (unit_in(table, time, words) if headed else columns.unit)
    return replace(columns, text=words, speaker=speaker, time=time, headed=headed, unit=unit)


def _by_heading(options: Options) -> bool:
    """Whether the user names a column by its heading."""
    return any(
        wanted is not None and wanted != NO_COLUMN and not wanted.isdigit()
        for wanted in (options.speaker_column, options.text_column)
    )


def _free(column: int | None, taken: set[int | None]) -> int | None:
    """A column that was found, unless the user says that it holds something else."""
    return None if column in taken else column


def _asked(name: str, table: Sequence[Row], wanted: str) -> int | None:
    """A column that the user names; None for the word that there is none."""
    if wanted == NO_COLUMN:
        return None
    index = find_column(table, wanted)
    if index is None:
        raise Unreadable(f"'{name}' has no column '{shown_line(wanted)}'. Name one: {_choices(table)}.")
    return index


def _choices(table: Sequence[Row]) -> str:
    return f"the columns have the numbers 1 to {max(map(len, table))}"


def _described(table: Sequence[Row], columns: Columns | None) -> tuple[Column, ...]:
    """The columns of a table, for the user to choose from."""
    headed = columns is not None and columns.headed
    holds = {columns.time: "time", columns.speaker: "speaker", columns.text: "text"} if columns else {}
    unit = _counts(columns, table) if columns is not None else None
    first = table[1] if headed and len(table) > 1 else table[0]
    return tuple(
        Column(
            index + 1,
            _cell(table[0], index) if headed else "",
            _cell(first, index),
            holds.get(index, ""),
            unit if columns is not None and index == columns.time else None,
        )
        for index in range(min(max(map(len, table)), MOST_COLUMNS))
    )


def _cell(row: Row, index: int) -> str:
    return " ".join(row[index].split())[:_SAMPLE] if index < len(row) else ""


def _said(columns: Columns, table: Sequence[Row]) -> str:
    """Which column was taken for what; numbers, because headings may be words of an interview."""
    count, width = len(table) - columns.headed, max(map(len, table))
    parts = [f"column {columns.text + 1} for the words"]
    if columns.speaker is not None:
        parts.append(f"column {columns.speaker + 1} for who speaks")
    if columns.time is not None:
        parts.append(f"column {columns.time + 1} for the time")
    rest = width - len(parts)
    unit = _counts(columns, table)
    counting = f"; its numbers were taken for {WORDS[unit]}" if unit else ""
    return f"rows: {count}; took {', '.join(parts)}{counting}" + (
        f"; columns left out: {rest}" if rest > 0 else ""
    )


def _counts(columns: Columns, table: Sequence[Row]) -> Unit | None:
    """What plain numbers in the column of times count; None where there are none."""
    cells = (columns.cell(row, columns.time) for row in table[columns.headed :])
    return columns.unit if any(number(cell) is not None for cell in cells) else None
