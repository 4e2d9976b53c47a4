"""What holds on to what: whether a change would leave records that refer to nothing.

A plan made from the study as it is cannot do that. One that takes back what was done last week can:
others have worked on since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from utsaga.model.action import Action, Json, Table
from utsaga.model.guide import Asked
from utsaga.model.reading_pass import ReadingPass
from utsaga.model.record import to_json
from utsaga.study.decoding import Decoding, Tables
from utsaga.study.holdings import Holdings
from utsaga.study.phrases import counted
from utsaga.study.places import ASKED, GUIDES, PASSES

Spot = tuple[str, str]
"""The name of a record's table, and its id."""


class _Held(NamedTuple):
    """A record that may refer to another, what it is called, and whose it is."""

    spot: Spot
    noun: str
    whose: str
    record: Json


def loose_ends(action: Action, held: Holdings, tables: Tables) -> str | None:
    """Why an action would leave records that refer to nothing, in words; None when it would not."""
    after = {(change.table.name, change.id): change.after for change in action.changes}
    gone = {spot[1] for spot, record in after.items() if record is None and spot[0] != "reviews"}
    guides: dict[Spot, Json | None] = {
        (GUIDES.name, one): record for one, record in tables.records(GUIDES).items()
    }
    asked, still_asked = _questions(guides), _questions(guides | after)
    gone |= asked - still_asked
    left = [
        one
        for one in (*_that_refer_to(gone, held), *_notes_on(gone, asked, held, tables))
        if (record := after.get(one.spot, one.record)) is not None and _refs(one.spot[0], record) & gone
    ]
    if left:
        return f"{_told(left)} {'depends' if len(left) == 1 else 'depend'} on it"
    present = {
        *_ids(held),
        *still_asked,
        *(spot[1] for spot, record in after.items() if record is not None),
    } - gone
    if any(not new <= present for new in _new_refs(action)):
        return "something that it depends on is no longer in the study"
    return None


def _that_refer_to(gone: set[str], held: Holdings) -> Iterator[_Held]:
    """Every record that may refer to one of those that go, whether it stays or not."""
    if not gone & _ids(held):
        return
    for coding in {c.id: c for c in _codings(gone, held)}.values():
        yield _Held(("codings", coding.id), "coding", coding.coder, to_json(coding))
    for source in held.sources:
        for memo in held.source_memos(source.id) if source.id in gone else ():
            yield _Held(("memos", memo.id), "memo", memo.coder, to_json(memo))
        yield _Held(("sources", source.id), "transcript", source.coder, to_json(source))
    for memo in held.memos:
        yield _Held(("memos", memo.id), "memo", memo.coder, to_json(memo))
    for _, code in held.codes.walk():
        yield _Held(("codes", code.id), "code", code.coder, to_json(code))
    for coder in held.coders:
        yield _Held(("coders", coder.id), "pin", coder.name, to_json(coder))
    for participant in held.participants:
        yield _Held(("participants", participant.id), "participant", "", to_json(participant))


def _notes_on(gone: set[str], asked: set[str], held: Holdings, tables: Tables) -> Iterator[_Held]:
    """What was noted of transcripts and questions that go: where these were asked, that those were read."""
    if gone.isdisjoint({*asked, *(source.id for source in held.sources)}):
        return
    decoding = Decoding(tables)
    for file in dict.fromkeys(table.file for table in tables.tables("codings")):
        for one in decoding.table(Asked, Table(file, ASKED)):
            yield _Held((ASKED, one.id), "noted question", one.coder, to_json(one))
        for reading in decoding.table(ReadingPass, Table(file, PASSES)):
            yield _Held((PASSES, reading.id), "reading", reading.coder, to_json(reading))


def _questions(records: Mapping[Spot, Json | None]) -> set[str]:
    """The ids of all lines of all guides among some records."""
    found: set[str] = set()
    for (table, _), record in records.items():
        items = record.get("items") if record is not None and table == GUIDES.name else None
        each = (_mapping(item).get("id") for item in (items if isinstance(items, list) else ()))
        found |= {one for one in each if isinstance(one, str)}
    return found


def _codings(gone: set[str], held: Holdings) -> Iterator[Any]:
    codes = [code_id for code_id in gone if code_id in held.codes]
    if codes:
        yield from held.codings_of(codes)
    for source in held.sources:
        if source.id in gone:
            yield from held.codings(source.id)


def _ids(held: Holdings) -> set[str]:
    """The ids of everything that other records refer to."""
    kinds: tuple[Iterable[Any], ...] = (held.sources, held.participants, held.attributes)
    return {record.id for kind in kinds for record in kind} | {code.id for _, code in held.codes.walk()}


def _new_refs(action: Action) -> Iterator[set[str]]:
    """What each record refers to as it would be, and did not refer to before."""
    for change in action.changes:
        if change.after is not None:
            yield _refs(change.table.name, change.after) - _refs(change.table.name, change.before or {})


def _refs(table: str, record: Json) -> set[str]:
    """The ids that a record refers to; the record may come from an old history, and is not believed."""
    match table:
        case "codings":
            found = [record.get("code"), record.get("source")]
        case "memos":
            found = [record.get("target")]
        case "asked":
            found = [record.get("source"), record.get("question")]
        case "passes":
            found = [record.get("source")]
        case "codes":
            found = [record.get("parent")]
        case "coders":
            found = [*_mapping(record.get("pins")).values()]
        case "participants":
            found = [*_mapping(record.get("attributes"))]
        case "sources":
            speakers = record.get("speakers")
            tied = speakers if isinstance(speakers, list) else []
            found = [record.get("participant"), *(_mapping(one).get("participant") for one in tied)]
        case _:
            found = []
    return {one for one in found if isinstance(one, str) and one}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _told(left: Iterable[_Held]) -> str:
    """Whose they are and how many: ``2 codings by bo and 1 memo by kim``."""
    many = Counter((one.noun, one.whose) for one in left)
    told = [
        f"{counted(n, noun)}{f' by {whose}' if whose else ''}" for (noun, whose), n in sorted(many.items())
    ]
    return " and ".join([", ".join(told[:-1]), told[-1]] if told[1:] else told)
