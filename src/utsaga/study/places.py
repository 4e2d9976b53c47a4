"""Where the records of a study stand: its tables, and how a coder's files are named."""

from __future__ import annotations

import uuid
from functools import lru_cache

from utsaga.model.action import Table
from utsaga.model.ids import slug

STUDY = Table("study", "study")
SOURCES = Table("study", "sources")
CODES = Table("study", "codes")
CODERS = Table("study", "coders")
MEMOS = Table("study", "memos")
PARTICIPANTS = Table("study", "participants")
ATTRIBUTES = Table("study", "attributes")
GUIDES = Table("study", "guides")
ASKED = "asked"
PASSES = "passes"
"""Tables in a coder's file for a source, beside codings, memos and reviews."""


def codings_table(source_key: str, coder: str) -> Table:
    """Where one coder's codings in one source stand."""
    return Table(f"codings/{source_key}.{slug(coder)}", "codings")


def memos_table(source_key: str, coder: str) -> Table:
    """Where one coder's memos on a source and its passages stand: they go when the source is erased."""
    return Table(f"codings/{source_key}.{slug(coder)}", "memos")


def reviews_table(source_key: str, coder: str) -> Table:
    """Where those of a coder's passages in a source are noted that a person must find again."""
    return Table(f"codings/{source_key}.{slug(coder)}", "reviews")


@lru_cache(1024)
def coder_id(name: str) -> str:
    """The record id of a coder: the same wherever the name is used, so that two copies of a study agree."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"utsaga:coder:{slug(name)}").hex
