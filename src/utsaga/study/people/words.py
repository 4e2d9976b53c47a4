"""What changes to those who take part and speak are called, and what is told of them beside it."""

from __future__ import annotations

from collections.abc import Mapping

from utsaga.study.phrases import counted

WORDS = {
    "sources.merge_speakers": "merge labels of speakers in {texts}",
    "sources.interviewer": "say who interviews in {texts}",
    "sources.name_speaker": "name a speaker in {texts}",
    "sources.several": "say whether a label is one person's in {texts}",
    "sources.not_speaker": "a label is no speaker in {texts}",
    "sources.take_speaker": "a label is a speaker in {texts}",
    "participants.add": "new participant {participant}",
    "participants.change": "change participant {participant}",
    "participants.remove": "remove participant {participant}",
    "participants.consent": "note consent of {participant}",
    "participants.attribute": "set {attribute} of {participant}",
    "participants.tie": "say who {speakers_are}",
    "participants.standing": "say what a speaker in {source} is",
    "participants.import": "take in from a table: {taken_in}",
    "participants.from_speakers": "make participants of {speakers}",
    "speakers.interviewing": "say that {speakers_interview}",
    "speakers.not_interviewing": "say that {speakers_do} not interview",
    "sources.place": "set round or group of {sources}",
    "attributes.declare": "declare the attribute {attribute}",
    "attributes.change": "change the attribute {attribute}",
    "attributes.remove": "remove the attribute {attribute}{known}",
    "attributes.forbid": "forbid the attribute {attribute}{known}",
}
"""What changes to those who take part and speak are called, by their names."""

TAKES_AWAY = ("participants.remove", "attributes.remove", "attributes.forbid")
"""Those after which something is gone: a way back is to be named."""


def known_of(participants: int) -> str:
    """What goes with an attribute: `` and what was known of 3 participants``."""
    return f" and what was known of {counted(participants, 'participant')}" if participants else ""


def taken_in(counts: Mapping[str, int]) -> str:
    """What a table brings: ``3 participants, who 2 speakers are``; of transcripts, where it is only that."""
    participants = counts.get("participants", 0)
    told = [counted(participants, "participant")] * (participants > 0)
    told += [f"who {speakers(counts, 'is', 'are')}"] * (counts.get("speakers", 0) > 0)
    texts = counts.get("sources", 0)
    told = told or [f"what is said of {counted(texts, 'transcript')}"] * (texts > 0)
    return ", ".join(told) or "attributes"


def speakers(counts: Mapping[str, int], one: str, several: str) -> str:
    """Speakers and what they do: ``1 speaker is``, ``2 speakers are``."""
    number = counts.get("speakers", 0)
    return f"{counted(number, 'speaker')} {one if number == 1 else several}"
