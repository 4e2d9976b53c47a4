"""All transcripts as rows: how long each is, who speaks, and how far its reading and coding have come."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from utsaga.analysis.overview import Measured, overview
from utsaga.analysis.persons import Persons
from utsaga.model.ids import shown_time
from utsaga.model.source import Source, Speaker
from utsaga.study import Study
from utsaga.study.phrases import counted
from utsaga.tui.parts import GOES, SHORT_NAME, Part

_FEWEST = 12
"""Cells that speakers have at least."""


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """A transcript in the list.

    ``measured`` is None until somebody has looked into the text; ``mine`` and ``others`` count codings by
    this coder and by all others; ``last`` is the turn in which the coder was last, 0 for the beginning.
    ``passes`` and ``others_passes`` count readings in the same way; ``read_to`` is the turn to which the
    present one has come, 0 for none; ``waiting`` counts passages that a person must place.
    """

    source: Source
    measured: Measured | None = None
    mine: int = 0
    others: int = 0
    last: int = 0
    passes: int = 0
    others_passes: int = 0
    read_to: int = 0
    waiting: int = 0

    @property
    def id(self) -> str:
        """The source's id."""
        return self.source.id


def measured_row(study: Study, source: Source, place: int = 0, read_to: int = 0) -> TranscriptRow:
    """A transcript with everything counted.

    ``place`` is the offset at which the coder was last, ``read_to`` that to which the present reading has
    come.

    Raises:
        UtsagaError: the text cannot be read.
    """
    seen = overview(study, source)
    turns = study.transcript(source.id)
    mine, passes = seen.codings.get(study.coder, 0), len(seen.passes.get(study.coder, ()))

    def turn(offset: int) -> int:
        return turns.turn_at(offset).index + 1 if offset and turns.turns else 0

    return TranscriptRow(
        source,
        seen.measured,
        mine,
        sum(seen.codings.values()) - mine,
        turn(place),
        passes,
        sum(map(len, seen.passes.values())) - passes,
        turn(read_to - 1) if read_to else 0,
        seen.waiting,
    )


def figures_said(row: TranscriptRow) -> str:
    """What has been counted, in words; nothing before it has been."""
    if row.measured is None:
        return ""
    others = f" + {row.others:,} of others" if row.others else ""
    told = [
        counted(row.measured.turns, "turn"),
        counted(row.measured.words, "word"),
        f"{counted(row.mine, 'coding')}{others}",
        f"{row.measured.share:.0%} coded",
        f"{row.waiting:,} to review" if row.waiting else "",
        passes_said(row),
        f"at turn {row.last}" if row.last else "",
    ]
    return " · ".join(filter(None, told))


def passes_said(row: TranscriptRow) -> str:
    """How often it has been read through, and how far the present reading has come."""
    times = f"read {row.passes}×" if row.passes else ""
    times += f" + {row.others_passes}× by others" if row.passes and row.others_passes else ""
    times = times or (f"read {row.others_passes}× by others" if row.others_passes else "")
    whole = row.measured is not None and row.read_to >= row.measured.turns
    if row.read_to < 2:
        return times
    to = "to the end" if whole else f"to turn {row.read_to}"
    return f"{times}, now {to}" if times else f"read {to}"


def speakers_said(study: Study, source: Source) -> str:
    """Who speaks, participants by name, each once; last, in brackets, interviewers and several at once."""
    whoever: tuple[Speaker | None, ...] = source.speakers or (None,)
    speaking = (speaker for speaker in whoever if speaker is None or speaker.counts)
    others = [f"({speaker.shown})" for speaker in source.speakers if not speaker.counts]
    return ", ".join(dict.fromkeys([*Persons(study).called(source, speaking), *others]))


def about_parts(study: Study, source: Source) -> list[Part]:
    """Its file, who speaks, round, group and how far it has come, by whom and when."""
    file = source.origin if Path(source.origin).stem != source.title else ""
    told = [
        Part(file, "muted", SHORT_NAME),
        Part(speakers_said(study, source) or "no speakers", "muted", _FEWEST, told=True),
        Part(f"round {source.round}" if source.round else "", "muted"),
        Part(source.group, "muted", SHORT_NAME),
        Part(source.standing if source.status_at else "", "muted"),
    ]
    there = [part for part in told if part.text]
    parts = [part for n, one in enumerate(there) for part in (*[Part(" · ", "muted")] * bool(n), one)]
    who = f" ({source.status_coder}, {shown_time(source.status_at)})" if source.status_at else ""
    return [*parts, Part(who, "muted", GOES)]
