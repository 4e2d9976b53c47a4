"""How a quote is attributed in print: by name, by number, by place, or not at all."""

from __future__ import annotations

from enum import Enum

from utsaga.analysis.quotes import Quote
from utsaga.model.source import Speaker
from utsaga.study import Study

PARTICIPANT = {"en": "Participant", "sv": "Intervjuperson"}
TURN = {"en": "turn", "sv": "tur"}
_INTERVIEWER = {"en": "I", "sv": "I"}
_SHORT = {"en": "P", "sv": "IP"}


class Attribution(Enum):
    """The styles; the values are what the command line takes."""

    SPEAKER = "speaker"
    NUMBER = "number"
    SOURCE = "source"
    NONE = "none"


class Attributor:
    """Names speakers in one style throughout a study, in English or Swedish.

    Participants are numbered by the order of the transcripts and, in each, of its speakers. Names that
    the style leaves out appear nowhere: a dialogue's labels follow the style too.
    """

    def __init__(self, study: Study, style: Attribution, language: str) -> None:
        """Number the participants of a study."""
        self._style = style
        self._language = language
        participants = [
            (source.id, speaker.label)
            for source in study.sources
            for speaker in source.speakers
            if not speaker.interviewer
        ]
        self._numbers = {participant: number for number, participant in enumerate(participants, 1)}

    def after(self, quote: Quote) -> str:
        """What stands after a quote, without brackets; empty if nothing does."""
        if self._style is Attribution.NONE:
            return ""
        if self._style is Attribution.SOURCE:
            return self._place(quote)
        who = quote.participants or quote.speakers
        return ", ".join(self.label(quote, speaker) for speaker in who) or self._unnamed(quote)

    def label(self, quote: Quote, speaker: Speaker | None) -> str:
        """What stands before a speaker's words in a dialogue."""
        if speaker is None:
            return ""
        if self._style in (Attribution.SPEAKER, Attribution.SOURCE):
            return speaker.shown
        if speaker.interviewer:
            return _INTERVIEWER[self._language]
        if self._style is Attribution.NUMBER:
            return f"{PARTICIPANT[self._language]} {self._numbers[quote.source.id, speaker.label]}"
        others = quote.participants
        short = _SHORT[self._language]
        return short if len(others) == 1 else f"{short}{others.index(speaker) + 1}"

    def _place(self, quote: Quote) -> str:
        if not quote.first_turn:
            return quote.source.title
        turns = (
            str(quote.first_turn)
            if quote.first_turn == quote.last_turn
            else f"{quote.first_turn}–{quote.last_turn}"
        )
        return f"{quote.source.title}, {TURN[self._language]} {turns}"

    def _unnamed(self, quote: Quote) -> str:
        return quote.source.title if self._style is Attribution.SPEAKER else ""
