"""Who speaks: speakers of transcripts, and the participants that they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from utsaga.analysis.quotes import Quote
from utsaga.model.participant import Participant
from utsaga.model.source import Source, Speaker
from utsaga.study import Study


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as they speak in one transcript. ``speaker`` is None where no labels tell who speaks.

    What is nearest to the words holds: what the speaker is in this transcript, then the group whose talk
    it is, then what the participant is elsewhere. Empty is not known.
    """

    source: Source
    speaker: Speaker | None
    participant: Participant | None

    @property
    def key(self) -> str:
        """The same for the same person, in whichever transcript they speak."""
        return key_of(self.source, self.speaker)

    @property
    def known(self) -> bool:
        """Whether it is known that one person speaks."""
        return (self.speaker is not None and not self.speaker.several) or self.participant is not None

    @property
    def name(self) -> str:
        """What they are called: the participant's name, else as the speaker is shown; empty if not known."""
        if self.participant is not None:
            return self.participant.name
        return self.speaker.shown if self.speaker is not None else ""

    @property
    def role(self) -> str:
        """What the person is: a manager, a politician."""
        return (self.speaker.role if self.speaker else "") or (
            self.participant.role if self.participant else ""
        )

    @property
    def group(self) -> str:
        """The group that the person belongs to."""
        own = self.speaker.group if self.speaker else ""
        return own or self.source.group or (self.participant.group if self.participant else "")

    @property
    def round(self) -> str:
        """The wave of interviews in which the words were said."""
        return self.source.round


class Persons:
    """Finds the participants behind speakers, in one study as it is now."""

    def __init__(self, study: Study) -> None:
        """Look at the participants of a study."""
        self._participant = study.held.participant

    def of(self, source: Source, speaker: Speaker | None) -> Person:
        """Who a speaker of a source is; with None, whoever's words a text without labels holds."""
        tied = source.participant if not source.speakers else speaker.participant if speaker else ""
        return Person(source, speaker, self._participant(tied))

    def speaking(self, source: Source) -> Iterator[Person]:
        """Everybody who speaks in a source; interviewers and what several say at once are left out."""
        if not source.speakers and source.participant:
            yield self.of(source, None)
        yield from (self.of(source, speaker) for speaker in source.speakers if speaker.counts)

    def names(self, quote: Quote) -> list[str]:
        """Who speaks in a quote, interviewers too: participants by their name, others as they are shown."""
        return self.called(quote.source, quote.speakers or (None,))

    def called(self, source: Source, speakers: Iterable[Speaker | None]) -> list[str]:
        """What speakers of a source are called, each once; None is whoever's words a text without labels
        holds."""
        there = {speaker.label: speaker for speaker in source.speakers}
        now = (there.get(speaker.label, speaker) if speaker else None for speaker in speakers)
        names = (self.of(source, speaker).name for speaker in now)
        return [name for name in dict.fromkeys(names) if name]

    def quoted(self, quote: Quote) -> list[Person]:
        """Everybody whose words are in a quote, each once, interviewers left out."""
        return [self.of(quote.source, speaker) for speaker in _quoted(quote)]


def key_of(source: Source, speaker: Speaker | None) -> str:
    """What tells persons apart: the participant where one is known, else the label in this transcript."""
    if speaker is None:
        return (source.participant if not source.speakers else "") or f"{source.id}:"
    return speaker.participant or f"{source.id}:{speaker.label}"


def keys_of(quote: Quote) -> set[str]:
    """The persons whose words are in a quote, interviewers left out; none where nobody is known."""
    return {key_of(quote.source, speaker) for speaker in _quoted(quote)}


def _quoted(quote: Quote) -> tuple[Speaker | None, ...]:
    if not quote.source.speakers and quote.source.participant:
        return (None,)
    first: dict[str, Speaker] = {}
    for speaker in quote.participants:
        first.setdefault(key_of(quote.source, speaker), speaker)
    return tuple(first.values())
