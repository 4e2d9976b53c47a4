"""What is still noted of passages that are gone: nobody can place them, and it keeps their words."""

from __future__ import annotations

from utsaga.model.action import Action, Change, Table
from utsaga.model.errors import UtsagaError
from utsaga.study.phrases import counted
from utsaga.study.study import Study


def orphaned(study: Study, file: str) -> list[Change]:
    """What takes such notes out of a coder's file.

    Raises:
        UtsagaError: the file cannot be read.
    """
    contents = study.store.contents(file)
    passages = {change.id for change in contents if change.table.name in ("codings", "memos")}
    notes = (change for change in contents if change.table == Table(file, "reviews"))
    return [change.inverse() for change in notes if change.id not in passages]


def let_go(study: Study) -> Action | None:
    """Let such notes go everywhere; None where there are none. What cannot be read is left to the check."""
    changes: list[Change] = []
    for file in study.store.files():
        try:
            changes += orphaned(study, file) if Table(file, "").source_key else []
        except UtsagaError:
            continue
    if not changes:
        return None
    return Action("reviews.orphaned", study.coder, tuple(changes), counts={"passages": len(changes)})


def put_right(study: Study) -> list[str]:
    """Let such notes go, and say so.

    Raises:
        UtsagaError: the study may not be written, or the disk refuses.
    """
    action = let_go(study)
    if action is None:
        return []
    study.do(action)
    many = counted(len(action.changes), "note")
    return [f"{many} of passages that are gone: let go, with the words that {_kept(len(action.changes))}"]


def _kept(number: int) -> str:
    return "it kept" if number == 1 else "they kept"
