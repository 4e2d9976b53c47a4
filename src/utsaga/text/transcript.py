"""A transcript as it is read: its text, turns and units."""

from __future__ import annotations

import enum
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from utsaga.model.source import Source, Speaker
from utsaga.model.span import Span
from utsaga.text import anchors, kept_times, safe
from utsaga.text.digest import sha256_of
from utsaga.text.kept_times import Moment
from utsaga.text.sentences import sentences
from utsaga.text.turns import Turn, Turns
from utsaga.text.words import words

_TURNS_KEPT = 512


class Unit(enum.Enum):
    """What the cursor stands on."""

    WORD = "word"
    SENTENCE = "sentence"
    TURN = "turn"


class Transcript:
    """The text of one source with its turns; never changes.

    Offsets are code points, half open, into ``text``. Turns are found once; sentences and words are
    found when they are asked for, turn by turn, and kept for the turns last asked about.
    """

    def __init__(
        self, text: str, speakers: Sequence[Speaker] = (), body: int = 0, times: Sequence[Moment] = ()
    ) -> None:
        """Find the turns of a text by its speakers; what stands before ``body`` is front matter.

        ``times`` are those that stand in no words of the text, in order.
        """
        self.text = text
        self.speakers = tuple(speakers)
        self.body = body
        self.times = times
        self.turns = Turns(text, self.speakers, body)
        self._by_label = {speaker.label: speaker for speaker in self.speakers}
        self._units = lru_cache(maxsize=_TURNS_KEPT)(self._find_units)

    @cached_property
    def shown(self) -> str:
        """The text as it may be shown on a terminal, of the same length (``safe.shown``)."""
        return safe.shown(self.text)

    @cached_property
    def sha256(self) -> str:
        """Hash of the text in UTF-8, in hexadecimal digits."""
        return sha256_of(self.text)

    def turn_at(self, offset: int) -> Turn:
        """The turn in which an offset lies, else the nearest one (the earlier of two as near).

        Raises:
            IndexError: the text has no turns, because it is blank.
        """
        index = max(self.turns.last_before(offset), 0)
        turn = self.turns[index]
        if offset < turn.end or index + 1 == len(self.turns):
            return turn
        following = self.turns[index + 1]
        return following if following.start - offset < offset - turn.end + 1 else turn

    def in_front(self, offset: int) -> bool:
        """Whether a place lies before the first turn, in the front matter: what stands there nobody says."""
        return self.turns.last_before(offset) < 0

    def turns_in(self, span: Span) -> Sequence[Turn]:
        """The turns that share at least a character with a passage, in order."""
        first = max(self.turns.last_before(span.start), 0)
        last = self.turns.last_before(span.end - 1)
        return [turn for turn in self.turns[first : last + 1] if turn.end > span.start]

    def said_in(self, span: Span) -> Sequence[Turn]:
        """The turns of whose words a passage has some; of a passage that has none, those it touches.

        A selection may end in the label of the next turn; nobody's words are in a label.
        """
        touched = self.turns_in(span)
        return [turn for turn in touched if turn.body < span.end and span.start < turn.end] or touched

    def speakers_of(self, turns: Iterable[Turn]) -> tuple[Speaker, ...]:
        """Who speaks in some turns, each once, in the order in which they do."""
        speakers = (self.speaker(turn) for turn in turns)
        return tuple(dict.fromkeys(speaker for speaker in speakers if speaker is not None))

    def voices(self) -> dict[str, list[Span]]:
        """The words of each speaker, by label, turn by turn."""
        said: dict[str, list[Span]] = {}
        for turn in self.turns:
            if turn.label is not None:
                said.setdefault(turn.label, []).append(turn.words)
        return said

    def sentences(self, turn: Turn) -> Sequence[Span]:
        """The sentences of a turn, without its label."""
        return self.units(Unit.SENTENCE, turn)

    def words(self, turn: Turn) -> Sequence[Span]:
        """The words of a turn, without its label."""
        return self.units(Unit.WORD, turn)

    def units(self, unit: Unit, turn: Turn) -> Sequence[Span]:
        """The units of a turn in order, none for a label without words; as a turn: its words as one."""
        if unit is Unit.TURN:
            return (turn.words,) if turn.body < turn.end else ()
        return self._units(unit, turn)

    def _find_units(self, unit: Unit, turn: Turn) -> Sequence[Span]:
        find = words if unit is Unit.WORD else sentences
        return tuple(find(self.text, turn.body, turn.end))

    def times_in(self, turn: Turn) -> Sequence[Moment]:
        """The times in a turn that stand in no words of it, in order."""
        first = bisect_left(self.times, turn.body, key=_place)
        return self.times[first : bisect_left(self.times, turn.end, key=_place)]

    def speaker(self, turn: Turn) -> Speaker | None:
        """Who speaks in a turn; None where nobody is named."""
        return None if turn.label is None else self._by_label.get(turn.label)

    def context(self, span: Span) -> tuple[str, str]:
        """What stands right before and right after a passage, up to 64 characters each."""
        return anchors.context(self.text, span)


def transcript_of(source: Source, text: str) -> Transcript:
    """A source's text as it is read, its turns by the speakers that the study knows."""
    return Transcript(text, source.speakers, source.body, kept_times.read(source.times))


def _place(moment: Moment) -> int:
    return moment.start
