"""Changes to participants: who they are, what they agreed to, where they speak; rounds and groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from utsaga.model.action import Action
from utsaga.model.attribute import AttributeKind, canonical
from utsaga.model.errors import NotFound, Refused
from utsaga.model.participant import TAKING_PART, WITHDRAWN, Consent, Participant, consent_day
from utsaga.model.source import Source, Speaker
from utsaga.nearest import nearest
from utsaga.study.fitting import fit
from utsaga.study.people.people import People
from utsaga.study.study import Study


@dataclass(frozen=True, slots=True)
class Tie:
    """A speaker of a source and the participant who it is; None for nobody known.

    The label is empty for a text without labels, all of which are one participant's words.
    """

    source: str
    label: str
    participant: Participant | None


def participant_named(study: Study, name: str) -> Participant:
    """The participant with a name, compared without regard to case.

    Raises:
        NotFound: there is none.
    """
    found = People(study).named(name)
    if found is None:
        names = [participant.name for participant in study.participants]
        raise NotFound(f"There is no participant '{name}' in the study{nearest(name, names)}.")
    return found


def add(
    study: Study, name: str, *, role: str = "", group: str = "", speaks_as: Sequence[tuple[str, str]] = ()
) -> Action:
    """Let somebody take part, under a pseudonym or a number; ``speaks_as``: sources' ids and labels.

    Raises:
        Refused: the name is missing or somebody's already, or a speaker is not in the transcript.
    """
    people = People(study)
    new = people.add(name)
    people.participants[new.id] = replace(new, role=fit(role, "A role"), group=fit(group, "A group"))
    for source_id, label in speaks_as:
        put_tie(people, Tie(source_id, label, new))
    return _about(people, study, "participants.add", new)


def change(
    study: Study,
    participant: Participant,
    *,
    name: str | None = None,
    role: str | None = None,
    group: str | None = None,
    status: str | None = None,
) -> Action:
    """Give a participant another name, role, group or status; what is None stays.

    Raises:
        Refused: the name is missing or somebody else's, the status is not one or does not fit, or
            nothing would change.
    """
    people = People(study)
    after = _current(people, participant)
    after = after if name is None else people.rename(after, name)
    after = replace(
        after,
        role=after.role if role is None else fit(role, "A role"),
        group=after.group if group is None else fit(group, "A group"),
        status=after.status if status is None else checked_status(people, after, status),
    )
    people.participants[participant.id] = after
    return _about(people, study, "participants.change", participant)


def checked_status(people: People, participant: Participant, status: str) -> str:
    """A status that a participant may have.

    Raises:
        Refused: there is no such status, or somebody who speaks in the study would be called withdrawn.
    """
    if status not in (TAKING_PART, WITHDRAWN):
        raise Refused(f"A participant's status is '{TAKING_PART}' or '{WITHDRAWN}'.")
    if status == WITHDRAWN and people.ties_of(participant.id):
        raise Refused(f"'{participant.name}' still speaks in the study: take those words out first.")
    return status


def remove(study: Study, participant: Participant) -> Action:
    """Take a participant out; their words stay, as those of a speaker who is nobody known."""
    people = People(study)
    _current(people, participant)
    people.take_out(participant.id)
    return _about(people, study, "participants.remove", participant)


def set_attribute(study: Study, participant: Participant, kind: AttributeKind, value: str) -> Action:
    """Note an attribute of a participant; an empty value takes it off.

    Raises:
        Refused: the attribute is forbidden, gone or does not take the value, or nothing would change.
    """
    people = People(study)
    put_attribute(people, participant, kind, value)
    action = _about(people, study, "participants.attribute", participant)
    return replace(action, refs={**action.refs, "attribute": kind.id})


def put_attribute(people: People, participant: Participant, kind: AttributeKind, value: str) -> None:
    """Note an attribute in a working copy.

    Raises:
        Refused: the attribute is forbidden, gone or does not take the value.
    """
    current = _current(people, participant)
    if kind.id not in people.attributes:
        raise Refused(f"The attribute '{kind.name}' is not declared.")
    kept = {key: held for key, held in current.attributes.items() if key != kind.id}
    held = canonical(kind, fit(value, f"A value of '{kind.name}'"))
    after = {**kept, kind.id: held} if held else kept
    people.participants[participant.id] = replace(current, attributes=after)


def note_consent(
    study: Study, participant: Participant, consent: Consent, *, instead_of: Consent | None = None
) -> Action:
    """Note that a participant consented; ``instead_of`` is the note that this one corrects.

    Raises:
        Refused: it says nothing, its date is none, or nothing would change.
    """
    people = People(study)
    consent = replace(consent, date=consent_day(consent.date))
    if consent == Consent():
        raise Refused("Say when or in which form the consent was given.")
    current = _current(people, participant)
    kept = tuple(consent if other == instead_of else other for other in current.consents)
    noted = kept if consent in kept else (*kept, consent)
    people.participants[participant.id] = replace(current, consents=tuple(dict.fromkeys(noted)))
    return _about(people, study, "participants.consent", participant)


def drop_consent(study: Study, participant: Participant, consent: Consent) -> Action:
    """Take back a note of consent."""
    people = People(study)
    current = _current(people, participant)
    kept = tuple(other for other in current.consents if other != consent)
    people.participants[participant.id] = replace(current, consents=kept)
    return _about(people, study, "participants.consent", participant)


# Where they speak


def tie(study: Study, ties: Sequence[Tie]) -> Action:
    """Say who speakers are, over as many transcripts as it takes.

    Raises:
        Refused: a speaker interviews or is not in the transcript, a participant is gone or has
            withdrawn, or nothing would change.
    """
    people = People(study)
    for one in ties:
        put_tie(people, one)
    if not people.changes:
        raise Refused("Nothing would change.")
    return Action("participants.tie", study.coder, people.changes, counts=people.counts)


def set_standing(
    study: Study, source: Source, label: str, *, role: str | None = None, group: str | None = None
) -> Action:
    """Say what a speaker is in one transcript, where it differs from what they are elsewhere.

    Raises:
        Refused: the speaker interviews or is not in the transcript, or nothing would change.
    """
    people = People(study)
    speaker = speaker_at(people, source.id, label)
    after = replace(
        speaker,
        role=speaker.role if role is None else fit(role, "A role"),
        group=speaker.group if group is None else fit(group, "A group"),
    )
    people.put_speaker(source.id, after)
    return _changing(people, study, "participants.standing", refs={"source": source.id})


def place(
    study: Study, sources: Sequence[Source], *, wave: str | None = None, group: str | None = None
) -> Action:
    """Set the round (the wave of interviews) or the group of transcripts; what is None stays.

    Raises:
        Refused: a transcript is gone, or nothing would change.
    """
    people = People(study)
    for source in sources:
        now_there = _current_source(people, source.id)
        people.sources[source.id] = replace(
            now_there,
            round=now_there.round if wave is None else fit(wave, "A round"),
            group=now_there.group if group is None else fit(group, "A group"),
        )
    action = _changing(people, study, "sources.place", refs={})
    return replace(action, counts={"sources": len(action.changes)})


def speaker_at(people: People, source_id: str, label: str) -> Speaker:
    """The speaker of a source with a label, who is no interviewer.

    Raises:
        Refused: there is none, or they interview.
    """
    source = _current_source(people, source_id)
    for speaker in source.speakers:
        if speaker.label == label:
            if speaker.interviewer:
                raise Refused(f"'{speaker.shown}' interviews in '{source.title}' and is no participant.")
            return speaker
    raise Refused(f"Nobody in '{source.title}' has the label '{label}'.")


def put_tie(people: People, one: Tie) -> None:
    """Say who a speaker is, in a working copy.

    Raises:
        Refused: the speaker interviews or is not in the transcript, or the participant is gone or has
            withdrawn.
    """
    tied = ""
    if one.participant is not None:
        tied = one.participant.id
        if _current(people, one.participant).status == WITHDRAWN:
            raise Refused(f"'{one.participant.name}' has withdrawn.")
    if one.label:
        speaker = speaker_at(people, one.source, one.label)
        several = speaker.several and not tied
        people.put_speaker(one.source, replace(speaker, participant=tied, several=several))
        return
    source = people.sources.get(one.source)
    if source is None or source.speakers:
        raise Refused("Only a text without labels is one participant's as a whole: name the speaker.")
    people.sources[source.id] = replace(source, participant=tied)


def _current(people: People, participant: Participant) -> Participant:
    """A participant as they are now: a screen may hold them as they were."""
    try:
        return people.participants[participant.id]
    except KeyError:
        raise Refused(f"'{participant.name}' does not take part in the study any more.") from None


def _current_source(people: People, source_id: str) -> Source:
    """A transcript as it is now: a screen may hold it as it was."""
    try:
        return people.sources[source_id]
    except KeyError:
        raise Refused("This transcript is no longer in the study.") from None


def _about(people: People, study: Study, name: str, participant: Participant) -> Action:
    return _changing(people, study, name, refs={"participant": participant.id})


def _changing(people: People, study: Study, name: str, refs: dict[str, str]) -> Action:
    changes = people.changes
    if not changes:
        raise Refused("Nothing would change.")
    return Action(name, study.coder, changes, refs=refs, counts=people.counts)
