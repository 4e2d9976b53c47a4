"""Settling versions that lost to a later change made elsewhere: brought back, or let go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from utsaga.model.action import Action, Change, Json, Table
from utsaga.model.attribute import AttributeKind
from utsaga.model.code import Code, Coder
from utsaga.model.coding import Coding
from utsaga.model.errors import BadRecord, NotFound, Refused
from utsaga.model.guide import Asked, Guide
from utsaga.model.ids import now
from utsaga.model.info import StudyInfo
from utsaga.model.memo import Memo
from utsaga.model.participant import Participant
from utsaga.model.reading_pass import ReadingPass
from utsaga.model.record import from_json
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.bonds import loose_ends
from utsaga.study.coding import codings
from utsaga.study.coding.review_changes import settled
from utsaga.study.living.kept import KeptVersion, present
from utsaga.study.living.kept_names import refuse_name
from utsaga.study.study import Study
from utsaga.text.anchors import anchor

_KINDS: dict[str, type] = {
    "study": StudyInfo,
    "sources": Source,
    "codes": Code,
    "coders": Coder,
    "memos": Memo,
    "participants": Participant,
    "attributes": AttributeKind,
    "guides": Guide,
    "codings": Coding,
    "asked": Asked,
    "passes": ReadingPass,
}
_AS_NOW = {"study": ("format",), "sources": ("key", "sha256", "body", "times", "order")}
"""Fields that go with the files as they are now, and not with what somebody has decided."""


def drop(study: Study, versions: Sequence[KeptVersion]) -> Action:
    """Let versions go: the study stays as it is.

    Raises:
        Refused: there are none.
    """
    if not versions:
        raise Refused("No version of anything is kept here.")
    changes = tuple(one.gone for one in versions)
    return Action("versions.drop", study.coder, changes, counts={"versions": len(versions)})


def restore(study: Study, kept: KeptVersion) -> Action:
    """Put a version that lost in the place of the one that stands now.

    Raises:
        Refused: it fits the study no longer; the sentence says why.
        UtsagaError: its transcript cannot be read.
    """
    kind = _KINDS.get(kept.table)
    if kind is None:
        raise Refused("This version cannot be brought back, only let go.")
    now_there = present(study, kept)
    after = _fitted(kept, now_there)
    try:
        record: Any = from_json(kind, after)
    except BadRecord as error:
        raise Refused(f"This version cannot be brought back: {error}.") from None
    also: Sequence[Change] = ()
    if isinstance(record, Coding | Asked) or (isinstance(record, Memo) and record.about == "passage"):
        after, also = _on_its_words(study, record, after)
    if kind is Source and now_there is None:
        raise Refused("The transcript has been removed since: bring that back first (undo), or import it.")
    if isinstance(record, Code) and _below_itself(study, record):
        raise Refused("The code would lie below itself: move it by hand.")
    try:
        refuse_name(study, record, now_there)
    except Refused as error:
        raise Refused(f"{error} This version can be brought back when its name is free.") from None
    action = Action(
        "versions.restore",
        study.coder,
        (Change(Table(kept.file, kept.table), kept.record_id, now_there, after), *also, kept.gone),
        counts={"versions": 1},
    )
    if ends := loose_ends(action, study.held, study.store):
        raise Refused(f"This version cannot be brought back: {ends}.")
    return action


def _fitted(kept: KeptVersion, now_there: Json | None) -> dict[str, Any]:
    stays = _AS_NOW.get(kept.table, ()) if now_there is not None else ()
    as_now = {name: now_there[name] for name in stays if now_there is not None and name in now_there}
    return {**kept.lost, **as_now, "id": kept.record_id, "modified": now()}


def _on_its_words(
    study: Study, record: Coding | Asked | Memo, after: dict[str, Any]
) -> tuple[dict[str, Any], Sequence[Change]]:
    """A version of a passage on its words as the text is now, and the end of a review that it waits for."""
    source_id = record.target if isinstance(record, Memo) else record.source
    try:
        source = study.held.source(source_id)
    except NotFound:
        raise Refused("The transcript of this version is no longer in the study.") from None
    if not study.unchanged(source_id):
        raise Refused(f"'{source.title}' was changed outside, and that has not been taken in yet.")
    text = study.transcript(source_id).text
    if text[record.start : record.end] != record.quote:
        start = text.find(record.quote) if record.quote else -1
        if start < 0 or text.find(record.quote, start + 1) >= 0:
            raise Refused(
                "The words of this version no longer stand in the transcript, or in several places."
            )
        at = anchor(text, Span(start, start + len(record.quote)))._asdict()
        after = after | {name: value for name, value in at.items() if name in after}
    if isinstance(record, Coding):
        twin = codings.twin(study, from_json(Coding, after))
        if twin is not None and twin.id != record.id:
            raise Refused(f"These words have the code '{study.code_name(record.code)}' already.")
    return after, settled(study, source_id, record.id)


def _below_itself(study: Study, code: Code) -> bool:
    if code.parent is None or code.parent not in study.codes:
        return False
    return code.id in {code.parent, *(above.id for above in study.codes.ancestors(code.parent))}
