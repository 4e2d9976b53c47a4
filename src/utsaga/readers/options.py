"""What the user may ask of a reader."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.readers.time_units import Unit

NO_COLUMN = "-"
"""Asked for as a column: the table has none for this."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a file where the user knows better, or wants more, than the reader by itself.

    ``encoding`` is one that Python knows; None finds it. ``unwrap`` joins lines that were broken by hand
    or by a page, ``join`` neighbouring turns of one speaker. The columns are those of a table, each by
    its heading or its number from 1; None finds it, ``NO_COLUMN`` says that there is none. ``time_unit`` is
    what plain numbers in its column of times count; None finds it. What does not
    concern a format is ignored there.
    """

    encoding: str | None = None
    unwrap: bool = False
    join: bool = False
    speaker_column: str | None = None
    text_column: str | None = None
    time_column: str | None = None
    time_unit: Unit | None = None
