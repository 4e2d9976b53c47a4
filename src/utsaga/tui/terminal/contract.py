"""Whether private parts of Textual are as this program needs them."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

import textual


def what_changed(functions: Mapping[str, Sequence[str]], constants: Iterable[str] = ()) -> str:
    """Which part is not as needed, in words; "" when all are.

    ``functions`` gives the parameters of each by its name (``module:Class.attribute``); ``constants`` are
    names of texts.
    """
    for name in constants:
        if not isinstance(_part(name), str):
            return _has_changed(name)
    for name, parameters in functions.items():
        part = _part(name)
        if part is None or list(inspect.signature(part).parameters) != list(parameters):
            return _has_changed(name)
    return ""


def _has_changed(name: str) -> str:
    # Textual looks its version up among all that is installed, which takes 15 ms: not at every start.
    return f"{name} has changed in Textual {textual.__version__}"


def _part(name: str) -> Any:
    """The part of Textual of this name, or None where there is none."""
    module, _, path = name.partition(":")
    try:
        part: Any = import_module(module)
    except ImportError:
        return None
    for attribute in path.split("."):
        part = getattr(part, attribute, None)
    return part
