"""Finding a command by a few letters of its name."""

from __future__ import annotations

from collections.abc import Sequence

from utsaga.commands import Command, Scope
from utsaga.keymap import Keymap
from utsaga.tui.finding_commands import Found, find
from utsaga.tui.modals.palette import Choice, Palette
from utsaga.tui.parts import Line, Part, marked

_KEYS, _TITLE = 9, 24


class CommandPalette(Palette[Command]):
    """The commands of some scopes with their keys; of other screens, those whose names are typed.

    The answer is a command that works here: of another screen's, the one that goes there.
    """

    def __init__(self, keymap: Keymap, scopes: Sequence[Scope]) -> None:
        """Offer the commands of the scopes in force, and what is found elsewhere."""
        super().__init__("Do what?", takes="does it, or goes there", none="No command has these words.")
        self._keymap = keymap
        self._scopes = scopes

    def choices(self, typed: str) -> Sequence[Choice[Command]]:
        """Commands that were found; all that work here in their order before anything is typed."""
        found = [(each, self._keys(each)) for each in find(typed, self._scopes)]
        width = max([_KEYS, *(len(keys) for _, keys in found)])
        return [_choice(each, f"{keys:>{width}}  ") for each, keys in found]

    def _keys(self, found: Found) -> str:
        """The keys of a command, after those that go to where it works."""
        return " ".join(filter(None, map(self._keymap.shown, (*found.way, found.command))))


def _choice(found: Found, keys: str) -> Choice[Command]:
    command = found.command
    place = f"{command.scope.value}: " if found.way else ""
    line: Line = [
        Part(keys, "muted" if found.way else "key"),
        *marked(command.title, found.spans),
        Part(" " * max(1, _TITLE - len(command.title))),
        Part(f"{place}{command.says}", "muted"),
    ]
    return Choice(command.id, line, found.way[0] if found.way else command)
