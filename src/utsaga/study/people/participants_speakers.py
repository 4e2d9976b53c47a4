"""Changes that begin at speakers: all of them made participants, some made interviewers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from utsaga.model.action import Action
from utsaga.model.codetree import name_key
from utsaga.model.errors import Refused
from utsaga.model.participant import Participant
from utsaga.model.source import Source, Speaker
from utsaga.study.fitting import LONGEST
from utsaga.study.people.participants import Tie, put_tie
from utsaga.study.people.people import People
from utsaga.study.speakers import as_interviewer
from utsaga.study.study import Study


def from_speakers(study: Study) -> Action:
    """Let everybody take part who speaks and is nobody known, each under a name of their own.

    Speakers who have been given the same name are one participant, who returns; the same label in two
    transcripts is not, for ``IP`` is somebody else in each: they are called after their transcripts.

    Raises:
        Refused: everybody is known.
    """
    people = People(study)
    unknown = [
        (source, speaker)
        for source in study.sources
        for speaker in source.speakers
        if speaker.counts and not speaker.participant
    ]
    if not unknown:
        raise Refused("There is no speaker whom nobody knows: everybody who speaks takes part.")
    labels = Counter(name_key(speaker.shown) for _, speaker in unknown if not speaker.name)
    for source, speaker in unknown:
        put_tie(people, Tie(source.id, speaker.label, _participant(people, source, speaker, labels)))
    return Action("participants.from_speakers", study.coder, people.changes, counts=people.counts)


def _participant(people: People, source: Source, speaker: Speaker, labels: Counter[str]) -> Participant:
    if speaker.name:
        return people.named(speaker.name) or people.add(speaker.name[:LONGEST])
    wanted = speaker.label
    if labels[name_key(wanted)] > 1 or people.named(wanted) is not None:
        alone = sum(other.counts for other in source.speakers) == 1
        wanted = source.title if alone else f"{speaker.label} ({source.title})"
    wanted = wanted[: LONGEST - 5]
    numbered = (f"{wanted} {n}" for n in range(2, len(people.participants) + 3))
    free = next(name for name in (wanted, *numbered) if people.named(name) is None)
    return people.add(free)


def set_interviewing(
    study: Study,
    speakers: Sequence[tuple[str, str]],
    *,
    interviews: bool,
    instead_of: Participant | None = None,
) -> Action:
    """Say that speakers (sources' ids and labels) interview or moderate, or that they do not.

    Who interviews takes no part: they are left out of counts, and tied to nobody. ``instead_of`` is the
    participant who they were held to be, who goes; what they say elsewhere is said by nobody known.

    Raises:
        Refused: a speaker is not in the transcript, or nothing would change.
    """
    people = People(study)
    for source_id, label in speakers:
        source = people.sources.get(source_id)
        speaker = next((one for one in source.speakers if one.label == label), None) if source else None
        if speaker is None:
            raise Refused(f"Nobody with the label '{label}' speaks there any more.")
        if speaker.interviewer == interviews:
            continue
        people.put_speaker(source_id, as_interviewer(speaker, interviews=interviews))
    if instead_of is not None:
        people.take_out(instead_of.id)
    if not people.changes:
        raise Refused("Nothing would change.")
    name = "speakers.interviewing" if interviews else "speakers.not_interviewing"
    return Action(name, study.coder, people.changes, counts={"speakers": len(speakers)})
