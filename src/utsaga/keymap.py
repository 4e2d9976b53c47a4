"""Keys to commands: the registry's defaults with the user's changes, checked before they are used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from utsaga.commands import BY_ID, COMMANDS, CONTEXTS, Command, Scope
from utsaga.model.errors import UtsagaError
from utsaga.nearest import nearest

_NAMED = {
    "enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{n}" for n in range(1, 13)),
}  # fmt: skip

SIGNS = {
    "question_mark": "?", "colon": ":", "slash": "/", "full_stop": ".", "comma": ",", "asterisk": "*",
    "plus": "+", "minus": "-", "right_square_bracket": "]", "left_square_bracket": "[",
    "right_curly_bracket": "}", "left_curly_bracket": "{", "greater_than_sign": ">",
    "less_than_sign": "<", "equals_sign": "=", "exclamation_mark": "!", "quotation_mark": '"',
    "number_sign": "#", "dollar_sign": "$", "percent_sign": "%", "ampersand": "&", "apostrophe": "'",
    "left_parenthesis": "(", "right_parenthesis": ")", "semicolon": ";", "at": "@", "backslash": "\\",
    "circumflex_accent": "^", "underscore": "_", "grave_accent": "`", "vertical_line": "|", "tilde": "~",
}  # fmt: skip
"""Textual's names of keys that are signs."""

_FROM_SIGN = {sign: name for name, sign in SIGNS.items()}

_SHOWN = {"escape": "Esc", "space": "Space", "enter": "Enter", "tab": "Tab", "down": "↓", "up": "↑",
          "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
          "delete": "Del", "backspace": "Backspace", "shift+tab": "Shift+Tab"}  # fmt: skip


class KeyProblem(UtsagaError):
    """A setting of a key that cannot be used."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Keys of a sequence that is not complete; ``choices`` are the commands that it may become."""

    keys: tuple[str, ...]
    choices: tuple[Command, ...]


class Keymap:
    """Which keys mean which command in which scope."""

    def __init__(self, changes: Mapping[str, Sequence[str]] | None = None) -> None:
        """Take the defaults with some commands' keys replaced (an empty list takes all keys away).

        Raises:
            KeyProblem: a command or a key is unknown, or two commands would have one key.
        """
        self._keys: dict[str, tuple[tuple[str, ...], ...]] = {
            command.id: tuple(parse_keys(keys) for keys in command.keys) for command in COMMANDS
        }
        for command_id, keys in (changes or {}).items():
            if command_id not in BY_ID:
                raise KeyProblem(f"'{command_id}' is no command{nearest(command_id, BY_ID)}")
            self._keys[command_id] = tuple(parse_keys(key) for key in keys)
        self._scopes: dict[Scope, dict[tuple[str, ...], Command]] = {scope: {} for scope in Scope}
        for command in COMMANDS:
            for sequence in self._keys[command.id]:
                self._scopes[command.scope].setdefault(sequence, command)
        for context in CONTEXTS:
            self._refuse_clashes(context)

    def keys_of(self, command: Command) -> tuple[tuple[str, ...], ...]:
        """The key sequences of a command, the first being the one to show."""
        return self._keys[command.id]

    def shown(self, command: Command) -> str:
        """The first keys of a command as people write them: ``g t``, ``Ctrl+D``; empty if it has none."""
        sequences = self._keys[command.id]
        return show_keys(sequences[0]) if sequences else ""

    def look_up(self, keys: tuple[str, ...], scopes: Sequence[Scope]) -> Command | Waiting | None:
        """What keys mean where some scopes are in force, the first scope first."""
        for scope in scopes:
            if keys in self._scopes[scope]:
                return self._scopes[scope][keys]
        choices = tuple(
            command
            for scope in scopes
            for sequence, command in self._scopes[scope].items()
            if sequence[: len(keys)] == keys
        )
        return Waiting(keys, choices) if choices else None

    def _refuse_clashes(self, context: Sequence[Scope]) -> None:
        owners: dict[tuple[str, ...], Command] = {}
        for command in (c for c in COMMANDS if c.scope in context):
            for sequence in self._keys[command.id]:
                other = owners.setdefault(sequence, command)
                if other is not command:
                    raise KeyProblem(
                        f"'{show_keys(sequence)}' would mean both {other.id} and {command.id}: "
                        "give one of them another key"
                    )
        for sequence, command in owners.items():
            for length in range(1, len(sequence)):
                other_owner = owners.get(sequence[:length])
                if other_owner is not None:
                    raise KeyProblem(
                        f"'{show_keys(sequence[:length])}' ({other_owner.id}) would hide "
                        f"'{show_keys(sequence)}' ({command.id}): give one of them another key"
                    )


class KeyReader:
    """Reads keys one at a time and says when they make a command; knows nothing of any screen."""

    def __init__(self, keymap: Keymap) -> None:
        """Read by a keymap."""
        self._keymap = keymap
        self._held: tuple[str, ...] = ()

    def feed(self, key: str, scopes: Sequence[Scope]) -> Command | Waiting | None:
        """Take a key; a sequence that leads nowhere is dropped, and its last key tried by itself."""
        meaning = self._keymap.look_up((*self._held, key), scopes)
        if meaning is None and self._held:
            self._held = ()
            meaning = None if key == "escape" else self._keymap.look_up((key,), scopes)
        self._held = meaning.keys if isinstance(meaning, Waiting) else ()
        return meaning

    def reset(self) -> None:
        """Forget a sequence that was begun."""
        self._held = ()


def parse_keys(text: str) -> tuple[str, ...]:
    """A key sequence (``g t``, ``ctrl+d``, ``?``) in Textual's names.

    Raises:
        KeyProblem: a key is unknown.
    """
    parts = text.split()
    if not parts:
        raise KeyProblem("a key is missing between the quotation marks")
    return tuple(_parse_key(part) for part in parts)


def show_keys(sequence: Sequence[str]) -> str:
    """A key sequence as people write it."""
    return " ".join(_show_key(key) for key in sequence)


def _parse_key(key: str) -> str:
    if key in _FROM_SIGN:
        return _FROM_SIGN[key]
    if key in SIGNS or key in _NAMED or (len(key) == 1 and key.isprintable()):
        return key
    modified = re.fullmatch(r"(ctrl|shift|alt)\+(.+)", key)
    if modified and modified[1] != "shift" and re.fullmatch(r"[a-z]", modified[2]):
        return key
    if modified and modified[2] in _NAMED:
        return key
    raise KeyProblem(f"'{key}' is no key{nearest(key, [*_NAMED, *SIGNS])}")


def _show_key(key: str) -> str:
    if key in _SHOWN:
        return _SHOWN[key]
    if key in SIGNS:
        return SIGNS[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if re.fullmatch(r"f\d+", key) else key
