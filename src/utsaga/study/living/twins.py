"""Two transcripts with one file: git leaves them where two clones brought in the same interview.

Of one text they are one transcript, and become it. Of two texts the file can hold one alone: the other
transcript gets a file of its own. Both come out the same in whichever clone it is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from utsaga.model.action import Action, Change, Json, Table, TextChange
from utsaga.model.errors import UtsagaError
from utsaga.model.ids import now
from utsaga.model.record import to_json
from utsaga.model.source import Source
from utsaga.store.merge import CONFLICTS
from utsaga.study.fitting import free
from utsaga.study.living.kept import forgotten, lost_in
from utsaga.study.places import SOURCES
from utsaga.study.study import Study

_PLACE = ("start", "end", "code", "coder")
_HOMES = ("source", "target")


def sharing(sources: Sequence[Source]) -> list[list[Source]]:
    """Transcripts that share a file, the one that came first before the others."""
    by_key: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sorted(sources, key=lambda one: (one.created, one.id)):
        by_key[source.key].append(source)
    return [alike for alike in by_key.values() if len(alike) > 1]


def parted(study: Study) -> Iterator[Action]:
    """What gives every transcript a file, one step at a time: do each before the next is asked for.

    Raises:
        UtsagaError: a text, or a file with passages in it, cannot be read.
    """
    while there := sharing(study.sources):
        first, *others = there[0]
        same = next((one for one in others if one.sha256 == first.sha256), None)
        yield _joined(study, first, same) if same else _named_apart(study, there[0])


def put_right(study: Study) -> list[str]:
    """Give every transcript a file, and say so.

    Raises:
        UtsagaError: as ``parted``; or the study may not be written, or the disk refuses.
    """
    return [study.tell(study.do(action)).rstrip(".") for action in parted(study)]


def _joined(study: Study, first: Source, other: Source) -> Action:
    """One transcript of two that are the same: everything noted of the other is noted of the first."""
    there = [one for file in study.store.files_of(first.key) for one in study.store.contents(file)]
    placed = {_place(one.after) for one in there if _is_coding(one) and _of(one, first)}
    moving = [one for one in there if _of(one, other)]
    twice = {one.id for one in moving if _is_coding(one) and _place(one.after) in placed}
    changes: list[Change] = []
    for one in moving:
        # What waits of a passage has its id, and goes with it; versions that are kept are the person's.
        goes = one.id in twice and one.table.name in ("codings", "reviews")
        changes.append(Change(one.table, one.id, one.after, None if goes else _now_of(one, first, other)))
    changes += forgotten(study, other)
    known = _knowing(first, other)
    if known != first:
        changes.append(Change(SOURCES, first.id, to_json(first), to_json(replace(known, modified=now()))))
    changes.append(Change(SOURCES, other.id, to_json(other), None))
    return Action("sources.joined", study.coder, tuple(changes), refs={"source": first.id})


def _knowing(first: Source, other: Source) -> Source:
    """The first with what is known of the other alone: who speaks, whose round and group it is."""
    tied = {speaker.label: speaker.participant for speaker in other.speakers}
    speakers = tuple(
        speaker if speaker.participant else replace(speaker, participant=tied.get(speaker.label, ""))
        for speaker in first.speakers or other.speakers
    )
    return replace(
        first,
        speakers=speakers,
        round=first.round or other.round,
        group=first.group or other.group,
        participant=first.participant or other.participant,
    )


def _named_apart(study: Study, alike: Sequence[Source]) -> Action:
    """A file of its own for one of several that the file is not the text of; its text, if it is kept here."""
    key = alike[0].key
    there = study.store.text_sha256(key)
    other = next((one for one in reversed(alike) if one.sha256 != there), alike[-1])
    new = free(key, {source.key for source in study.sources})
    changes = []
    for file in study.store.files_of(key):
        coder = file.rpartition(".")[2]
        for change in study.store.contents(file):
            if _of(change, other):
                table = Table(f"codings/{new}.{coder}", change.table.name)
                changes += [change.inverse(), replace(change, table=table)]
    after = replace(other, key=new, modified=now())
    changes.append(Change(SOURCES, other.id, to_json(other), to_json(after)))
    return Action(
        "sources.named_apart",
        study.coder,
        tuple(changes),
        tuple(_text(study, other, new)),
        refs={"source": other.id},
    )


def _text(study: Study, source: Source, key: str) -> Iterator[TextChange]:
    try:
        text = study.store.kept_text(source.key, source.sha256)
    except UtsagaError:
        return  # another clone has it: until it comes from there, it is missing
    yield TextChange(key, None, study.store.keep_text(key, text))


def _of(change: Change, source: Source) -> bool:
    """Whether a record is of a source, or a version that is kept."""
    record = lost_in(change)
    return any(record.get(home) == source.id for home in _HOMES)


def _now_of(change: Change, first: Source, other: Source) -> Json:
    """A record of the other as one of the first; of a version that is kept, that version."""
    lost = lost_in(change)
    now_of = {**lost, **{home: first.id for home in _HOMES if lost.get(home) == other.id}}
    return {**(change.after or {}), "lost": now_of} if change.table.name == CONFLICTS else now_of


def _is_coding(change: Change) -> bool:
    return change.table.name == "codings"


def _place(record: Json | None) -> tuple[object, ...]:
    return tuple((record or {}).get(field) for field in _PLACE)
