"""Codes of one name at one place: what a merge leaves when two coders made the same code apart.

The program makes no two such codes by itself, and unites none by itself: whether two coders meant the same
by a name is theirs to say. Merging the one into the other is a key in the codebook, and can be undone.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from utsaga.model.code import Code
from utsaga.model.codetree import CodeTree, name_key
from utsaga.model.errors import BadRecord
from utsaga.model.record import all_from_json
from utsaga.store import snapshot

WHAT_TO_DO = "merge them in the codebook if they are one"


def namesakes(codes: CodeTree) -> list[str]:
    """Every case in words, by path: ``2 codes are called 'tema / tid'``."""
    found: dict[tuple[str | None, str], list[Code]] = {}
    for _, code in codes.walk():
        above = codes.parent(code.id)
        found.setdefault((above.id if above else None, name_key(code.name)), []).append(code)
    return [
        f"{len(alike)} codes are called '{codes.path(alike[0].id)}'"
        for alike in found.values()
        if len(alike) > 1
    ]


def new_namesakes(codes: CodeTree, known: Collection[str], key: str = "") -> str:
    """What there is beside the cases that were known, as a sentence; empty when there is nothing new.

    ``key`` is what merges codes where the sentence is read.
    """
    new = [said for said in namesakes(codes) if said not in known]
    return f"{'; '.join(new)}: {WHAT_TO_DO}{f' ({key})' if key else ''}." if new else ""


def codes_in_file(path: Path) -> CodeTree:
    """The codebook of one file of a study; empty where it holds none that can be read."""
    try:
        tables = snapshot.from_bytes(path.read_bytes(), path.name)
        return CodeTree(all_from_json(Code, list(tables.get("codes", {}).values())))
    except BadRecord:
        return CodeTree(())
