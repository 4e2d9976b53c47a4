"""Codes on the digits 1 to 9, for each coder."""

from __future__ import annotations

from dataclasses import replace

from utsaga.model.action import Action, Change
from utsaga.model.code import Code, Coder
from utsaga.model.errors import Refused
from utsaga.model.ids import now
from utsaga.model.record import to_json
from utsaga.study.places import CODERS, coder_id
from utsaga.study.study import Study


def pin(study: Study, code: Code, digit: str | None) -> Action:
    """Put a code on a digit "1".."9" for this coder; None takes it off.

    Raises:
        Refused: the digit is not one, or nothing would change.
    """
    if digit is not None and (len(digit) != 1 or digit not in "123456789"):
        raise Refused("A code is pinned to one of the digits 1 to 9.")
    coder = study.held.coder(study.coder)
    pins = {d: code_id for d, code_id in (coder.pins if coder else {}).items() if code_id != code.id}
    if digit is not None:
        pins[digit] = code.id
    name = "codes.unpin" if digit is None else "codes.pin"
    change = pins_changed(study, pins)
    if change is None:
        raise Refused("The code is not pinned." if digit is None else "The code is there already.")
    refs = {"code": code.id} | ({"digit": digit} if digit else {})
    if digit is not None and (had := study.pins.get(digit)):
        refs["instead"] = had
    return Action(name, study.coder, (change,), refs=refs)


def repinned(study: Study, code_ids: set[str], into: str | None) -> tuple[Change, ...]:
    """The changes to everybody's pins when codes go, or go into another one."""
    changes = []
    for coder in study.held.coders:
        left = {digit: code_id for digit, code_id in coder.pins.items() if code_id not in code_ids}
        freed = sorted(set(coder.pins) - set(left))
        if freed and into is not None and into not in left.values():
            left[freed[0]] = into
        if freed:
            changes.append(_changed(coder, left))
    return tuple(changes)


def pins_changed(study: Study, pins: dict[str, str]) -> Change | None:
    """The change to this coder's pins; None if they are so already."""
    coder = study.held.coder(study.coder)
    if pins == (coder.pins if coder else {}):
        return None
    if coder is None:
        moment = now()
        new = Coder(coder_id(study.coder), study.coder, moment, moment, pins, study.coder)
        return Change(CODERS, new.id, None, to_json(new))
    return _changed(coder, pins)


def _changed(coder: Coder, pins: dict[str, str]) -> Change:
    after = replace(coder, pins=pins, modified=now())
    return Change(CODERS, coder.id, to_json(coder), to_json(after))
