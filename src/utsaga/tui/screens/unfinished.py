"""A screen whose work is lost when it is left before it is done: it asks first, where there is something."""

from __future__ import annotations

from typing import ClassVar

from utsaga.commands import Command
from utsaga.tui.command_screen import CommandScreen
from utsaga.tui.modals.confirm import Confirm


class Unfinished(CommandScreen, inherit_bindings=False):
    """A screen that asks before a command leaves it, if something would be lost."""

    LEAVES: ClassVar[frozenset[str]] = frozenset({"app.export", "search.open"})
    """Commands that leave it, beside those that go to another list."""

    def at_stake(self) -> str:
        """What would be lost, as a sentence; empty for nothing."""
        raise NotImplementedError

    def run_command(self, command: Command) -> None:
        """Do a command; one that leaves is asked about first."""
        leaves = command.id.startswith("go.") or command.id in self.LEAVES
        stake = self.at_stake() if leaves else ""
        if not stake:
            super().run_command(command)
            return

        def leave(_: bool) -> None:
            super(Unfinished, self).run_command(command)

        self.ask(Confirm(f"{stake} Leave all the same?", yes="leave", no="stay"), leave)
