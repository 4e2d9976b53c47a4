"""The hits of words to replace as rows: each form, and below it where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from utsaga.model.span import Span
from utsaga.search.hits import Hit as Found
from utsaga.search.hits import context as words_around
from utsaga.study.living.replacing import Hit
from utsaga.study.phrases import counted
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.wrapping import wrapped

_AROUND = 60
_INDENT = 6

Place = tuple[str, int, int]
"""The id of a source, and where a hit stands in its text: what tells hits apart."""


def place_of(hit: Hit) -> Place:
    """What tells a hit from all others."""
    return hit.source.id, hit.start, hit.end


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form, what it becomes, its hits and how many of them are chosen."""

    found: str
    replacement: str
    offered: bool
    hits: tuple[Hit, ...]
    chosen: int

    @property
    def id(self) -> str:
        """Its identity in the list."""
        return f"form:{self.found}:{self.replacement}"

    def look(self, width: int) -> Sequence[Line]:
        """One line."""
        del width
        of = counted(len(self.hits), "hit")
        said = f"  {self.chosen} of {of}" if 0 < self.chosen < len(self.hits) else f"  {of}"
        offered = "  another form: choose it with x" if self.offered and not self.chosen else ""
        return [
            [
                Part(" [x] " if self.chosen else " [ ] ", "key"),
                Part(self.found, "strong", SHORT_NAME),
                Part(" → ", "muted"),
                Part(self.replacement, "strong", SHORT_NAME),
                Part(said, "muted"),
                Part(offered, "warning"),
            ]
        ]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A hit in its context, with the title of its transcript. ``mark`` is where it stands in ``words``."""

    hit: Hit
    chosen: bool
    title: str
    words: str
    mark: Span

    @property
    def id(self) -> str:
        """Its identity in the list."""
        return ":".join(map(str, place_of(self.hit)))

    def look(self, width: int) -> Sequence[Line]:
        """Where it stands, and the words around it."""
        first = [
            Part("     [x] " if self.chosen else "     [ ] ", "key"),
            Part(self.title, "muted", SHORT_NAME),
        ]
        return [first, *wrapped(self.words, width - 1, spans=[self.mark], indent=_INDENT + 3)]


Row = FormRow | PlaceRow


def context(text: str, hit: Hit) -> tuple[str, Span]:
    """The words around a hit on lines of their own making, and where it stands among them."""
    before, found, after = words_around(
        text, Found(hit.source.id, hit.start, hit.end, hit.found, ()), _AROUND
    )
    before, found, after = (
        before.replace("\n", " ").lstrip(),
        found.replace("\n", " "),
        after.replace("\n", " "),
    )
    return before + found + after.rstrip(), Span(len(before), len(before) + len(found))


def rows(hits: Iterable[tuple[Hit, str, Span]], chosen: Collection[Place]) -> list[Row]:
    """All rows: forms in the order of their first hits, and below each its hits."""
    by_form: dict[tuple[str, str], list[tuple[Hit, str, Span]]] = {}
    for found in hits:
        by_form.setdefault((found[0].found, found[0].replacement), []).append(found)
    listed: list[Row] = []
    for (form, replacement), found_there in by_form.items():
        here = tuple(hit for hit, _, _ in found_there)
        wanted = [place_of(hit) in chosen for hit in here]
        listed.append(FormRow(form, replacement, here[0].offered, here, sum(wanted)))
        listed += [
            PlaceRow(hit, on, hit.source.title, words, mark)
            for (hit, words, mark), on in zip(found_there, wanted, strict=True)
        ]
    return listed
