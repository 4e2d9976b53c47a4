"""Finding a command by a few letters of its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from utsaga.commands import BY_ID, Command, Scope, in_scopes
from utsaga.keymap import Keymap
from utsaga.search.palette import Candidate, Ranked
from utsaga.search.palette import Palette as Ranking
from utsaga.tui.modals.palette import Choice, Palette
from utsaga.tui.parts import Line, Part, marked

_KEYS, _TITLE = 9, 24


class CommandPalette(Palette[Command]):
    """The commands of some scopes with their keys."""

    def __init__(self, keymap: Keymap, scopes: Sequence[Scope]) -> None:
        """Offer the commands of the scopes in force."""
        super().__init__("Do what?", takes="does it")
        self._keymap = keymap
        self._scopes = scopes

    def choices(self, typed: str) -> Sequence[Choice[Command]]:
        """Commands that were found; all of them in the order of the registry before anything is typed."""
        if not typed.strip():
            return [self._choice(command, None) for command in in_scopes(*self._scopes)]
        return [self._choice(BY_ID[found.candidate.id], found) for found in self._ranking.rank(typed)]

    @cached_property
    def _ranking(self) -> Ranking:
        return Ranking(
            Candidate(command.id, command.title, f"{command.scope.value} / {command.title}")
            for command in in_scopes(*self._scopes)
        )

    def _choice(self, command: Command, found: Ranked | None) -> Choice[Command]:
        spans = found.spans if found is not None and not found.in_path else ()
        line: Line = [
            Part(f"{self._keymap.shown(command):>{_KEYS}}  ", "key"),
            *marked(command.title, spans),
            Part(" " * max(1, _TITLE - len(command.title))),
            Part(command.says, "muted"),
        ]
        return Choice(command.id, line, command)
