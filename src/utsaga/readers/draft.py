"""A document as its reader meets it: paragraphs and tables in order, with comments as marks in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from utsaga.readers.encoding import sound

Cell = list["Paragraph"]


@dataclass(slots=True)
class Mark:
    """Where a comment begins or ends: an offset into a paragraph."""

    at: int
    comment: str
    starts: bool


@dataclass(slots=True)
class Paragraph:
    """Words with soft line breaks; the first ``bold`` characters are in bold letters."""

    text: str = ""
    bold: int = 0
    marks: list[Mark] = field(default_factory=list)

    def insert(self, at: int, text: str) -> None:
        """Put text in; a comment that begins there begins after it."""
        self.text = self.text[:at] + text + self.text[at:]
        for mark in self.marks:
            if mark.at > at or (mark.at == at and mark.starts):
                mark.at += len(text)


@dataclass(slots=True)
class Table:
    """Rows of cells, each with its paragraphs."""

    rows: list[list[Cell]] = field(default_factory=list)


class Draft:
    """Takes down a document from its beginning to its end.

    Paragraphs may stand in one another (text boxes stand in the paragraph that they are anchored to);
    those inside come first. Of tables in tables the outermost has rows, the others are paragraphs.
    """

    def __init__(self) -> None:
        """Begin without words."""
        self.blocks: list[Paragraph | Table] = []
        self._open: list[_Open] = []
        self._tables = 0

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, those in tables as well."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from (paragraph for row in block.rows for cell in row for paragraph in cell)

    def say(self, text: str, bold: bool = False) -> None:
        """Words go on; in a paragraph of their own when none is open."""
        if not self._open:
            if not text.strip():
                return
            self.begin_paragraph()
        self._open[-1].say(sound(text), bold)

    def begin_paragraph(self) -> None:
        """A paragraph begins, perhaps inside another."""
        self._open.append(_Open())

    def end_paragraph(self) -> None:
        """The innermost open paragraph ends."""
        if not self._open:
            return
        paragraph = self._open.pop().finished()
        table = self.blocks[-1] if self._tables and self.blocks else None
        if isinstance(table, Table) and table.rows and table.rows[-1]:
            table.rows[-1][-1].append(paragraph)
        else:
            self.blocks.append(paragraph)

    def mark(self, comment: str, starts: bool) -> None:
        """A comment begins or ends here."""
        if not self._open:
            self.begin_paragraph()
        self._open[-1].mark(comment, starts)

    def begin_table(self) -> None:
        """A table begins."""
        self._tables += 1
        if self._tables == 1:
            self.blocks.append(Table())

    def begin_row(self) -> None:
        """A row of the table begins."""
        table = self._table()
        if table:
            table.rows.append([])

    def begin_cell(self) -> None:
        """A cell of the row begins."""
        table = self._table()
        if table:
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append([])

    def end_table(self) -> None:
        """The table ends."""
        self._tables = max(0, self._tables - 1)

    def end(self) -> None:
        """The document ends, and every paragraph that is still open with it."""
        while self._open:
            self.end_paragraph()
        self._tables = 0

    def _table(self) -> Table | None:
        table = self.blocks[-1] if self._tables == 1 and self.blocks else None
        return table if isinstance(table, Table) else None


class _Open:
    """A paragraph that is not finished."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = self._bold = 0
        self._marks: list[Mark] = []

    def say(self, text: str, bold: bool) -> None:
        if self._bold == self._length and (bold or not text.strip()):
            self._bold += len(text)
        self._length += len(text)
        self._parts.append(text)

    def mark(self, comment: str, starts: bool) -> None:
        self._marks.append(Mark(self._length, comment, starts))

    def finished(self) -> Paragraph:
        return Paragraph("".join(self._parts), self._bold, self._marks)
