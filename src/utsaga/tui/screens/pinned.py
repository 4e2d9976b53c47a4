"""The pinned codes, for the status line; before there are any, how to come by them."""

from __future__ import annotations

from utsaga.commands import BY_ID
from utsaga.keymap import Keymap
from utsaga.study import Study
from utsaga.tui.parts import Part, code_mark

_LONGEST = 14


def pinned(study: Study, keymap: Keymap, source_id: str | None) -> list[Part]:
    """The pinned codes with their keys; a hint while none is pinned."""
    if not study.pins:
        return [Part(_hint(study, keymap) if source_id is not None else "", "muted")]
    parts: list[Part] = []
    for digit, code_id in study.pins.items():
        code = study.codes[code_id]
        name = code.name if len(code.name) <= _LONGEST else f"{code.name[: _LONGEST - 1]}…"
        parts += [Part(f"{digit} ", "key"), code_mark(code), Part(f"{name}  ")]
    return parts


def _hint(study: Study, keymap: Keymap) -> str:
    names = ("code.palette", "go.codebook", "codes.pin.1", "codes.pin.9")
    name_code, codes, first, last = (keymap.shown(BY_ID[name]) for name in names)
    if not len(study.codes):
        return f"{name_code} names the first code for what is selected"
    return f"{codes}, then {first} to {last}, pins a code to that key"
