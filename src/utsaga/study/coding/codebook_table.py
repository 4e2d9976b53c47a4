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
from utsaga.study.coding import memos
from utsaga.study.coding.paths import PathPlanner
from utsaga.study.coding.pins import pins_changed
from utsaga.study.places import CODES
from utsaga.study.study import Study
from utsaga.study.tables import TOO_LONG, Row, read_table

REQUIRED = ("code",)
OPTIONAL = ("definition", "memo", "pin", "passages")

MEMO_JOINT = "\n\n"
"""What stands between the memos of a code in the column 'memo'."""


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
    written: dict[tuple[str, str], Change] = {}
    for row in rows:
        code = planner.at(_names(row))
        definition = row["definition"].strip()
        if definition and definition != code.definition:
            after = replace(code, definition=definition, modified=now())
            if code.id in study.codes:
                defined[code.id] = Change(CODES, code.id, to_json(code), to_json(after))
            else:
                planner.change(after)
        if (said := row["memo"].strip()) and not _has_memo(study, code, said):
            written[code.id, said] = memos.creation(study, memos.new_memo(study, "code", code.id, said))
        pins = _pinned(pins, row, code)
    pinning = pins_changed(study, pins)
    changes = [*planner.changes, *defined.values(), *written.values(), *([pinning] if pinning else [])]
    if not changes:
        raise Refused(f"The codebook holds all of {path.name} already.")
    touched = {change.id for change in planner.changes} | set(defined) | {code_id for code_id, _ in written}
    touched |= {code_id for digit, code_id in pins.items() if study.pins.get(digit) != code_id}
    return Action("codes.import", study.coder, tuple(changes), counts={"codes": len(touched)})


def _names(row: Row) -> list[str]:
    if row.too_long:
        raise Refused(f"Line {row.line}: {TOO_LONG}.")
    names = split_path(row["code"])
    if not names:
        raise Refused(f"Line {row.line}: the column 'code' is empty.")
    return names


def _has_memo(study: Study, code: Code, said: str) -> bool:
    there = [memo.text for memo in memos.of_code(study, code.id)]
    return said in there or said == MEMO_JOINT.join(there)


def _pinned(pins: dict[str, str], row: Row, code: Code) -> dict[str, str]:
    digit = row["pin"].strip()
    if not digit:
        return pins
    if len(digit) != 1 or digit not in "123456789":
        raise Refused(f"Line {row.line}: 'pin' must be one of the digits 1 to 9.")
    kept = {d: code_id for d, code_id in pins.items() if code_id != code.id}
    return {**kept, digit: code.id}
