"""How a quote is attributed in print: by name, by number, by what the speaker is, by place, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from utsaga.analysis.persons import Person, Persons
from utsaga.analysis.quotes import Quote, said_when
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.text.times import clock

PARTICIPANT = {"en": "Participant", "sv": "Intervjuperson"}
GROUP = {"en": "Group", "sv": "Grupp"}
ROUND = {"en": "Round", "sv": "Omgång"}
TURN = {"en": "turn", "sv": "tur"}
TURNS = {"en": "turns", "sv": "turer"}
_INTERVIEWER = {"en": "I", "sv": "I"}
_SHORT = {"en": "P", "sv": "IP"}


class Attribution(Enum):
    """The styles; the values are what the command line takes."""

    SPEAKER = "speaker"
    PARTICIPANT = "participant"
    NUMBER = "number"
    GROUP = "group"
    ROLE = "role"
    ROUND = "round"
    SOURCE = "source"
    NONE = "none"


class Attributor:
    """Names speakers in one style throughout a study, in English or Swedish.

    Persons are numbered by the order of the transcripts and, in each, of its speakers; somebody who is
    known to speak in several has one number. What the style leaves out appears nowhere: a dialogue's
    labels follow the style too, and where the study does not know what the style asks for (no group, no
    participant), nothing stands in its place.
    """

    def __init__(self, study: Study, style: Attribution, language: str, *, times: bool = False) -> None:
        """Number the persons of a study; ``times`` says to tell also when something was said."""
        self._study = study
        self._times = times
        self._style = style
        self._language = language
        self._persons = Persons(study)
        keys = [person.key for source in study.sources for person in self._persons.speaking(source)]
        self._numbers = {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}

    def after(self, quote: Quote) -> str:
        """What stands after a quote, without brackets; empty if nothing does."""
        return ", ".join(told for told in (self.who(quote), self.when(quote)) if told)

    def when(self, quote: Quote) -> str:
        """When a quote was said, if that is to be told and stands in the turn where it begins."""
        time = said_when(self._study, quote) if self._times else None
        return clock(time) if time is not None else ""

    def who(self, quote: Quote) -> str:
        """Whose words a quote is, in the style; empty if that is not known."""
        if self._style is Attribution.NONE:
            return ""
        if self._style is Attribution.SOURCE:
            return self._place(quote)
        if self._style in FACTS:
            none = (speaker for speaker in quote.speakers or (None,) if speaker is None or speaker.several)
            nobody = [self._persons.of(quote.source, speaker) for speaker in none]
            return _joined(self._fact(person) for person in self._persons.quoted(quote) or nobody)
        who = quote.participants or quote.speakers
        said = _joined(self.label(quote, speaker) for speaker in who)
        return said or self._unlabelled(quote)

    @property
    def said_by_labels(self) -> bool:
        """Whether the labels of a dialogue say all that would stand after it."""
        return self._style in (Attribution.SPEAKER, Attribution.NUMBER)

    def label(self, quote: Quote, speaker: Speaker | None) -> str:
        """What stands before a speaker's words in a dialogue."""
        if speaker is None:
            return ""
        if self._style is Attribution.SPEAKER:
            return speaker.shown
        if speaker.interviewer:
            return _INTERVIEWER[self._language]
        if speaker.several:
            return speaker.shown
        person = self._persons.of(quote.source, speaker)
        if self._style is Attribution.NUMBER:
            return self._number(person)
        named = self._fact(person) if self._style is Attribution.PARTICIPANT else ""
        return named or self._short(quote, person)

    def _fact(self, person: Person) -> str:
        """What the style says of a person; empty if the study does not know it."""
        match self._style:
            case Attribution.PARTICIPANT:
                return (
                    _named(PARTICIPANT[self._language], person.participant.name) if person.participant else ""
                )
            case Attribution.GROUP:
                return _named(GROUP[self._language], person.group)
            case Attribution.ROUND:
                return _named(ROUND[self._language], person.round)
            case _:
                return person.role

    def _number(self, person: Person) -> str:
        return f"{PARTICIPANT[self._language]} {self._numbers[person.key]}"

    def _short(self, quote: Quote, person: Person) -> str:
        """A label that tells the persons of one quote apart and nothing else."""
        keys = [other.key for other in self._persons.quoted(quote)]
        short = _SHORT[self._language]
        return short if len(keys) == 1 else f"{short}{keys.index(person.key) + 1}"

    def _place(self, quote: Quote) -> str:
        if not quote.first_turn:
            return quote.source.title
        first, last = quote.first_turn, quote.last_turn
        one = first == last
        turns = f"{TURN[self._language]} {first}" if one else f"{TURNS[self._language]} {first}–{last}"
        return f"{quote.source.title}, {turns}"

    def _unlabelled(self, quote: Quote) -> str:
        """Whose words a text without labels holds, by name or number; by name else the text's title."""
        persons = self._persons.quoted(quote)
        if self._style is Attribution.NUMBER:
            return _joined(map(self._number, persons))
        names = (person.participant.name for person in persons if person.participant)
        return _joined(names) or quote.source.title


FACTS = (Attribution.PARTICIPANT, Attribution.GROUP, Attribution.ROLE, Attribution.ROUND)
"""Styles that say what the study knows of those who speak."""


def _named(noun: str, name: str) -> str:
    """A name; with its noun before it if it is a number alone."""
    return f"{noun} {name}" if name.isdecimal() else name


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))
