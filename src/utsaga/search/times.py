"""Going to a time: in each transcript, what was said then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.search.hits import Hit
from utsaga.search.studies import StudySearch
from utsaga.text.kept_times import Moment
from utsaga.text.moments import at_time, moments
from utsaga.text.times import clock
from utsaga.text.transcript import Transcript


@dataclass(slots=True)
class AtTime:
    """A search for a time (in seconds) in some transcripts.

    ``within`` limits it to stretches of each transcript, by source; None to none. Of those searched so far
    titles are kept: ``untimed`` have no times, ``ended`` had ended by then, ``early`` are those in which all
    times are later.
    """

    time: float
    within: Mapping[str, Sequence[Span]] | None = None
    untimed: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    early: list[str] = field(default_factory=list)

    def hits(self, texts: StudySearch, sources: Sequence[Source]) -> Iterator[Hit]:
        """Yield what was said then, from the last mark of a time on, in each transcript that has times."""
        for source in sources:
            try:
                transcript = texts.transcript(source.id)
            except UtsagaError:
                continue
            within = None if self.within is None else self.within.get(source.id, ())
            moment = at_time(transcript, self.time, within)
            if moment is not None:
                if moment.time > self.time:
                    self.early.append(source.title)
                yield _hit(source.id, transcript, moment)
            elif next(moments(transcript), None) is None:
                self.untimed.append(source.title)
            elif at_time(transcript, self.time) is None:
                self.ended.append(source.title)

    @property
    def said(self) -> str:
        """What was looked for, and where it is not as one expects, in words."""
        return "; ".join((f"at {clock(self.time)}: from the last time marked before", *self.remarks))

    @property
    def remarks(self) -> list[str]:
        """Where there was nothing to look at, or no time before the one that was looked for."""
        told = {
            "without times": self.untimed,
            "ended before": self.ended,
            "all times are later, so from the beginning": self.early,
        }
        return [f"{what}: {', '.join(titles)}" for what, titles in told.items() if titles]


def _hit(source: str, transcript: Transcript, moment: Moment) -> Hit:
    sentences = transcript.sentences(transcript.turn_at(moment.start))
    end = next((span.end for span in sentences if span.end > moment.start), moment.start + 1)
    return Hit(source, moment.start, end, transcript.text[moment.start : end], ())
