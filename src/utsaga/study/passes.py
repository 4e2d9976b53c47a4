"""Reading passes: how often each coder has read a transcript through, and how far a reading has come."""

from __future__ import annotations

from utsaga.model.action import Action, Change, Table
from utsaga.model.errors import Refused
from utsaga.model.ids import new_id, now
from utsaga.model.reading_pass import ReadingPass
from utsaga.model.record import to_json
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.decoding import Decoding, Unreadable
from utsaga.study.places import PASSES, codings_table
from utsaga.study.study import Study


def passes_in(study: Study, source: Source) -> list[ReadingPass]:
    """The readings of a transcript by all coders, the oldest first."""
    found = [
        one
        for file in study.store.files_of(source.key)
        for one in Decoding(study.store).table(ReadingPass, Table(file, PASSES))
        if one.source == source.id
    ]
    return sorted(found, key=lambda one: (one.created, one.id))


def note(study: Study, source: Source) -> Action:
    """Note that this coder has read a transcript through."""
    moment = now()
    new = ReadingPass(new_id(), source.id, study.coder, moment, moment)
    mine = [one for one in passes_in(study, source) if one.coder == study.coder]
    return Action(
        "passes.note",
        study.coder,
        (_changed(source, None, new),),
        refs={"source": source.id},
        counts={"passes": len(mine) + 1},
    )


def take_back(study: Study, source: Source) -> Action:
    """Take this coder's last reading of a transcript back.

    Raises:
        Refused: there is none.
    """
    mine = [one for one in passes_in(study, source) if one.coder == study.coder]
    if not mine:
        raise Refused(f"You have not noted yet that you have read '{source.title}' through.")
    changes = (_changed(source, mine[-1], None),)
    return Action("passes.take_back", study.coder, changes, refs={"source": source.id})


def unreadable(study: Study) -> list[Unreadable]:
    """Records of readings that cannot be read."""
    decoding = Decoding(study.store)
    for table in study.store.tables("codings"):
        list(decoding.table(ReadingPass, Table(table.file, PASSES)))
    return decoding.unreadable


def read_as_far(before: int, reach: int, seen: Span, cursor: Span) -> int:
    """The offset to which a reading has come, by what is in sight and where the cursor stands.

    ``before`` is how far it had come, ``reach`` the end of what has been in sight since without a gap.
    Everything up to the cursor counts as read if nothing was passed over to come there: a jump is no
    reading.
    """
    return max(before, cursor.end) if seen.start <= max(before, reach) else before


def _changed(source: Source, before: ReadingPass | None, after: ReadingPass | None) -> Change:
    one = after or before
    assert one is not None
    table = Table(codings_table(source.key, one.coder).file, PASSES)
    return Change(table, one.id, to_json(before) if before else None, to_json(after) if after else None)
