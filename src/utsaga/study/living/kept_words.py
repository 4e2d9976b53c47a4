"""What a kept version is about, and in what it differs from what stands now, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from utsaga.model.action import Json, Table
from utsaga.store import BadFile, Damaged
from utsaga.store.follow import MERGED
from utsaga.store.layout import STUDY
from utsaga.study.living.kept import KeptVersion, present, strings
from utsaga.study.study import Study

_UNTOLD = frozenset(
    ("id", "created", "modified", "coder", "prefix", "suffix", "sha256", "origin_sha256", "start", "end")
)
"""Fields that tell a person nothing, or what another field tells better."""

_CALLED = {
    "quote": "words",
    "starred": "to print",
    "code": "code",
    "parent": "below",
    "source": "transcript",
    "target": "about",
    "colour": "colour",
    "also": "other labels",
}


class Difference(NamedTuple):
    """A field in which a version differs, and what stands there then and now; empty where nothing does."""

    field: str
    kept: str
    now: str


def about(study: Study, kept: KeptVersion) -> str:
    """What a version is one of: ``coding under 'tillit'``, ``transcript 'Intervju 1'``."""
    lost = kept.lost
    name = str(lost.get("title") or lost.get("name") or "")
    match kept.table:
        case "codings":
            return f"coding under '{study.code_name(str(lost.get('code', '')))}'"
        case "memos":
            return str(lost.get("kind") or "memo")
        case "study":
            return "the study"
        case "coders":
            return f"pinned codes of {name}"
        case "reviews":
            return "note of a passage to place"
        case "asked":
            return "note of a guide question"
        case "passes":
            return "note of a reading"
        case "":
            return "something that this version does not know"
        case table:
            return f"{_ONE[table]} '{name}'"


_ONE = {
    "sources": "transcript",
    "codes": "code",
    "participants": "participant",
    "attributes": "attribute",
    "guides": "guide",
}


def where(study: Study, kept: KeptVersion) -> str:
    """The transcript that a version belongs to and whose it is, or its file: that is everybody's."""
    key = Table(kept.file, "").source_key
    title = next((source.title for source in study.sources if source.key == key), kept.file)
    coder = str(kept.stored.get("coder", ""))
    return f"{title}, {coder}" if key and coder else title


def writers(study: Study, versions: Iterable[KeptVersion]) -> dict[str, str]:
    """Who wrote versions, by their ids: whose passages they are of, else as the history tells.

    Not in it are those of which the history tells no more. A record of the whole study names who made it,
    which says nothing of who changed it. Reads the whole history of the study's own records.
    """
    versions = list(versions)
    found = {one.id: str(one.stored.get("coder", "")) for one in versions if one.file != STUDY}
    sought = [one for one in versions if one.file == STUDY]
    try:
        for act, change in study.store.written(STUDY) if sought else ():
            for one in sought:
                wrote = (change.table.name, change.id, change.after) == (one.table, one.record_id, one.lost)
                if wrote and act.name != MERGED:
                    found.setdefault(one.id, act.who)
    except (BadFile, Damaged):
        return found  # the check tells of a damaged history; versions can be settled all the same
    return found


def differences(study: Study, kept: KeptVersion) -> list[Difference]:
    """In what a version differs from the record as it stands."""
    now, lost = present(study, kept), kept.lost
    if now is None:
        return [Difference(_called(name), _said(study, name, lost[name]), "") for name in _told(lost)]
    fields = dict.fromkeys((*_told(lost), *_told(now)))
    found = [
        Difference(_called(name), _said(study, name, lost.get(name)), _said(study, name, now.get(name)))
        for name in fields
        if lost.get(name) != now.get(name)
    ]
    if not found and (lost.get("start"), lost.get("end")) != (now.get("start"), now.get("end")):
        found = [Difference("place", *(f"{one.get('start')} to {one.get('end')}" for one in (lost, now)))]
    return found


def _told(record: Json) -> list[str]:
    return [name for name, value in record.items() if name not in _UNTOLD and value not in ("", None, [], {})]


def _called(name: str) -> str:
    return _CALLED.get(name, name.replace("_", " "))


def _said(study: Study, name: str, value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "yes" if value else "no" if value is False else ""
    if name in ("code", "parent"):
        return study.codes.path(str(value)) if str(value) in study.codes else study.code_name(str(value))
    if name in ("source", "target"):
        return study.source_title(str(value))
    return str(value) if isinstance(value, str | int) else ", ".join(filter(None, strings(value)))
