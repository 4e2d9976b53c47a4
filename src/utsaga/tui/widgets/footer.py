"""The keys that work here, in one row, made from the registry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.strip import Strip

from utsaga.commands import CHANGING, Command, Scope, in_scopes
from utsaga.keymap import Keymap, Waiting, show_keys
from utsaga.tui.parts import Line, Part, width_of
from utsaga.tui.widgets.one_row import OneRow

_GAP = "  "

_MOST_ROWS = 8
"""Rows that the longest message takes besides the first."""


class Footer(OneRow):
    """Hints for the scopes in force, or how a half-typed sequence can go on."""

    def __init__(self) -> None:
        """Start empty; the screen says what to show."""
        super().__init__()
        self._hints: list[tuple[str, str]] = []
        self._shown: tuple[Scope | str, ...] = ()
        self._rest: Sequence[Line] = ()
        self._rows = 1

    def show_hints(
        self, keymap: Keymap, scopes: Sequence[Scope], leaving: str, *, reading: bool = False
    ) -> None:
        """Show the most useful keys; those that do not fit are left out, help and leave never are.

        ``leaving`` is the word for where leaving leads. Who only reads along (``reading``) is not shown the
        keys that change something.
        """
        shown: tuple[Scope | str, ...] = (*scopes, leaving, str(reading))
        if shown != self._shown:  # at every key the same ones are asked for
            self._shown = shown
            self._hints = hints(keymap, scopes, leaving, reading=reading)
            self._paint()

    def show_line_hints(self, said: Sequence[tuple[str, str]]) -> None:
        """Show these keys alone: those of a line to type in, or of a screen that is only read."""
        self._shown = ()
        self._hints = list(said)
        self._paint()

    def show_choices(self, keymap: Keymap, waiting: Waiting) -> Line:
        """Show how the keys typed so far can go on; return a line of those that stand before, or none."""
        begun = len(waiting.keys)
        self._shown = ()
        self._hints = [
            (show_keys(sequence[begun:]), command.hint or _briefly(command.title))
            for command in waiting.choices
            for sequence in keymap.keys_of(command)
            if sequence[:begun] == waiting.keys
        ]
        begun_so = (Part(" "), Part(f"{show_keys(waiting.keys)} … ", "strong"))
        room = self.size.width - 1 - width_of(begun_so)
        first = _first_of(self._hints, room)
        if first == len(self._hints):
            self._paint(begun_so[1:])
            return ()
        above = fitted(self._hints[:first], room)
        self._hints = self._hints[first:]
        self._paint()
        return (*begun_so, *above)

    def show_rest(self, lines: Sequence[Line]) -> None:
        """Show the rows of a message that were too many for the status line, in place of the hints."""
        self._shown = ()
        self._rest = lines
        self._be_high(min(len(lines), _MOST_ROWS))
        self.refresh()

    def row(self, y: int) -> Strip:
        """Draw a row of the rest of a message, or the hints."""
        if not self._rest:
            return super().row(y)
        return self.drawn([Part(" "), *self._rest[y]] if y < len(self._rest) else (), self.size.width)

    def on_resize(self) -> None:
        """Fit the hints to the new width."""
        if not self._rest:
            self._paint()

    def _be_high(self, rows: int) -> None:
        if rows != self._rows:  # the panes make room: seldom, for a message must be seen whole
            self._rows = rows
            self.styles.height = rows

    def _paint(self, before: Sequence[Part] = ()) -> None:
        if self._rest:
            self._rest = ()
            self._be_high(1)
            self.refresh()
        taken = 2 + sum(cell_len(part.text) for part in before)
        width = self.size.width or self.app.size.width  # it is not laid out yet when it is seen first
        self.show([Part(" "), *before, *fitted(self._hints, width - taken)])


def hints(
    keymap: Keymap, scopes: Sequence[Scope], leaving: str, *, reading: bool = False
) -> list[tuple[str, str]]:
    """Keys and words for the commands of some scopes that have a hint, in the order of the scopes."""
    said: list[tuple[str, str]] = []
    for command in _visible(keymap, scopes):
        if reading and command.id in CHANGING:
            continue
        word = leaving if command.id == "app.leave" else command.hint
        said.append((_shown(keymap, command), word))
    return said


def _first_of(said: Sequence[tuple[str, str]], width: int) -> int:
    """How many hints from the first one on fit a width."""
    for number, (key, word) in enumerate(said):
        width -= cell_len(key + word) + 1 + len(_GAP)
        if width < 0:
            return number
    return len(said)


def fitted(said: Sequence[tuple[str, str]], width: int) -> list[Part]:
    """As many hints as fit a width; the last two (help, leave) of a long list are kept."""
    kept = list(said)
    while len(kept) > 1 and sum(cell_len(key + word) + 1 + len(_GAP) for key, word in kept) > width:
        del kept[-3 if len(kept) > 4 else -1]
    return [part for key, word in kept for part in (Part(key, "key"), Part(f" {word}{_GAP}", "muted"))]


def _visible(keymap: Keymap, scopes: Sequence[Scope]) -> Iterable[Command]:
    """Commands with a hint whose key no scope before theirs has taken."""
    ordered = sorted(in_scopes(*scopes), key=lambda c: c.id in ("app.help", "app.leave"))
    for command in ordered:
        sequences = keymap.keys_of(command)
        if command.hint and sequences and keymap.look_up(sequences[0], scopes) is command:
            yield command


def _briefly(title: str) -> str:
    return title.lower().removeprefix("go to ").removeprefix("to the ").removeprefix("the ")


def _shown(keymap: Keymap, command: Command) -> str:
    shown = keymap.shown(command)
    following = {"codes.pin.1": "codes.pin.9", "code.pinned.1": "code.pinned.9"}.get(command.id)
    return f"{shown}-9" if following and shown == "1" else shown
