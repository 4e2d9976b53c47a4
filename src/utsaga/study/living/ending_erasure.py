"""Ending, when a study is opened, an erasure that a kill has broken off."""

from __future__ import annotations

from collections.abc import Callable

from utsaga.model.action import Action
from utsaga.model.errors import NotFound, UtsagaError
from utsaga.store import Store
from utsaga.store.erasure import Erasure
from utsaga.store.wiping import ERASED
from utsaga.study.living.originals import Wiping
from utsaga.study.living.replacing import Rule, kept_rules
from utsaga.study.study import Study
from utsaga.study.ways import Ways


def end_erasure(study: Study) -> Callable[[Ways], str]:
    """Do the rest of an erasure; returns what says so, and says nothing when none was begun.

    What keeps it from ending is said, too: the study can be worked in all the same, and the next start
    tries again.
    """
    store = study.store
    try:
        erasure = store.erasures.noted()
        if erasure is None:
            return lambda _: ""
        store.repair()  # half files of the killed session
        _note_act(store, erasure)
        store.settle()
        erased = Wiping(study, erasure, *_rules(study)).wipe()
    except UtsagaError as error:
        problem = f"An erasure was broken off and could not be ended: {error}."
        return lambda _: problem
    said = f"The erasure that {erasure.who} began had been broken off; it has now been done to its end."
    return lambda ways: " ".join(filter(None, (said, erased.left_in_words(ways))))


def _rules(study: Study) -> tuple[list[Rule], str]:
    """The study's list of replacements, or why it cannot be read: the note has the words all the same."""
    try:
        return kept_rules(study), ""
    except UtsagaError as error:
        return [], str(error).removesuffix(".")


def _note_act(store: Store, erasure: Erasure) -> None:
    try:
        store.action(erasure.act)
    except NotFound:
        counts = {"words": len(erasure.words)}
        store.commit(Action(ERASED, erasure.who, counts=counts, id=erasure.act, at=erasure.at))
