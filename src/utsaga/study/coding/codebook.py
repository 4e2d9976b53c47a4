"""Changes to the codebook: new, renamed, moved, merged and deleted codes, definitions, colours."""

from __future__ import annotations

from dataclasses import replace

from utsaga.model.action import Action, Change
from utsaga.model.code import Code
from utsaga.model.codetree import same_name, split_path, tidy
from utsaga.model.errors import Refused
from utsaga.model.ids import now
from utsaga.model.memo import Memo
from utsaga.model.record import to_json
from utsaga.study.coding import codings
from utsaga.study.coding.paths import COLOURS, checked_name, plan_path
from utsaga.study.coding.pins import repinned
from utsaga.study.places import CODES, MEMOS
from utsaga.study.study import Study


def create(study: Study, path: str, under: str | None = None) -> Action:
    """Create the code at a path (``Theme / Category / code``), below a code or at the root.

    Raises:
        Refused: a name is missing or too long, or there is a code at the path already.
    """
    changes, code = plan_path(study, path, under=under)
    if not changes:
        raise Refused(f"There is a code '{study.codes.path(code.id)}' already.")
    return Action(
        "codes.create", study.coder, changes, refs={"code": code.id}, counts={"codes": len(changes)}
    )


def create_beside(study: Study, path: str, beside: Code | None) -> Action:
    """Create a code beside another one; a path of several names is one from the root, wherever that stands.

    Raises:
        Refused: as for ``create``.
    """
    above = study.codes.parent(beside.id) if beside is not None and len(split_path(path)) == 1 else None
    return create(study, path, above.id if above else None)


def rename(study: Study, code: Code, name: str) -> Action:
    """Give a code another name.

    Raises:
        Refused: the name is missing, too long, as it was, or a sibling has it.
    """
    wanted = checked_name(tidy(name))
    if wanted == code.name:
        raise Refused("The name is as it was.")
    refuse_twin(study, replace(code, name=wanted))
    return _one(study, "codes.rename", code, replace(code, name=wanted))


def define(study: Study, code: Code, definition: str) -> Action:
    """Say what a code covers."""
    return _one(study, "codes.define", code, replace(code, definition=definition.strip()))


def colour(study: Study, code: Code, number: int) -> Action:
    """Give a code another of the theme's code colours, counted from 1."""
    return _one(study, "codes.colour", code, replace(code, colour=(number - 1) % COLOURS + 1))


def move(study: Study, code: Code, parent: str | None, position: int | None = None) -> Action:
    """Move a code below another (or to the root), at a position among its siblings, counted from 0.

    Raises:
        Refused: the new place lies below the code itself or is gone, a sibling there has the code's name,
            or the code is there already.
    """
    _refuse_gone(study, code.id, parent)
    if parent is not None and any(below.id == parent for below in study.codes.subtree(code.id)):
        raise Refused("A code cannot be moved below itself.")
    moved = replace(code, parent=parent)
    refuse_twin(study, moved)
    siblings = [sibling for sibling in study.codes.children(parent) if sibling.id != code.id]
    at = len(siblings) if position is None else max(0, min(position, len(siblings)))
    arranged = [*siblings[:at], moved, *siblings[at:]]
    moment = now()
    before = {sibling.id: sibling for sibling in [*siblings, code]}
    changes = tuple(
        _changed(before[sibling.id], replace(sibling, order=number, modified=moment))
        for number, sibling in enumerate(arranged, 1)
        if before[sibling.id] != replace(sibling, order=number)
    )
    if not changes:
        raise Refused("The code is there already.")
    refs = {"code": code.id} | ({"above": parent} if parent is not None else {})
    among = {"place": at + 1, "of": len(arranged)} if parent == code.parent else {"top": int(parent is None)}
    return Action("codes.move", study.coder, changes, refs=refs, counts={"codes": 1} | among)


def merge(study: Study, code: Code, into: Code) -> Action:
    """Put everything under a code under another one, and let the first go.

    Its codings take the other code (a passage that has it already loses the twin), its memos and what
    lies below it move, its definition is added to the other's, its pins point to the other.

    Raises:
        Refused: the other is the code itself, lies below it or is gone, or both have a code of one name.
    """
    _refuse_gone(study, code.id, into.id)
    if any(below.id == into.id for below in study.codes.subtree(code.id)):
        raise Refused("A code cannot be merged into itself or into what lies below it.")
    _refuse_twins_below(study, code, into)
    moment = now()
    moved = codings.recoded(study, study.held.codings_of([code.id]), into.id)
    last = max((child.order for child in study.codes.children(into.id)), default=0)
    children = tuple(
        _changed(child, replace(child, parent=into.id, order=last + number, modified=moment))
        for number, child in enumerate(study.codes.children(code.id), 1)
    )
    definition = "\n".join(part for part in (into.definition, code.definition) if part)
    kept = replace(into, definition=definition, modified=moment)
    memos = tuple(
        Change(MEMOS, memo.id, to_json(memo), to_json(replace(memo, target=into.id, modified=moment)))
        for memo in _memos_about(study, {code.id})
    )
    changes = (
        *moved,
        *children,
        *memos,
        *repinned(study, {code.id}, into.id),
        *(() if definition == into.definition else (_changed(into, kept),)),
        Change(CODES, code.id, to_json(code), None),
    )
    counts = {"codes": 1, "passages": len({change.id for change in moved})}
    taken = {"below": len(study.codes.subtree(code.id)) - 1, "memos": len(memos)}
    taken["definitions"] = int(definition != into.definition)
    counts |= {what: number for what, number in taken.items() if number}
    refs = {"code": into.id, "merged": code.id}
    return Action("codes.merge", study.coder, changes, refs=refs, counts=counts)


def delete(study: Study, code: Code) -> Action:
    """Delete a code with everything below it, its codings, its memos and its pins.

    Raises:
        Refused: the code is gone.
    """
    _refuse_gone(study, code.id)
    gone = study.codes.subtree(code.id)
    ids = {below.id for below in gone}
    doomed = study.held.codings_of(ids)
    memos = _memos_about(study, ids)
    changes = (
        *(codings.removal(study, coding) for coding in doomed),
        *(Change(MEMOS, memo.id, to_json(memo), None) for memo in memos),
        *repinned(study, ids, None),
        *(Change(CODES, below.id, to_json(below), None) for below in reversed(gone)),
    )
    counts = {"codes": len(gone), "passages": len(doomed), "memos": len(memos)}
    return Action("codes.delete", study.coder, changes, refs={"code": code.id}, counts=counts)


def _one(study: Study, name: str, before: Code, after: Code) -> Action:
    if after == before:
        raise Refused("Nothing would change.")
    change = _changed(before, replace(after, modified=now()))
    return Action(name, study.coder, (change,), refs={"code": before.id})


def _changed(before: Code, after: Code) -> Change:
    return Change(CODES, before.id, to_json(before), to_json(after))


def _refuse_gone(study: Study, *code_ids: str | None) -> None:
    if any(code_id is not None and code_id not in study.codes for code_id in code_ids):
        raise Refused("This code is no longer in the codebook.")


def refuse_twin(study: Study, code: Code) -> None:
    """Refuse a code beside another one of the same name.

    Raises:
        Refused: there is one.
    """
    for sibling in study.codes.children(code.parent):
        if sibling.id != code.id and same_name(sibling.name, code.name):
            raise Refused(f"There is a code '{sibling.name}' there already: merge the two instead.")


def _refuse_twins_below(study: Study, code: Code, into: Code) -> None:
    for child in study.codes.children(code.id):
        staying = (other for other in study.codes.children(into.id) if other.id != code.id)
        if any(same_name(child.name, other.name) for other in staying):
            raise Refused(f"Both have a code '{child.name}' below them: merge or rename those first.")


def _memos_about(study: Study, code_ids: set[str]) -> list[Memo]:
    return [memo for memo in study.held.memos if memo.about == "code" and memo.target in code_ids]
