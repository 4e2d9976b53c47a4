"""The pinned codes, for the status line; before there are any, how to come by them."""

from __future__ import annotations

from rich.cells import cell_len

from utsaga.commands import BY_ID
from utsaga.keymap import Keymap
from utsaga.study import Study
from utsaga.text.cells import shortened
from utsaga.tui.parts import Part, code_mark

_LONGEST = 14

_BESIDE = 6
"""Cells beside the name: its digit, its mark, and space."""


def pinned(study: Study, keymap: Keymap, source_id: str | None, room: int) -> list[Part]:
    """The pinned codes with their keys, as many as there is room for (cells); a hint while none is pinned."""
    if not study.pins:
        return [Part(_hint(study, keymap) if source_id is not None else "", "muted")]
    parts: list[Part] = []
    for digit, code_id in study.pins.items():
        code = study.codes[code_id]
        name = shortened(code.name, _LONGEST)
        room -= _BESIDE + cell_len(name)
        if room < 0:
            break
        parts += [Part(f"{digit} ", "key"), code_mark(code), Part(f"{name}  ")]
    return parts


def _hint(study: Study, keymap: Keymap) -> str:
    names = ("code.palette", "go.codebook", "codes.pin.1", "codes.pin.9")
    name_code, codes, first, last = (keymap.shown(BY_ID[name]) for name in names)
    if not len(study.codes):
        return f"{name_code} names the first code for what is selected"
    return f"{codes}, then {first} to {last}, pins a code to that key"
