"""Actions as the plain values that journal and history hold, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from utsaga.model.action import Action, Change, Head, Table, TextChange
from utsaga.model.errors import Refused
from utsaga.model.ids import is_sha256
from utsaga.store import snapshot
from utsaga.store.errors import Damaged
from utsaga.store.layout import check_key, check_table

Plain = dict[str, Any]


def head_to_json(head: Head | Action) -> Plain:
    """A head (or that of an action) as plain values."""
    return {
        "id": head.id,
        "at": head.at,
        "who": head.who,
        "name": head.name,
        "refs": dict(head.refs),
        "counts": dict(head.counts),
        "undoes": head.undoes,
        "redoes": head.redoes,
    }


def head_from_json(found: Plain, where: str) -> Head:
    """The head that plain values hold.

    Raises:
        Damaged: they hold none; ``where`` names the file.
    """
    match found:
        case {
            "id": str(action_id),
            "name": str(name),
            "who": str(who),
            "at": str(at),
            "refs": dict(refs),
            "counts": dict(counts),
            "undoes": None | str() as undoes,
            "redoes": None | str() as redoes,
        } if all(type(ref) is str for ref in refs.values()) and all(type(n) is int for n in counts.values()):
            return Head(action_id, name, who, at, refs, counts, undoes, redoes)
    raise Damaged(f"{where} holds something that is not an action")


def change_to_json(change: Change) -> list[Any]:
    """A change of a record: file, table, id, before, after."""
    return [change.table.file, change.table.name, change.id, _plain(change.before), _plain(change.after)]


def text_to_json(text: TextChange) -> list[Any]:
    """A change of a text: key, before, after."""
    return [text.key, text.before, text.after]


def action_to_json(action: Action) -> Plain:
    """An action as plain values, with its content."""
    return {
        **head_to_json(action),
        "changes": [change_to_json(change) for change in action.changes],
        "texts": [text_to_json(text) for text in action.texts],
    }


def action_from_json(found: Plain, where: str) -> Action:
    """The action that plain values hold.

    Raises:
        Damaged: they hold none, or one for places that no study has; ``where`` names the file.
    """
    head = head_from_json(found, where)
    try:
        changes = tuple(change_from_json(change) for change in found["changes"])
        texts = tuple(text_from_json(text) for text in found["texts"])
    except (KeyError, TypeError, ValueError, Refused):
        raise Damaged(f"{where} holds something that is not an action") from None
    return Action(
        name=head.name,
        who=head.who,
        changes=changes,
        texts=texts,
        refs=head.refs,
        counts=head.counts,
        undoes=head.undoes,
        redoes=head.redoes,
        id=head.id,
        at=head.at,
    )


def change_from_json(found: Any) -> Change:
    """The change of a record that plain values hold.

    Raises:
        TypeError, ValueError, Refused: they hold none.
    """
    match found:
        case [str(file), str(name), str(record_id), None | dict() as before, None | dict() as after]:
            snapshot.doc_key(record_id)
            return Change(check_table(Table(file, name)), record_id, before, after)
    raise ValueError("not a change")


def image_change(found: Plain, where: str) -> Change:
    """The change of a record that a line of images holds.

    Raises:
        Damaged: it holds none; ``where`` names the file.
    """
    try:
        return change_from_json(found["change"])
    except (KeyError, TypeError, ValueError, Refused):
        raise Damaged(f"{where} holds something that is not a change") from None


def image_text(found: Plain, where: str) -> TextChange:
    """The change of a text that a line of images holds.

    Raises:
        Damaged: it holds none; ``where`` names the file.
    """
    try:
        return text_from_json(found["text"])
    except (KeyError, TypeError, ValueError, Refused):
        raise Damaged(f"{where} holds something that is not a change") from None


def text_from_json(found: Any) -> TextChange:
    """The change of a text that plain values hold.

    Raises:
        TypeError, ValueError, Refused: they hold none.
    """
    match found:
        case [str(key), None | str() as before, None | str() as after]:
            for sha256 in (before, after):
                if sha256 is not None and not is_sha256(sha256):
                    raise ValueError("not a hash")
            return TextChange(check_key(key), before, after)
    raise ValueError("not a change of a text")


def _plain(record: Mapping[str, Any] | None) -> Plain | None:
    return None if record is None else dict(record)
