"""Where guide questions were asked, or that they were not: what coders have confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from utsaga.model.action import Action, Change, Table
from utsaga.model.errors import Refused
from utsaga.model.guide import Asked, Guide, GuideItem
from utsaga.model.ids import new_id, now
from utsaga.model.record import to_json
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.decoding import Decoding, Unreadable
from utsaga.study.guide.versions import all_guides, guide_of
from utsaga.study.places import ASKED, GUIDES, codings_table
from utsaga.study.study import Study


def asked_in(study: Study, source: Source) -> list[Asked]:
    """What coders have said of guide questions in a transcript, in the order of the text.

    A place is where its words stand now: the text may have been corrected since. One whose words are
    nowhere in it is left out.
    """
    records = list(noted_in(study, source))
    text = study.transcript(source.id).text if any(record.quote for record in records) else ""
    found = (_where_it_is(record, text) for record in records)
    return sorted((one for one in found if one is not None), key=lambda one: (one.start, one.end, one.id))


def unreadable(study: Study) -> list[Unreadable]:
    """Records of guides and of what was asked that cannot be read."""
    decoding = Decoding(study.store)
    list(decoding.table(Guide, GUIDES))
    for table in study.store.tables("codings"):
        list(decoding.table(Asked, Table(table.file, ASKED)))
    return decoding.unreadable


@dataclass(frozen=True, slots=True)
class Place:
    """That a question was asked in a place of a source, or (``asked`` false) that it was not there.

    Without a place, that it was not asked in the source at all.
    """

    source: Source
    question: str
    span: Span | None
    asked: bool = True


def confirm(study: Study, places: Sequence[Place]) -> Action:
    """Note where questions were asked, more than once in a transcript if need be, or that they were not.

    That a question was asked takes back that it was not, and the other way round; that it was not asked
    in one place says nothing about others.

    Raises:
        Refused: a question is in no guide, one that was not asked is not in the transcript's guide, or
            nothing would change.
    """
    questions = {item.id: item for guide in all_guides(study) for item in guide.questions}
    changes: list[Change] = []
    for place in places:
        if place.question not in questions:
            raise Refused("This question is in no guide any more.")
        if not place.asked or place.span is None:
            _must_be_in_its_guide(study, place.source, questions[place.question])
        there = [one for one in noted_in(study, place.source) if one.question == place.question]
        new = _note(study, place)
        if any((one.asked, one.span) == (new.asked, new.span) for one in there):
            continue
        changes += [_asked_change(place.source, one, None) for one in there if _contrary(one, new)]
        changes.append(_asked_change(place.source, None, new))
    if not changes:
        raise Refused("This is noted already.")
    asked = {place.question for place in places if place.asked and place.span is not None}
    counts = {"questions": len({place.question for place in places}), "asked": len(asked)}
    return Action("guides.confirm", study.coder, tuple(changes), counts=counts)


def _must_be_in_its_guide(study: Study, source: Source, question: GuideItem) -> None:
    """That a question was not asked is said of those that were to be: no list of answers has others."""
    guide = guide_of(study, source)
    if guide is None or question.id not in {item.id for item in guide.questions}:
        whose = f"the guide of '{source.title}', '{guide.name}'" if guide else f"a guide of '{source.title}'"
        raise Refused(
            f"'{question.text}' is not in {whose}, so it was not to be asked there. If another version holds "
            "for this transcript, say so first."
        )


def withdraw(study: Study, source: Source, question: str) -> Action:
    """Take back what was noted of a question in a source.

    Raises:
        Refused: nothing was.
    """
    there = [one for one in noted_in(study, source) if one.question == question]
    if not there:
        raise Refused("Nothing is noted of this question here.")
    changes = tuple(_asked_change(source, one, None) for one in there)
    return Action("guides.withdraw", study.coder, changes, counts={"questions": 1})


def forgotten(study: Study, source: Source, questions: set[str]) -> Iterator[Change]:
    """The changes that take out what was noted of some questions in a source."""
    for one in noted_in(study, source):
        if one.question in questions:
            yield _asked_change(source, one, None)


def asked_at(source: Source, one: Asked, span: Span, text: str) -> tuple[Change, ...]:
    """The change that puts a place on the words that it has followed; none when it lies on just these."""
    after = replace(one, start=span.start, end=span.end, quote=text[span.start : span.end])
    return () if after == one else (_asked_change(source, one, after),)


def _note(study: Study, place: Place) -> Asked:
    moment = now()
    note = Asked(new_id(), place.source.id, place.question, study.coder, moment, moment, asked=False)
    if place.span is None:
        return note  # nowhere
    text = study.transcript(place.source.id).text
    quote = text[place.span.start : place.span.end]
    if not quote.strip():
        raise Refused("There are no words in this place.")
    return replace(note, asked=place.asked, start=place.span.start, end=place.span.end, quote=quote)


def _contrary(one: Asked, new: Asked) -> bool:
    """Whether two notes of a question cannot both be true."""
    if one.nowhere or new.nowhere:
        return one.asked or new.asked
    return one.asked != new.asked and one.span.overlaps(new.span)


def noted_in(study: Study, source: Source) -> Iterator[Asked]:
    """What was noted of questions in a source, as it was noted."""
    for file in study.store.files_of(source.key):
        records = Decoding(study.store).table(Asked, Table(file, ASKED))
        yield from (record for record in records if record.source == source.id)


def _asked_change(source: Source, before: Asked | None, after: Asked | None) -> Change:
    one = after or before
    assert one is not None
    table = Table(codings_table(source.key, one.coder).file, ASKED)
    return Change(table, one.id, to_json(before) if before else None, to_json(after) if after else None)


def _where_it_is(record: Asked, text: str) -> Asked | None:
    """A record at the place where its words stand nearest to where they stood; None if they are gone."""
    if not record.quote or text[record.start : record.end] == record.quote:
        return record
    length = len(record.quote)
    after = text.find(record.quote, record.start)
    before = text.rfind(record.quote, 0, record.start + length)
    places = [place for place in (after, before) if place >= 0]
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - record.start))
    return replace(record, start=start, end=start + length)
