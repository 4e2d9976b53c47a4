"""From what a reader found in a file to a text on its way into the study, as the user agreed to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from utsaga.model.errors import NotFound
from utsaga.model.source import Speaker
from utsaga.nearest import nearest
from utsaga.readers import Reading
from utsaga.study.sources import NewSource


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the user knows better than the reader about who speaks; labels as they stand in the text."""

    names: Mapping[str, str]
    interviewers: frozenset[str] = frozenset()
    not_speakers: frozenset[str] = frozenset()

    def apply(self, reading: Reading) -> tuple[Speaker, ...]:
        """The speakers of a reading, corrected; a label that was found but doubted is taken if named here.

        Raises:
            NotFound: a label does not open any line of the text.
        """
        found = {candidate.label: candidate.speaker for candidate in reading.proposal.candidates}
        accepted = {speaker.label for speaker in reading.speakers}
        for label in [*self.names, *self.interviewers, *self.not_speakers]:
            if label not in found:
                raise NotFound(
                    f"No line of '{reading.origin}' begins with '{label}' as a label{nearest(label, found)}. "
                    f"A label is followed by a colon or a time, as in '{label}:'."
                )
        wanted = (accepted | set(self.names) | self.interviewers) - self.not_speakers
        return tuple(
            Speaker(
                label,
                self.names.get(label, speaker.name),
                label in self.interviewers or (speaker.interviewer and not self.interviewers),
            )
            for label, speaker in found.items()
            if label in wanted
        )


def to_new_source(
    reading: Reading, title: str | None = None, speakers: Sequence[Speaker] | None = None
) -> NewSource:
    """A reading as a text for the study; without a title, the file's name without its ending."""
    return NewSource(
        title=title or Path(reading.origin).stem,
        text=reading.text,
        origin=reading.origin,
        origin_sha256=reading.origin_sha256,
        encoding=reading.encoding,
        format=reading.format,
        speakers=tuple(reading.speakers if speakers is None else speakers),
        body=reading.body,
    )
