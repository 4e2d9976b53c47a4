"""The registry of commands: what can be done, where, and with which keys unless the user says otherwise.

Footer, help, command palette, keymap and the key table in the documentation are made from it. A screen
answers a command with a method named after it: ``code.in_vivo`` is ``do_code_in_vivo``. A place is a
module of commands, a value of ``Scope`` and a line in ``CONTEXTS``.
"""

from __future__ import annotations

from utsaga.commands import (
    codes,
    everywhere,
    exporting,
    guide,
    importing,
    lists,
    memos,
    panes,
    participants,
    quotes,
    reading,
    replacing,
    reviews,
    search,
    speakers,
    transcripts,
)
from utsaga.commands.changing import CHANGING
from utsaga.commands.command import Command, Scope

__all__ = ["BY_ID", "CHANGING", "COMMANDS", "CONTEXTS", "Command", "Scope", "in_scopes"]

_PLACES = (
    everywhere,
    panes,
    reading,
    lists,
    codes,
    quotes,
    search,
    memos,
    reviews,
    transcripts,
    speakers,
    participants,
    guide,
    importing,
    replacing,
    exporting,
)

COMMANDS: tuple[Command, ...] = tuple(command for place in _PLACES for command in place.COMMANDS)

CONTEXTS: tuple[tuple[Scope, ...], ...] = (
    (Scope.READING, Scope.WORKSPACE, Scope.EVERYWHERE),
    (Scope.CODES, Scope.LIST, Scope.WORKSPACE, Scope.EVERYWHERE),
    (Scope.QUOTES, Scope.LIST, Scope.EVERYWHERE),
    (Scope.SEARCH, Scope.LIST, Scope.EVERYWHERE),
    (Scope.MEMOS, Scope.LIST, Scope.EVERYWHERE),
    (Scope.REVIEWS, Scope.LIST, Scope.EVERYWHERE),
    (Scope.TRANSCRIPTS, Scope.LIST, Scope.EVERYWHERE),
    (Scope.SPEAKERS, Scope.LIST, Scope.EVERYWHERE),
    (Scope.PARTICIPANTS, Scope.LIST, Scope.EVERYWHERE),
    (Scope.PARTICIPANT, Scope.LIST, Scope.EVERYWHERE),
    (Scope.ATTRIBUTES, Scope.LIST, Scope.EVERYWHERE),
    (Scope.GUIDE, Scope.LIST, Scope.EVERYWHERE),
    (Scope.ANSWERS, Scope.LIST, Scope.EVERYWHERE),
    (Scope.IMPORT, Scope.LIST, Scope.EVERYWHERE),
    (Scope.REPLACE, Scope.LIST, Scope.EVERYWHERE),
    (Scope.EXPORT, Scope.LIST, Scope.EVERYWHERE),
    (Scope.LIST, Scope.EVERYWHERE),
)
"""The scopes that are in force together; in each, a key may mean one thing only."""

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}


def in_scopes(*scopes: Scope) -> list[Command]:
    """The commands of some places, in the order of the places and of the registry."""
    return [command for scope in scopes for command in COMMANDS if command.scope is scope]
