"""Files on their way into the study as rows: what each is, what to look at, and whether it goes in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.source import Speaker
from utsaga.readers import Reading, read
from utsaga.study import Study
from utsaga.study.incoming import to_new_source
from utsaga.study.sources import NewSource, twin_of
from utsaga.study.words import counted
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turn

SURE = 0.9
"""From how sure a guess at an encoding on (0..1) other ways to read the file are not shown at once."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may go in.

    ``problem`` says why it cannot be read, ``twin`` where the same text is already; both empty when
    nothing is in the way. ``speakers`` are those of the reading, or as they were corrected.
    ``turns`` are counted with those.
    """

    path: Path
    reading: Reading | None = None
    speakers: tuple[Speaker, ...] = ()
    turns: tuple[Turn, ...] = ()
    problem: str = ""
    twin: str = ""
    chosen: bool = False

    @property
    def id(self) -> str:
        """The file's path."""
        return str(self.path)

    @property
    def fit(self) -> bool:
        """Whether it can go in."""
        return self.reading is not None and not self.twin

    @property
    def new_source(self) -> NewSource:
        """What goes into the study.

        Raises:
            Refused: the file could not be read.
        """
        if self.reading is None:
            raise Refused(self.problem)
        return to_new_source(self.reading, speakers=self.speakers)


def look_at(path: Path, encoding: str | None = None) -> Incoming:
    """Read a file, in an encoding or in the likeliest one. Takes time; touches nothing of the study."""
    try:
        reading = read(path, encoding=encoding)
    except UtsagaError as error:
        return Incoming(path, problem=str(error))
    return _divided(Incoming(path, chosen=True), reading, reading.speakers)


def with_speakers(incoming: Incoming, speakers: Sequence[Speaker]) -> Incoming:
    """A file with its speakers corrected; one that could not be read has none."""
    if incoming.reading is None:
        return incoming
    return _divided(incoming, incoming.reading, tuple(speakers))


def compared(study: Study, incoming: Sequence[Incoming]) -> list[Incoming]:
    """Files with those marked that are in the study already, or stand twice among them."""
    rows: list[Incoming] = []
    for item in incoming:
        rows.append(with_twin(study, item, rows))
    return rows


def with_twin(study: Study, item: Incoming, before: Sequence[Incoming]) -> Incoming:
    """A file that says so, and is not chosen, if the study or a file before it has the same text."""
    if item.reading is None:
        return item
    text = item.reading.text
    source = twin_of(study, item.new_source)
    names = (b.reading.origin for b in before if b.reading is not None and b.reading.text == text)
    twin = source.title if source else next(names, "")
    where = "in the study already, as" if source else "the same text as"
    return replace(item, twin=f"{where} '{twin}'" if twin else "", chosen=item.chosen and not twin)


def about(item: Incoming) -> str:
    """Format, encoding and turns of a file in words."""
    if item.reading is None:
        return ""
    sure = "" if item.reading.encoding_sure == 1 else f" ({item.reading.encoding_sure:.0%} sure)"
    return " · ".join((item.reading.format, item.reading.encoding + sure, counted(len(item.turns), "turn")))


def speakers_of(item: Incoming) -> list[tuple[str, str]]:
    """Each speaker with the count of turns, and what is doubtful about it in words (often nothing)."""
    if item.reading is None:
        return []
    doubts = {candidate.label: candidate.doubt for candidate in item.reading.proposal.candidates}
    counts = Counter(turn.label for turn in item.turns)
    return [
        (
            f"{speaker.shown} ({counts[speaker.label]}{', interviewer' if speaker.interviewer else ''})",
            doubts.get(speaker.label, ""),
        )
        for speaker in item.speakers
    ]


def not_taken(item: Incoming) -> list[tuple[str, str]]:
    """Labels that may be speakers and are not taken for any, each with the reason."""
    if item.reading is None:
        return []
    taken = {speaker.label for speaker in item.speakers}
    candidates = item.reading.proposal.candidates
    return [(candidate.label, candidate.doubt) for candidate in candidates if candidate.label not in taken]


def remarks(item: Incoming) -> list[tuple[str, bool]]:
    """What to tell about a file, each with whether it needs looking at."""
    if item.reading is None:
        return [(item.problem, True)]
    twin = [(item.twin, True)] if item.twin else []
    return [
        *twin,
        *((warning, True) for warning in item.reading.warnings),
        *((note, False) for note in item.reading.notes),
    ]


def said(incoming: Sequence[Incoming]) -> str:
    """How many files are there and how many go in, in words."""
    chosen = sum(item.chosen for item in incoming)
    return f"{chosen} of {counted(len(incoming), 'file')} chosen"


def _divided(incoming: Incoming, reading: Reading, speakers: tuple[Speaker, ...]) -> Incoming:
    turns = Transcript(reading.text, speakers, reading.body).turns
    return replace(incoming, reading=reading, speakers=speakers, turns=tuple(turns))
