"""Whether a version that is brought back may have its name: none takes the name that another has by now."""

from __future__ import annotations

from typing import Any

from utsaga.model.action import Json
from utsaga.model.attribute import AttributeKind
from utsaga.model.code import Code
from utsaga.model.guide import Guide
from utsaga.model.participant import Participant
from utsaga.model.source import Source
from utsaga.study.coding.codebook import refuse_twin
from utsaga.study.coding.paths import checked_name
from utsaga.study.fitting import refuse_taken
from utsaga.study.guide.versions import all_guides
from utsaga.study.study import Study

_NAMED_BY: dict[type, tuple[str, ...]] = {
    Code: ("name", "parent"),
    Source: ("title",),
    Participant: ("name",),
    AttributeKind: ("name",),
    Guide: ("name",),
}


def refuse_name(study: Study, record: Any, now_there: Json | None) -> None:
    """Refuse a record whose name is another's; a name that it has as it stands now may stay.

    Raises:
        Refused: it is; the sentence says what has it.
    """
    fields = _NAMED_BY.get(type(record), ())
    if now_there is not None and all(now_there.get(field) == getattr(record, field) for field in fields):
        return
    match record:
        case Code():
            checked_name(record.name)
            refuse_twin(study, record)
        case Source():
            titles = [(one.id, one.title) for one in study.sources]
            refuse_taken("a transcript", record.title, titles, record.id)
        case Participant():
            names = [(one.id, one.name) for one in study.participants]
            refuse_taken("a participant", record.name, names, record.id)
        case AttributeKind():
            names = [(one.id, one.name) for one in study.held.attributes]
            refuse_taken("an attribute", record.name, names, record.id)
        case Guide():
            names = [(one.id, one.name) for one in all_guides(study)]
            refuse_taken("a guide", record.name, names, record.id)
