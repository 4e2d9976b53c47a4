"""From the paragraphs and tables of a document to one text, with the places of its comments.

Paragraphs are parted by empty lines, soft line breaks stay inside them. A table of speech becomes turns,
any other a paragraph a row with tabs between its cells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from utsaga.model.span import Span
from utsaga.readers.columns import Columns, find_columns
from utsaga.readers.draft import Cell, Draft, Mark, Paragraph, Table
from utsaga.text.doubts import is_note, is_sentence
from utsaga.text.labels import UNKNOWN
from utsaga.text.spans import trimmed
from utsaga.text.times import TIME, clock

_LONGEST_LABEL = 40
_LEAST_SHARE = 0.3  # of the paragraphs that bold names open, where they are taken for labels
_NO_NAME = re.compile(r"[\n:;：]|[.!?…,]\Z")
_LABELLED = re.compile(rf"[:;：]|[-–,|]?[ \t]*{TIME}")
_EDGES = " \t\n"
_PARTS = re.compile(r"\n(?=\n)")


@dataclass(slots=True)
class Laid:
    """The text of a document; ``comments`` are places by the comment's id, ``labels`` come from tables.

    ``bold`` counts the names that were given a colon; ``widened`` are comments that had no words of their own
    and stand on all of their paragraph.
    """

    text: str
    comments: dict[str, Span]
    labels: list[str]
    bold: int
    widened: frozenset[str]


def laid(draft: Draft) -> Laid:
    """Return the text of a document."""
    bold = _give_colons([block for block in draft.blocks if isinstance(block, Paragraph)])
    page = _Page()
    for block in draft.blocks:
        if isinstance(block, Table):
            _put_table(page, block)
        else:
            page.put(block)
            page.part()
    text, comments, widened = page.finished()
    return Laid(text, comments, page.labels, bold, widened)


@dataclass(slots=True)
class _Page:
    """A text that grows, and the places of comments in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    gap: str = ""

    def put(self, paragraph: Paragraph) -> None:
        """Write a paragraph without its blank edges."""
        lead = len(paragraph.text) - len(paragraph.text.lstrip(_EDGES))
        words = paragraph.text.strip(_EDGES)
        if words:
            self.close_gap()
        for mark in paragraph.marks:
            self.place(mark, min(max(mark.at - lead, 0), len(words)))
        self.write(words)

    def place(self, mark: Mark, ahead: int = 0) -> None:
        """A comment begins or ends here, or so many characters ahead."""
        (self.starts if mark.starts else self.ends).setdefault(mark.comment, self.length + ahead)

    def close_gap(self) -> None:
        """Part what comes now from what stood before."""
        self.write(self.gap)
        self.gap = ""

    def write(self, text: str) -> None:
        """Write text as it is."""
        self.parts.append(text)
        self.length += len(text)

    def part(self, gap: str = "\n\n") -> None:
        """What comes next, if anything does, is parted from what stands here."""
        if self.length:
            self.gap = gap

    def finished(self) -> tuple[str, dict[str, Span], frozenset[str]]:
        """The text, where comments stand in it, and those without words of their own, on a paragraph."""
        text = "".join(self.parts) + "\n"
        parts = [found.start() for found in _PARTS.finditer(text)]
        places = {}
        widened = set()
        for comment in self.starts.keys() | self.ends.keys():
            start = self.starts.get(comment, self.ends.get(comment, 0))
            span = trimmed(text, start, max(start, self.ends.get(comment, start)))
            if span.start == span.end:
                span = _paragraph_at(text, start, parts)
                widened.add(comment)
            places[comment] = span
        return text, places, frozenset(widened)


def _paragraph_at(text: str, place: int, parts: Sequence[int]) -> Span:
    """The paragraph at a place, by where empty lines part them."""
    after = bisect_left(parts, place)
    start = parts[after - 1] if after else 0
    return trimmed(text, start, parts[after] if after < len(parts) else len(text))


def _put_table(page: _Page, table: Table) -> None:
    rows = [row for row in table.rows if any(_words(cell) for cell in row)]
    spelled = [[_words(cell) for cell in row] for row in rows]
    columns = find_columns(spelled) if rows and max(map(len, rows)) > 1 else None
    if columns is None or columns.speaker is None:
        for row in rows:
            _put_row(page, row)
        return
    for row, words in list(zip(rows, spelled, strict=True))[columns.headed :]:
        _put_turn(page, row, words, columns)


def _put_row(page: _Page, row: Sequence[Cell]) -> None:
    before = page.length
    for cell in row:
        for paragraph in cell:
            page.put(paragraph)
            if page.length > before:
                page.part("\n")
        if page.length > before:
            page.part("\t")
    page.part()


def _put_turn(page: _Page, row: Sequence[Cell], words: Sequence[str], columns: Columns) -> None:
    """A row of a table of speech as a turn; further columns follow as lines of it."""
    page.close_gap()
    for index in (columns.time, columns.speaker):
        for paragraph in row[index] if index is not None and index < len(row) else ():
            for mark in paragraph.marks:
                page.place(mark)
    time = columns.time_of(words)
    if time is not None:
        page.write(f"[{clock(time)}] ")
    label = columns.cell(words, columns.speaker).rstrip(" :;：").replace("\n", " ")
    page.write(f"{label or UNKNOWN}: ")
    if label:
        page.labels.append(label)
    spoken = columns.text
    others = [index for index in range(len(row)) if index not in (spoken, columns.speaker, columns.time)]
    for index in [spoken, *others]:
        for paragraph in row[index] if index < len(row) else ():
            page.put(paragraph)
            page.part("\n")
    page.part()


def _words(cell: Cell) -> str:
    return "\n".join(paragraph.text.strip() for paragraph in cell).strip()


def _give_colons(paragraphs: Sequence[Paragraph]) -> int:
    """Put a colon after the bold names that open paragraphs, where they are the speakers' labels.

    They are when each recurs, there are two at least, and they open enough of the document.
    """
    filled = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    names = [_bold_name(paragraph) for paragraph in filled]
    counts = Counter(name for name in names if name)
    labels = {name for name, count in counts.items() if count > 1 and not is_note(name)}
    opened = sum(counts[name] for name in labels)
    if len(labels) < 2 or opened < len(filled) * _LEAST_SHARE:
        return 0
    for paragraph, name in zip(filled, names, strict=True):
        if name in labels:
            end = paragraph.text.index(name) + len(name)
            paragraph.insert(end, ":" if paragraph.text[end : end + 1] in ("", *_EDGES) else ": ")
    return opened


def _bold_name(paragraph: Paragraph) -> str:
    """The bold words that open a paragraph where they could be a name without a colon, else empty."""
    name = paragraph.text[: paragraph.bold].strip()
    rest = paragraph.text[paragraph.bold :].lstrip()
    fits = 0 < len(name) <= _LONGEST_LABEL and name[0].isalpha() and not _NO_NAME.search(name)
    return name if fits and not _LABELLED.match(rest) and not is_sentence(name) else ""
