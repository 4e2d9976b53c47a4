"""What the status line of the workspace says while nothing else is said there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from utsaga.commands import BY_ID
from utsaga.study.phrases import counted
from utsaga.text.cells import shortened
from utsaga.tui.parts import Part
from utsaga.tui.screens.desk.notes_here import names
from utsaga.tui.screens.desk.pinned import pinned

if TYPE_CHECKING:
    from utsaga.tui.screens.desk.workspace import Workspace

_SHORT_NAME = 12
"""Cells that a name keeps beside the keys on the status line."""


def standing(at: Workspace, *, notes_shown: bool) -> list[Part]:
    """Who writes, what waits, what was begun, and by which unit; codes where no pane of notes shows them."""
    parts = []
    if at.study.why_read_only:
        holder = at.study.store.holder
        write = f": {at.program.succession.key} to write" if at.study.vacant else ""
        who = f", {holder.who} writes" if holder and not write else ""
        parts.append(Part(f"read only{who}{write}  ", "warning"))
    if at.study.store.trouble:
        parts.append(Part(f"{at.study.store.trouble}  ", "warning"))
    if at.moving is not None:
        return [*parts, *_edges_words(at)]
    if at.placing is not None:
        return [*parts, *_placing_words(at)]
    reader = at.reader
    waiting = len(at.study.held.reviews(reader.source_id)) if reader.source_id else 0
    if waiting:
        wait = "waits" if waiting == 1 else "wait"
        key = at.keymap.shown(BY_ID["go.reviews"])
        parts.append(Part(f"{counted(waiting, 'passage')} {wait}: {key}  ", "warning"))
    parts.append(Part(f"{reader.cursor.unit.value}  ", "muted"))
    if reader.cursor.extending:
        state = "extending" if reader.extending else "selected"
        parts.append(Part(f"{state} {reader.selection_size()}  ", "strong"))
    room = at.size.width - 1 - sum(cell_len(part.text) for part in parts)
    here = [] if notes_shown else names(at.study, reader.codings(), room)
    return [*parts, *(here or pinned(at.study, at.keymap, at.reader.source_id, room + 2))]


def _placing_words(at: Workspace) -> list[Part]:
    save, cancel = (at.keymap.shown(BY_ID[name]) for name in ("code.move_edges", "select.cancel"))
    was = " ".join(at.placing.quote.split()) if at.placing else ""
    return [Part(f"Select the words: {save} places it, {cancel} cancels. ", "strong"), Part(was, "muted")]


def _edges_words(at: Workspace) -> list[Part]:
    keys = [
        at.keymap.shown(BY_ID[name])
        for name in ("select.grow", "select.shrink", "select.swap", "code.move_edges", "select.cancel")
    ]
    name = at.study.code_name(at.moving.coding.code) if at.moving else ""
    grow, shrink, swap, save, cancel = keys
    said, hint = "Edges of ", f": {grow} {shrink} size  {swap} other edge  {save} saves  {cancel} cancels"
    room = at.size.width - len(said) - len(hint) - 2
    return [Part(f"{said}{shortened(name, max(room, _SHORT_NAME))}", "strong"), Part(hint)]
