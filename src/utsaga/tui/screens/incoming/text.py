"""A closer look at a file on its way into the study: its text, and everything that somebody should see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import ClassVar

from utsaga.commands import Scope
from utsaga.model.errors import UtsagaError
from utsaga.readers import Reading, read, unwrapped
from utsaga.study.incoming.arriving import Incoming
from utsaga.tui.away import away
from utsaga.tui.parts import Line, Part
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.unfinished import Unfinished
from utsaga.tui.wrapping import wrapped

_LINES = 2_000
_SAMPLE_LINES = 8
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A row: a heading, or a line under it. ``beside`` stands in small before the words."""

    id: str
    words: str
    beside: str = ""
    style: str = ""


class IncomingTextScreen(Unfinished, ListScreen[Seen], inherit_bindings=False):
    """What is in a file, part by part. Nothing can be changed here."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.EVERYWHERE)

    def __init__(self, item: Incoming, reading: Reading, stake: Callable[[], str]) -> None:
        """Show a file; ``stake`` says what leaving the import would lose."""
        super().__init__()
        self._item = item
        self._reading = reading
        self._stake = stake
        self._unwrapped: tuple[str, str] | None = None

    def at_stake(self) -> str:
        """What leaving the import would lose."""
        return self._stake()

    def begin(self) -> None:
        """Show the file at once, and how it looks with its lines joined as soon as that is known."""
        super().begin()
        if self._item.offers.unwrap or self._item.options.unwrap:
            self.beside(self._unwrap, "unwrap")

    async def _unwrap(self) -> None:
        try:
            self._unwrapped = await away(before_and_after, self._item)
        except UtsagaError as error:
            self.say_problem(error)
            return
        self.fill()

    def gather(self) -> Iterator[Sequence[Seen]]:
        """Part by part."""
        if self._unwrapped is not None:
            before, after = self._unwrapped
            yield list(_part("Lines as they stand in the file", before.split("\n")))
            yield list(_part("The same with lines joined", after.split("\n")))
        yield list(_doubtful(self._item))
        yield list(_asides(self._reading))
        yield list(_comments(self._reading))
        yield list(_text(self._item, self._reading))

    def look(self, item: Seen, width: int) -> Sequence[Line]:
        """A heading, or words with what stands before them."""
        if item.style == "heading":
            return [[], [Part(f" {item.words}", "heading")]]
        indent = len(item.beside) + 2
        lines = wrapped(item.words[:_LONGEST], width - 1, item.style, indent=indent) or [[]]
        first = [Part(f" {item.beside} ", "muted"), *lines[0][1:]]
        return [first, *lines[1:]]

    def key_of(self, item: Seen) -> str:
        """Its place."""
        return item.id

    def heading(self) -> Line:
        """Which file this is."""
        return [Part(self._item.name, "heading"), Part("  as it would go in", "muted")]


def before_and_after(item: Incoming) -> tuple[str, str]:
    """Some lines of a file as they stand, and the same when lines are joined. Reads the file.

    Raises:
        UtsagaError: the file cannot be read any more.
    """
    raw = read(item.path, replace(item.options, unwrap=False, join=False))
    joined = unwrapped(raw, item.speakers)
    pairs = enumerate(zip(raw.text, joined.text, strict=False))
    differs = next((place for place, (one, other) in pairs if one != other), 0)
    start = raw.text.rfind("\n", 0, differs) + 1
    before = raw.text[start:].split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]
    after = joined.text[start:].split("\n", _SAMPLE_LINES // 2)[: _SAMPLE_LINES // 2]
    return "\n".join(before), "\n".join(after)


def _part(title: str, lines: Sequence[str]) -> Iterator[Seen]:
    """A heading and lines without anything beside them."""
    yield Seen(title, title, style="heading")
    for number, line in enumerate(lines):
        yield Seen(f"{title} {number}", line)


def _doubtful(item: Incoming) -> Iterator[Seen]:
    if item.doubtful:
        yield Seen("doubt", "Lines in doubt", style="heading")
    for number, line in enumerate(item.doubtful):
        taken = ", taken for a speaker" if line.taken else ", not taken for a speaker" if line.label else ""
        words = f"{line.words}   ({line.why}{taken})"
        yield Seen(f"doubt {number}", words, f"{line.number:>5}", "warning")


def _asides(reading: Reading) -> Iterator[Seen]:
    if reading.asides:
        yield Seen("aside", "Set aside, not in the text", style="heading")
    for number, aside in enumerate(reading.asides):
        yield Seen(f"aside {number}", " ".join(aside.text.split()), f"{aside.kind}:")


def _comments(reading: Reading) -> Iterator[Seen]:
    if reading.comments:
        yield Seen("comment", "Comments", style="heading")
    for number, comment in enumerate(reading.comments):
        words = " ".join(reading.text[comment.start : comment.end].split())
        said = [comment.text, *(f"{reply.author}: {reply.text}" for reply in comment.replies)]
        resolved = " (resolved)" if comment.resolved else ""
        about = f"{' / '.join(' '.join(one.split()) for one in said)}{resolved}  on: {words}"
        yield Seen(f"comment {number}", about, f"{comment.author or '?'}:")


def _text(item: Incoming, reading: Reading) -> Iterator[Seen]:
    """The beginning of the text with line numbers, lines in doubt marked."""
    yield Seen("text", "Text", style="heading")
    doubtful = {line.number for line in item.doubtful}
    body = reading.text.count("\n", 0, reading.body) + 1
    lines = enumerate(reading.text.split("\n", _LINES), 1)
    for number, line in islice(lines, _LINES):
        if line.strip():
            sign = "?" if number in doubtful else " "
            style = "warning" if sign == "?" else "muted" if number < body else ""
            yield Seen(f"text {number}", line, f"{number:>5}{sign}", style)
