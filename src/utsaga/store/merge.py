"""Two people changed the same record: which version stays, and what becomes of the other. Pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from utsaga.store.snapshot import Doc, to_text

CONFLICTS = "conflicts"
"""The table, in the same file, that keeps what lost."""


class Settled(NamedTuple):
    """The version that stays (None: no record) and the one that lost, if its words would be gone."""

    record: Doc | None
    lost: Doc | None = None


def settle(known: Iterable[Doc | None], ours: Doc | None, theirs: Doc | None) -> Settled:
    """Settle one record between what is in memory and what stands in the file.

    ``known`` are the versions that this program itself has had or put there: a file that shows one
    of them was not changed by anybody else. Otherwise an edit beats a deletion, and the later
    ``modified`` beats the earlier; on a tie both sides choose the same, whoever merges.
    """
    known = list(known)
    if theirs == ours or theirs in known:
        return Settled(ours)
    if all(version == ours for version in known):
        return Settled(theirs)
    if theirs is None or ours is None:
        return Settled(ours or theirs)
    winner, loser = sorted((ours, theirs), key=_rank, reverse=True)
    return Settled(winner, loser)


def conflict(table: str, lost: Doc | None) -> Doc | None:
    """The record that keeps a version that lost, its coder's; None when none did that is to be kept.

    The same loss gives the same record, whoever merges and when: its times are those of the version. What
    lost of a kept version is not kept again.
    """
    if lost is None or table == CONFLICTS:
        return None
    record_id = str(lost.get("id", ""))
    digest = hashlib.sha256(f"{table} {record_id} {to_text(lost)}".encode()).hexdigest()
    return {
        "id": digest[:32],
        "table": table,
        "record": record_id,
        "lost": lost,
        "coder": str(lost.get("coder", "")),
        "created": str(lost.get("created", "")),
        "modified": str(lost.get("modified", "")),
    }


def _rank(doc: Doc) -> tuple[str, str]:
    return str(doc.get("modified", "")), to_text(doc)
