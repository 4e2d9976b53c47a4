"""Going to a time: in each transcript, what was said then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.search.hits import Hit
from utsaga.search.studies import StudySearch
from utsaga.text.moments import at_time
from utsaga.text.times import clock
from utsaga.text.transcript import Transcript


@dataclass(slots=True)
class AtTime:
    """A search for a time (in seconds) in some transcripts.

    ``within`` limits it to stretches of each transcript, by source; None to none. ``untimed`` are the titles
    of those searched so far in which no time stands.
    """

    time: float
    within: Mapping[str, Sequence[Span]] | None = None
    untimed: list[str] = field(default_factory=list)

    def hits(self, texts: StudySearch, sources: Sequence[Source]) -> Iterator[Hit]:
        """Yield what was said then, from the last mark of a time on, in each transcript that has times."""
        for source in sources:
            try:
                transcript = texts.transcript(source.id)
            except UtsagaError:
                continue
            within = None if self.within is None else self.within.get(source.id, ())
            hit = _hit(source.id, transcript, self.time, within)
            if hit is not None:
                yield hit
            else:
                self.untimed.append(source.title)

    @property
    def said(self) -> str:
        """What was looked for, and where there was nothing to look at, in words."""
        nowhere = f"; without times: {', '.join(self.untimed)}" if self.untimed else ""
        return f"at {clock(self.time)}: from the last time marked before{nowhere}"


def _hit(source: str, transcript: Transcript, time: float, within: Sequence[Span] | None) -> Hit | None:
    moment = at_time(transcript, time, within)
    if moment is None:
        return None
    sentences = transcript.sentences(transcript.turn_at(moment.start))
    end = next((span.end for span in sentences if span.end > moment.start), moment.start + 1)
    return Hit(source, moment.start, end, transcript.text[moment.start : end], ())
