"""Ending, when a study is opened, an erasure that a kill has broken off."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from utsaga.model.action import Action
from utsaga.model.errors import NotFound, UtsagaError
from utsaga.store import Store
from utsaga.store.erasure import Erasure
from utsaga.store.wiping import ERASED
from utsaga.study.living.record_names import record_names


def end_erasure(store: Store, present: Callable[[], Mapping[str, str]]) -> str:
    """Do the rest of an erasure, and say so; nothing is said when none was begun.

    ``present`` gives the hashes of the texts by the keys of their sources. What keeps it from ending is
    said, too: the study can be worked in all the same, and the next start tries again.
    """
    try:
        erasure = store.erasures.noted()
        if erasure is None:
            return ""
        store.repair()  # half files of the killed session
        _note_act(store, erasure)
        store.settle()
        left = store.erasures.carry_out(erasure, present(), record_names(store)).left
    except UtsagaError as error:
        return f"An erasure was broken off and could not be ended: {error}."
    said = f"The erasure that {erasure.who} began had been broken off; it has now been done to its end."
    return f"{said} The words still stand in {', '.join(left)}: erase again later." if left else said


def _note_act(store: Store, erasure: Erasure) -> None:
    try:
        store.action(erasure.act)
    except NotFound:
        counts = {"words": len(erasure.words)}
        store.commit(Action(ERASED, erasure.who, counts=counts, id=erasure.act, at=erasure.at))
