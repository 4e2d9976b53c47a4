"""Whether what a study says about who speaks means something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from utsaga.model.attribute import canonical
from utsaga.model.codetree import name_key
from utsaga.model.errors import Refused
from utsaga.model.participant import consent_day
from utsaga.store import Finding
from utsaga.study import passes
from utsaga.study.guide.asked import noted_in, unreadable
from utsaga.study.guide.versions import all_guides
from utsaga.study.study import Study

_WHERE = "study.json"


def check_people(study: Study) -> Iterator[Finding]:
    """Speakers who are nobody, attributes that are not declared or do not fit, names that two have."""
    known = {participant.id for participant in study.participants}
    for source in study.sources:
        for tied in (source.participant, *(speaker.participant for speaker in source.speakers)):
            if tied and tied not in known:
                yield Finding(_WHERE, f"a speaker of '{source.title}' is a participant who does not exist")
    yield from _attributes(study)
    yield from _consents(study)
    yield from _questions(study)
    yield from _twins("participants", (participant.name for participant in study.participants))
    yield from _twins("attributes", (kind.name for kind in study.held.attributes))


def _attributes(study: Study) -> Iterator[Finding]:
    kinds = {kind.id: kind for kind in study.held.attributes}
    for participant in study.participants:
        for kind_id, value in participant.attributes.items():
            kind = kinds.get(kind_id)
            if kind is None:
                yield Finding(_WHERE, f"'{participant.name}' has an attribute that does not exist")
                continue
            try:
                fits = canonical(kind, value) == value != ""
            except Refused:
                fits = False
            if not fits:
                why = "is forbidden" if kind.forbidden else f"does not fit what '{kind.name}' takes"
                yield Finding(_WHERE, f"the '{kind.name}' of '{participant.name}' {why}")


def _consents(study: Study) -> Iterator[Finding]:
    for participant in study.participants:
        for consent in participant.consents:
            try:
                consent_day(consent.date)
            except Refused as why:
                yield Finding(_WHERE, f"a consent of '{participant.name}': {why}")


def _questions(study: Study) -> Iterator[Finding]:
    known = {item.id for guide in all_guides(study) for item in guide.items}
    for source in study.sources:
        for one in noted_in(study, source):
            if one.question not in known:
                where = f"codings/{source.key}.{one.coder}.json"
                yield Finding(where, f"record {one.id} is about a question that no guide has")
    for unread in (*unreadable(study), *passes.unreadable(study)):
        if unread.record:
            yield Finding(unread.where, unread.what)


def _twins(what: str, names: Iterable[str]) -> Iterator[Finding]:
    for name, number in Counter(map(name_key, names)).items():
        if number > 1:
            yield Finding(_WHERE, f"{number} {what} are called '{name}'")
