"""Who speaks in a text, as rows to be corrected: labels in use, and labels that were only proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from utsaga.model.errors import Refused
from utsaga.model.source import Speaker
from utsaga.text.speakers import Candidate
from utsaga.text.transcript import Transcript

_SAMPLE = 120
"""How many characters of a speaker's first words are shown, at most."""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A label in the list.

    ``used`` says whether it opens turns; a label that does not was proposed and not accepted, and
    ``turns`` is then how many lines it opens. ``doubt`` is a reason in words, ``sample`` the first words.
    """

    speaker: Speaker
    used: bool
    turns: int
    doubt: str
    sample: str

    @property
    def id(self) -> str:
        """The label."""
        return self.speaker.label


def speaker_rows(
    text: str, speakers: Sequence[Speaker], body: int, proposed: Sequence[Candidate]
) -> list[SpeakerRow]:
    """The speakers of a text in their order, then proposed labels (``propose``) that are not used."""
    labels = {speaker.label for speaker in speakers}
    candidates = {candidate.label: candidate for candidate in proposed}
    rest = [candidate for candidate in candidates.values() if candidate.label not in labels]
    counts = Counter(turn.label for turn in Transcript(text, speakers, body).turns)
    samples = _samples(text, [*speakers, *(candidate.speaker for candidate in rest)], body)
    used = [
        SpeakerRow(
            speaker,
            True,
            counts[speaker.label],
            candidates[speaker.label].doubt if speaker.label in candidates else "",
            samples.get(speaker.label, ""),
        )
        for speaker in speakers
    ]
    return used + [
        SpeakerRow(c.speaker, False, c.count, c.doubt or "stands too seldom", samples.get(c.label, ""))
        for c in rest
    ]


def with_interviewer_turned(speakers: Sequence[Speaker], label: str) -> tuple[Speaker, ...]:
    """Speakers with one made an interviewer, or made a participant again.

    Raises:
        Refused: the label is not a speaker's.
    """
    speaker = _of(speakers, label)
    return _replaced(speakers, replace(speaker, interviewer=not speaker.interviewer))


def with_name(speakers: Sequence[Speaker], label: str, name: str) -> tuple[Speaker, ...]:
    """Speakers with one named; an empty name, or the label itself, shows the label.

    Raises:
        Refused: the label is not a speaker's.
    """
    tidy = " ".join(name.split())
    return _replaced(speakers, replace(_of(speakers, label), name="" if tidy == label else tidy))


def with_label_turned(speakers: Sequence[Speaker], row: SpeakerRow) -> tuple[Speaker, ...]:
    """Speakers without one, or with one that was not among them."""
    if row.used:
        return tuple(speaker for speaker in speakers if speaker.label != row.id)
    return (*speakers, row.speaker)


def with_label(text: str, speakers: Sequence[Speaker], label: str, body: int) -> tuple[Speaker, ...]:
    """Speakers with a label that nobody found.

    Raises:
        Refused: it is empty, there already, or opens no turn in the text.
    """
    wanted = label.strip().removesuffix(":").rstrip()
    if not wanted:
        raise Refused("A speaker needs a label: what stands before the turns, without the colon.")
    if any(speaker.label == wanted for speaker in speakers):
        raise Refused(f"'{wanted}' is among the speakers already.")
    added = (*speakers, Speaker(wanted))
    if all(turn.label != wanted for turn in Transcript(text, added, body).turns):
        raise Refused(f"No turn opens with '{wanted}': write the label as it stands in the text.")
    return added


def _samples(text: str, speakers: Sequence[Speaker], body: int) -> dict[str, str]:
    """First words by label, from the first turn that has any."""
    samples: dict[str, str] = {}
    for turn in Transcript(text, speakers, body).turns:
        if turn.label is not None and turn.body < turn.end:
            samples.setdefault(turn.label, text[turn.body : min(turn.end, turn.body + _SAMPLE)])
    return samples


def _of(speakers: Sequence[Speaker], label: str) -> Speaker:
    for speaker in speakers:
        if speaker.label == label:
            return speaker
    raise Refused(f"'{label}' is not a speaker here; say first that it is one.")


def _replaced(speakers: Sequence[Speaker], after: Speaker) -> tuple[Speaker, ...]:
    return tuple(after if speaker.label == after.label else speaker for speaker in speakers)
