"""The codebook from a table: codes, definitions, memos and pins, planned as one action."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from utsaga.model.action import Action, Change
from utsaga.model.code import Code
from utsaga.model.codetree import split_path
from utsaga.model.errors import Refused
from utsaga.model.ids import now
from utsaga.model.record import to_json
from utsaga.study import memos
from utsaga.study.holdings import CODES, MEMOS
from utsaga.study.paths import PathPlanner
from utsaga.study.pins import pins_changed
from utsaga.study.study import Study
from utsaga.study.tables import Row, read_table

REQUIRED = ("code",)
OPTIONAL = ("definition", "memo", "pin", "passages")


def plan(study: Study, path: Path) -> Action:
    """Plan a codebook from a table: what is missing is created; definitions and pins it gives replace others.

    A memo is added unless the code has it already; a column that is empty changes nothing.

    Raises:
        BadTable: the file is no such table.
        Refused: a row has no code or a pin that is no digit, or nothing would change.
    """
    rows = read_table(path, REQUIRED, OPTIONAL)
    planner = PathPlanner(study)
    coder = study.held.coder(study.coder)
    pins = dict(coder.pins) if coder else {}
    defined: dict[str, Change] = {}
    written: list[Change] = []
    for row in rows:
        code = planner.at(_names(row))
        definition = row["definition"].strip()
        if definition and definition != code.definition:
            after = replace(code, definition=definition, modified=now())
            if code.id in study.codes:
                defined[code.id] = Change(CODES, code.id, to_json(code), to_json(after))
            else:
                planner.change(after)
        written.extend(_memo(study, code, row["memo"]))
        pins = _pinned(pins, row, code)
    pinning = pins_changed(study, pins)
    changes = [*planner.changes, *defined.values(), *written, *([pinning] if pinning else [])]
    if not changes:
        raise Refused(f"The codebook holds all of {path.name} already.")
    touched = {change.id for change in changes if change.table == CODES}
    return Action("codes.import", study.coder, tuple(changes), counts={"codes": len(touched)})


def _names(row: Row) -> list[str]:
    names = split_path(row["code"])
    if not names:
        raise Refused(f"Line {row.line}: the column 'code' is empty.")
    return names


def _memo(study: Study, code: Code, text: str) -> list[Change]:
    said = text.strip()
    if not said or any(memo.text == said for memo in memos.of_code(study, code.id)):
        return []
    memo = memos.new_memo(study, "code", code.id, said)
    return [Change(MEMOS, memo.id, None, to_json(memo))]


def _pinned(pins: dict[str, str], row: Row, code: Code) -> dict[str, str]:
    digit = row["pin"].strip()
    if not digit:
        return pins
    if len(digit) != 1 or digit not in "123456789":
        raise Refused(f"Line {row.line}: 'pin' must be one of the digits 1 to 9.")
    kept = {d: code_id for d, code_id in pins.items() if code_id != code.id}
    return {**kept, digit: code.id}
