"""The user's settings: ``config.toml``, read strictly."""

from __future__ import annotations

import getpass
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path, user_config_path

from utsaga.filepaths import is_there, read_at_most
from utsaga.keymap import Keymap, KeyProblem
from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.ids import coder_name
from utsaga.nearest import nearest

THEMES = ("dark", "light", "contrast", "terminal")
"""Names of the colour themes; ``terminal`` keeps to the terminal's own 16 colours."""

_NAMED_BY = "UTSAGA_CONFIG"

_LARGEST = 100_000


class BadConfig(UtsagaError):
    """The configuration cannot be used; the message names the file, the key and what would be valid."""


@dataclass(frozen=True, slots=True)
class Config:
    """Settings. ``coder`` is the name under which this user codes."""

    coder: str
    theme: str = "dark"
    mouse: bool = False
    keymap: Keymap = field(default_factory=Keymap)


def config_path() -> Path:
    """Where the configuration is read from: ``$UTSAGA_CONFIG``, or this system's place for it."""
    named = os.environ.get(_NAMED_BY)
    return Path(named) if named else user_config_path("utsaga") / "config.toml"


def is_named() -> bool:
    """Whether the user has named the configuration: then it must be there."""
    return bool(os.environ.get(_NAMED_BY))


def cache_path() -> Path:
    """Where what can be made anew is kept: copies for the clipboard."""
    return user_cache_path("utsaga")


def read_config(path: Path | None = None) -> Config:
    """Read the configuration; without a file, the defaults.

    Raises:
        BadConfig: the file cannot be read, a setting in it is unknown or wrong, or ``$UTSAGA_CONFIG`` names
            one that is not there.
    """
    where = path or config_path()
    if path is None and is_named() and not is_there(where):
        raise BadConfig(f"{where}: is not there, though {_NAMED_BY} names it: write or unset it")
    values = _read(where)
    for key in values:
        if key not in _CHECKS:
            raise BadConfig(f"{where}: '{key}' is no setting{nearest(key, _CHECKS)}")
    checked: dict[str, Any] = {key: _CHECKS[key](where, value) for key, value in values.items()}
    if "keys" in checked:
        checked["keymap"] = checked.pop("keys")
    checked.setdefault("coder", _login())
    return Config(**checked)


def _read(where: Path) -> dict[str, Any]:
    if where == Path(os.devnull):  # as a shell says that there is none
        return {}
    try:
        content = read_at_most(where, _LARGEST)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadConfig(f"{where}: cannot be read ({error.strerror})") from None
    if len(content) > _LARGEST:
        raise BadConfig(f"{where}: is larger than a configuration can be")
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadConfig(f"{where}: line {line} is not in UTF-8: save the file in that encoding") from None
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(f"{where}: {error}") from None


def _coder(where: Path, value: object) -> str:
    try:
        return coder_name(value if isinstance(value, str) else "")
    except Refused:
        raise BadConfig(f"{where}: 'coder' must be a name with letters a to z or digits") from None


def _theme(where: Path, value: object) -> str:
    if value not in THEMES:
        raise BadConfig(f"{where}: 'theme' must be one of {', '.join(THEMES)}{nearest(str(value), THEMES)}")
    return str(value)


def _mouse(where: Path, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadConfig(f"{where}: 'mouse' must be true or false")
    return value


def _keys(where: Path, value: object) -> Keymap:
    if not isinstance(value, dict):
        raise BadConfig(f'{where}: \'keys\' must be a table: [keys], then "code.palette" = "c"')
    changes: dict[str, list[str]] = {}
    for command, keys in value.items():
        listed = [keys] if isinstance(keys, str) else keys
        if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
            raise BadConfig(f"{where}: keys.{command} must be a key or a list of keys")
        changes[command] = [key for key in listed if key]
    try:
        return Keymap(changes)
    except KeyProblem as problem:
        raise BadConfig(f"{where}: [keys]: {problem}") from None


_CHECKS = {"coder": _coder, "theme": _theme, "mouse": _mouse, "keys": _keys}


def _login() -> str:
    try:
        return coder_name(getpass.getuser())
    except (KeyError, OSError, Refused):
        return "coder"
