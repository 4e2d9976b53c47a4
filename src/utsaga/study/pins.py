"""Codes on the digits 1 to 9, for each coder."""

from __future__ import annotations

from dataclasses import replace

from utsaga.model.action import Action, Change
from utsaga.model.code import Code, Coder
from utsaga.model.errors import Refused
from utsaga.model.ids import now
from utsaga.model.record import to_json
from utsaga.study.holdings import CODERS, coder_id
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
    return Action(name, study.coder, (change,), refs={"code": code.id})


def repinned(study: Study, code_ids: set[str], into: str | None) -> tuple[Change, ...]:
    """The changes to pins when codes go, or go into another one."""
    coder = study.held.coder(study.coder)
    if coder is None or not code_ids & set(coder.pins.values()):
        return ()
    taken = into in coder.pins.values()
    pins = {
        digit: (into if code_id in code_ids else code_id)
        for digit, code_id in coder.pins.items()
        if code_id not in code_ids or (into is not None and not taken)
    }
    change = pins_changed(study, {digit: code_id for digit, code_id in pins.items() if code_id})
    return (change,) if change else ()


def pins_changed(study: Study, pins: dict[str, str]) -> Change | None:
    """The change to this coder's pins; None if they are so already."""
    coder = study.held.coder(study.coder)
    moment = now()
    if coder is None:
        new = Coder(coder_id(study.coder), study.coder, moment, moment, pins)
        return Change(CODERS, new.id, None, to_json(new))
    if coder.pins == pins:
        return None
    return Change(CODERS, coder.id, to_json(coder), to_json(replace(coder, pins=pins, modified=moment)))
