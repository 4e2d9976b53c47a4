"""What a person can do next, by the keys as they are now."""

from __future__ import annotations

from utsaga.commands import BY_ID
from utsaga.keymap import Keymap
from utsaga.study.ways import Way, Ways


def by_keys(keymap: Keymap) -> Ways:
    """How ways are worded with some keys; a command that has none is called by its title."""

    def key(command: str) -> str:
        return keymap.shown(BY_ID[command]) or f"'{BY_ID[command].title}'"

    def worded(way: Way) -> str:
        match way:
            case Way.REVIEW:
                return f"{key('go.reviews')} lists what waits"
            case Way.CHECK:
                return "on the command line 'utsaga check' tells more"
            case Way.REPAIR:
                return "on the command line 'utsaga check --repair' puts it right"
            case Way.FORMS:
                return f"{key('go.replace')} lists them, {key('replace.choose')} chooses them"

    return worded
