"""Questions of the import: which column holds what, and what comments become."""

from __future__ import annotations

from collections.abc import Sequence

from utsaga.readers import Column
from utsaga.readers.options import NO_COLUMN
from utsaga.readers.time_units import UNITS, WORDS, Unit
from utsaga.study.incoming.meaning import CommentsAs, CommentUse
from utsaga.study.phrases import counted
from utsaga.tui.modals.palette import Choice, Palette
from utsaga.tui.parts import Part

_NAMES = {"text": "the words", "speaker": "who speaks", "time": "the time"}


class ColumnPalette(Palette[str]):
    """The columns of a table; what holds something by now is first."""

    def __init__(self, columns: Sequence[Column], holds: str) -> None:
        """Ask for the column of "text", "speaker" or "time"; the last two may have none."""
        super().__init__(f"Which column holds {_NAMES[holds]}?")
        self._columns = sorted(columns, key=lambda column: column.holds != holds)
        taken = bool(self._columns) and self._columns[0].holds == holds
        self._none_at = 1 if taken else 0
        self._may_lack = holds != "text"

    def choices(self, typed: str) -> Sequence[Choice[str]]:
        """The columns that have what was typed in their number, heading or first words."""
        wanted = typed.strip().casefold()
        found = [
            self._choice(column)
            for column in self._columns
            if wanted in f"{column.number} {column.heading} {column.sample}".casefold()
        ]
        if self._may_lack and wanted in "none":
            found.insert(min(self._none_at, len(found)), Choice(NO_COLUMN, (Part("none", "key"),), NO_COLUMN))
        return found

    def _choice(self, column: Column) -> Choice[str]:
        number = str(column.number)
        line = (
            Part(f"{number:>3}  ", "key"),
            Part(f"{column.heading}  " if column.heading else "", "strong"),
            Part(column.sample, "muted"),
        )
        return Choice(number, line, number)


class TimeUnitPalette(Palette[Unit]):
    """What the numbers in a column of times count; what they were taken for is first."""

    def __init__(self, taken: Unit) -> None:
        """Ask."""
        super().__init__("What do the numbers in the column of the time count?")
        self._units = sorted(UNITS, key=lambda unit: unit != taken)

    def choices(self, typed: str) -> Sequence[Choice[Unit]]:
        """The units that have what was typed in their names."""
        wanted = typed.strip().casefold()
        named = ((unit, WORDS[unit]) for unit in self._units)
        return [Choice(words, (Part(words),), unit) for unit, words in named if wanted in words]


class CommentsPalette(Palette[CommentUse]):
    """What the comments of documents become, for the whole import."""

    def __init__(self, comments: int, documents: int, resolved: int) -> None:
        """Ask about so many comments in so many documents, of which so many are resolved."""
        where = counted(documents, "document")
        super().__init__(f"{counted(comments, 'comment')} in {where}: what do they become?")
        self._uses = [
            (CommentUse(CommentsAs.CODES), "codes on their passages, by whoever wrote them"),
            (CommentUse(CommentsAs.MEMOS), "memos in the margin, by whoever wrote them"),
            (CommentUse(CommentsAs.IGNORE), "nothing: leave them out"),
        ]
        if resolved:
            left = f"without the {resolved} resolved"
            self._uses[2:2] = [
                (CommentUse(CommentsAs.CODES, resolved=False), f"codes, {left}"),
                (CommentUse(CommentsAs.MEMOS, resolved=False), f"memos, {left}"),
            ]

    def choices(self, typed: str) -> Sequence[Choice[CommentUse]]:
        """The uses that have what was typed in their words."""
        wanted = typed.strip().casefold()
        return [Choice(words, (Part(words),), use) for use, words in self._uses if wanted in words]
