"""Changes to who speaks, over one transcript or many: each is one step, to be undone as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from utsaga.model.action import Action, Change
from utsaga.model.errors import Refused
from utsaga.model.ids import now
from utsaga.model.participant import Participant
from utsaga.model.record import to_json
from utsaga.model.source import Source
from utsaga.study.living.moving import Moved
from utsaga.study.living.texts import plan, together
from utsaga.study.people.participants import Tie, put_tie
from utsaga.study.people.people import People
from utsaga.study.people.speaker_table import Row, Standing, places, proposed_in
from utsaga.study.places import SOURCES
from utsaga.study.speakers import Correction, Divided, bare_label, found_as, merged, parted, taken
from utsaga.study.study import Study
from utsaga.text.edits import Edited
from utsaga.text.joining import joined_times, joining

MERGE = "sources.merge_speakers"
NAME = "sources.name_speaker"
INTERVIEWER = "sources.interviewer"
SEVERAL = "sources.several"
DISMISS = "sources.not_speaker"
TAKE = "sources.take_speaker"
"""The actions that correct speakers."""


def divided(study: Study, source: Source) -> Divided:
    """How the text of a source is divided.

    Raises:
        UtsagaError: it cannot be read.
    """
    return Divided(study.store.text(source.key), source.speakers, source.body)


def labels_of(study: Study, sources: Iterable[Source]) -> Iterator[Standing]:
    """The labels of sources as they stand, for ``speaker_table.table``.

    Raises:
        UtsagaError: a text cannot be read.
    """
    for source in sources:
        here = divided(study, source)
        yield from places(source.id, source.title, here, proposed_in(here.text))


def correct(study: Study, corrections: Mapping[str, Sequence[Correction]], name: str) -> Action:
    """Correct who speaks in transcripts: by the id of each, what is done to it, in order.

    Raises:
        Refused: a correction makes no sense, or nothing would change.
    """
    changes = []
    moment = now()
    for source_id, wanted in corrections.items():
        source = study.held.source(source_id)
        after = before = divided(study, source)
        for correction in wanted:
            after = correction(after)
        if after != before:
            became = replace(source, speakers=after.speakers, body=after.body, modified=moment)
            changes.append(Change(SOURCES, source.id, to_json(source), to_json(became)))
    if not changes:
        raise Refused("Nothing would change.")
    refs = {"source": changes[0].id} if len(changes) == 1 else {}
    return Action(name, study.coder, tuple(changes), refs=refs, counts={"sources": len(changes)})


def on(row: Row, correction: Correction) -> dict[str, list[Correction]]:
    """One correction in every text of a row."""
    return {place.where: [correction] for place in row.places}


def taking(row: Row) -> dict[str, list[Correction]]:
    """A label that was only proposed as a speaker's, in every text of a row."""
    return {place.where: [partial(taken, speaker=place.speaker)] for place in row.places}


def merging_into(row: Row, into: str) -> dict[str, list[Correction]]:
    """A label merged into another one in every text of its row; one that was only proposed is taken first.

    Where the two are one speaker's already it is left so, unless they are everywhere.
    """
    merge = partial(merged, label=row.label, into=into)
    apart = [place for place in row.places if into not in place.speaker.labels] or row.places
    return {
        place.where: [merge] if place.used else [partial(taken, speaker=place.speaker), merge]
        for place in apart
    }


def merging(rows: Iterable[Row]) -> dict[str, list[Correction]]:
    """Every row that is probably another way of writing a label, merged into that label."""
    corrections: dict[str, list[Correction]] = {}
    for row in rows:
        for where, wanted in merging_into(row, row.near).items() if row.near else ():
            corrections.setdefault(where, []).extend(wanted)
    return corrections


def identify(study: Study, at: Iterable[tuple[str, str]], name: str) -> Action:
    """Say which participant speakers are, new or known; an empty name: nobody known.

    ``at`` are sources and labels.

    Raises:
        Refused: a speaker interviews, the participant has withdrawn, or nothing would change.
    """
    return _tied(study, [(source_id, label, name) for source_id, label in at])


def identify_by_title(study: Study, at: Iterable[tuple[str, str]]) -> Action:
    """Say that each speaker is a participant of their own, named as the transcript in which they speak.

    Raises:
        Refused: a speaker interviews, a participant has withdrawn, or nothing would change.
    """
    return _tied(study, [(source_id, label, study.source_title(source_id)) for source_id, label in at])


def adding(texts: Iterable[tuple[str, Divided]], label: str) -> dict[str, list[Correction]]:
    """A label that nobody found, in every text where it opens lines; merged ones are parted again.

    Raises:
        Refused: it opens no line of any text, or is a speaker's already wherever it does.
    """
    wanted = bare_label(label)
    corrections: dict[str, list[Correction]] = {}
    refused: Refused | None = None
    for where, text in texts:
        if any(wanted in speaker.also for speaker in text.speakers):
            corrections[where] = [partial(parted, label=wanted)]
            continue
        try:
            corrections[where] = [partial(taken, speaker=found_as(text, label))]
        except Refused as error:
            refused = refused if refused and "already" in str(refused) else error
    if not corrections:
        raise refused or Refused("There is no transcript to look in.")
    return corrections


def joins(study: Study, sources: Iterable[Source]) -> Iterator[Moved]:
    """What joining neighbouring turns of one speaker does to the texts of sources, one after the other.

    The label of the later turn goes out of the text, and its time is kept beside it; passages follow exactly.
    Sources without such turns are passed over.

    Raises:
        Refused: a text was changed outside and that has not been taken in.
    """
    for source in sources:
        here = divided(study, source)
        edits = joining(here.text, here.turns)
        if edits:
            edited = Edited(here.text, edits)
            yield plan(study, source, edited.text, edited=edited, times=joined_times(here.turns, edited))


def join(study: Study, plans: Sequence[Moved]) -> Action:
    """Join neighbouring turns as ``joins`` has planned it.

    Raises:
        Refused: there are none.
    """
    if not plans:
        raise Refused("No turn is followed by another one of the same speaker.")
    return together(study, "texts.join", plans)


def _tied(study: Study, ties: Sequence[tuple[str, str, str]]) -> Action:
    people = People(study)
    for source_id, label, name in ties:
        put_tie(people, Tie(source_id, label, _participant(people, name)))
    if not people.changes:
        raise Refused("Nothing would change.")
    return Action("participants.tie", study.coder, people.changes, counts=people.counts)


def _participant(people: People, name: str) -> Participant | None:
    return (people.named(name) or people.add(name)) if name.strip() else None
