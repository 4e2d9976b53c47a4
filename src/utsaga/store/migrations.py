"""From older versions of the study's files to the present one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from utsaga.model.action import Change, Table
from utsaga.model.info import FORMAT
from utsaga.store.errors import BadFile, NewerFormat
from utsaga.store.layout import STUDY
from utsaga.store.snapshot import Doc, Tables

Step = Callable[[Table, Doc], Doc]
"""Takes one record one version on, wherever it stands: in a file, a journal or the history.

Returns a new record with the same id and leaves the given one alone. A step may meet a record that
it has already taken on (the program was killed half way): then it returns it as it is.
"""

STEPS: Mapping[int, Step] = {}
"""By the version that a step starts from. Every version below FORMAT has one."""


def version_of(tables: Tables) -> int:
    """The format version in the tables of study.json.

    Raises:
        BadFile: they name none.
        NewerFormat: they are from a newer version of the program.
    """
    infos = list(tables.get(STUDY, {}).values())
    version = infos[0].get("format") if len(infos) == 1 else None
    if type(version) is not int or version < 0:
        raise BadFile("study.json does not say which format it has: is this the folder of a study?")
    if version > FORMAT:
        raise NewerFormat(
            f"This study has format {version}, and this version of utsaga knows formats up to {FORMAT}: "
            "update utsaga. Nothing was changed."
        )
    return version


def migrate(file: str, tables: Tables, version: int) -> Tables:
    """The tables of a file of an older version as the present one has them.

    Raises:
        BadFile: there is no way from that version to the present one.
    """
    if version == FORMAT:
        return tables
    return {
        name: {key: migrate_record(Table(file, name), doc, version) for key, doc in docs.items()}
        for name, docs in tables.items()
    }


def migrate_change(change: Change, version: int) -> Change:
    """A change as it would have been made in the present version.

    Raises:
        BadFile: there is no way from that version to the present one.
    """
    if version == FORMAT:
        return change
    before, after = (
        None if doc is None else migrate_record(change.table, dict(doc), version)
        for doc in (change.before, change.after)
    )
    return Change(change.table, change.id, before, after)


def migrate_record(table: Table, doc: Doc, version: int) -> Doc:
    """A record of an older version as the present one has it.

    Raises:
        BadFile: there is no way from that version to the present one.
    """
    for number in range(version, FORMAT):
        if number not in STEPS:
            raise BadFile(f"This study has format {version}, which this version of utsaga cannot read")
        doc = STEPS[number](table, doc)
    return {**doc, "format": FORMAT} if table == Table(STUDY, STUDY) else doc
