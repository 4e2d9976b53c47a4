"""Keys to commands: the registry's defaults with the user's changes, checked before they are used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from utsaga.commands import BY_ID, COMMANDS, CONTEXTS, Command, Scope
from utsaga.model.errors import UtsagaError
from utsaga.nearest import nearest

_NAMED = {
    "enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{n}" for n in range(1, 13)),
}  # fmt: skip

_SIGN_NAMES = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Where Textual calls a sign otherwise than Unicode does."""

_KEYBOARDS = [*map(chr, range(0x21, 0x2C0)), *map(chr, range(0x2010, 0x2040)), "€"]
"""What keys of European keyboards may write."""

_SAME = {"ctrl+i": "tab", "ctrl+m": "enter"}
"""What terminals send as another key."""

_SHOWN = {"escape": "Esc", "space": "Space", "enter": "Enter", "tab": "Tab", "down": "↓", "up": "↑",
          "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
          "delete": "Del", "backspace": "Backspace", "insert": "Ins"}  # fmt: skip

_FROM_SHOWN = {shown.casefold(): name for name, shown in _SHOWN.items()}


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
            try:
                self._keys[command_id] = tuple(parse_keys(key) for key in keys)
            except KeyProblem as problem:
                raise KeyProblem(f"{command_id}: {problem}") from None
        self._pressed = frozenset(
            key for sequences in self._keys.values() for sequence in sequences for key in sequence
        )
        self._scopes: dict[Scope, dict[tuple[str, ...], Command]] = {scope: {} for scope in Scope}
        for command in COMMANDS:
            for sequence in self._keys[command.id]:
                self._scopes[command.scope].setdefault(sequence, command)
        for context in CONTEXTS:
            self._refuse_clashes(context)

    @property
    def pressed(self) -> frozenset[str]:
        """Every key that means something, alone or in a sequence, somewhere."""
        return self._pressed

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
        """Take a key; a sequence that leads nowhere is dropped whole: a slip must not become a command."""
        meaning = self._keymap.look_up((*self._held, key), scopes)
        self._held = meaning.keys if isinstance(meaning, Waiting) else ()
        return meaning


def parse_keys(text: str) -> tuple[str, ...]:
    """A key sequence (``g t``, ``Ctrl+D``, ``?``, ``Esc``) in Textual's names.

    Raises:
        KeyProblem: a key is unknown.
    """
    parts = text.split()
    if not parts:
        raise KeyProblem("a key is missing between the quotation marks")
    return tuple(_parse_key(part) for part in parts)


def show_keys(sequence: Sequence[str]) -> str:
    """A key sequence as people write it, and as ``parse_keys`` reads it."""
    return " ".join(_show_key(key) for key in sequence)


def _parse_key(key: str) -> str:
    named = _parse_named(key)
    if named:
        return named
    if len(key) == 1 and key.isprintable():
        return key if key.isalnum() else _sign_name(key)
    modifier, plus, rest = key.rpartition("+")
    modifier = modifier.casefold()
    if plus and modifier in ("ctrl", "alt") and re.fullmatch(r"[A-Za-z]", rest):
        pressed = f"{modifier}+{rest.lower()}"
        return _SAME.get(pressed, pressed)
    if plus and modifier in ("ctrl", "shift", "alt") and (named := _parse_named(rest)):
        return f"{modifier}+{named}"
    raise KeyProblem(f"'{key}' is no key{_near(key)}")


def _near(wrong: str) -> str:
    """The key that was probably meant, in words; empty where none is near."""
    *held, last = wrong.casefold().split("+")
    if held and not last:
        return f": what is pressed with it is missing, as in '{wrong}d'" if wrong.count("+") == 1 else ""
    if held and re.fullmatch("[a-z]", last):
        with_it = next((one for one in ("ctrl", "alt") if one in held), "")
        meant = f"{with_it}+{last}" if with_it else last.upper() if held == ["shift"] else ""
        return f" (did you mean '{meant}'?)" if meant else ""
    return nearest(wrong, [*_NAMED, *_SHOWN.values()])


def _parse_named(key: str) -> str | None:
    """A key by its name: one that people write, Textual's, or that of a sign."""
    folded = key.casefold()
    if folded in _NAMED or folded in _FROM_SHOWN:
        return _FROM_SHOWN.get(folded, folded)
    return key if key in _SIGNS else None


def _show_key(key: str) -> str:
    modifier, _, bare = key.rpartition("+")
    if modifier:
        shown = bare.upper() if len(bare) == 1 else _show_key(bare)
        return f"{modifier.capitalize()}+{shown}"
    if key in _SHOWN:
        return _SHOWN[key]
    return key.upper() if re.fullmatch(r"f\d+", key) else _SIGNS.get(key, key)


def _sign_name(sign: str) -> str:
    """Textual's name of a sign: its name in Unicode, with a few exceptions."""
    try:
        name = unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_")
    except ValueError:
        raise KeyProblem(f"'{sign}' is no key") from None
    return _SIGN_NAMES.get(name, name)


_SIGNS = {_sign_name(sign): sign for sign in _KEYBOARDS if sign.isprintable() and not sign.isalnum()}
