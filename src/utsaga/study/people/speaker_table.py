"""The labels of one text or many, as a table to be corrected: who speaks, how much, and what is doubtful."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from utsaga.model.errors import NotFound
from utsaga.model.source import Speaker
from utsaga.nearest import nearest
from utsaga.study.speakers import Divided
from utsaga.text.slips import Written, same_written, slip_for
from utsaga.text.speakers import Candidate, maybe_labels, proposed_labels
from utsaga.text.turns import Turn

_SAMPLE = 120
"""How many characters of a speaker's first words are shown, at most."""

_FEW, _FEWER = 2, 4
"""A slip opens this few turns beside the label that is meant, or this many times fewer."""

_ASKS = 0.5
"""From which share of turns with a question on, twice that of anybody else, somebody probably interviews."""

_SELDOM = "stands too seldom"
_NOT_TAKEN = "looks like a speaker's label, and is said to be none"
_SILENT = "opens no turn any more"


@dataclass(frozen=True, slots=True)
class Standing:
    """A label in one text.

    ``where`` is the id of the source, empty for a file that is not in the study. ``used`` says whether it
    opens turns; a label that does not was only proposed, and ``turns`` is then how many lines it opens.
    ``words`` are counted in its turns, the first of which begins at ``start`` with ``sample``;
    ``questions`` are the turns in which something is asked.
    """

    where: str
    title: str
    speaker: Speaker
    used: bool
    turns: int
    words: int
    start: int
    sample: str
    doubt: str = ""
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A label over all texts where it stands in the same way: as a speaker's, or only proposed.

    ``doubt`` is a reason in words, often none. ``near`` is the label that this one is probably another
    way of writing, empty for none. ``asks`` says that it is probably the interviewer's.
    """

    label: str
    used: bool
    places: tuple[Standing, ...]
    doubt: str = ""
    near: str = ""
    asks: bool = False

    @property
    def id(self) -> str:
        """What tells the row from others."""
        where = self.places[0].where if len(self.places) == 1 else ""
        return f"{self.label}\n{where}\n{self.used}"

    @property
    def turns(self) -> int:
        """How many turns it opens, or lines if it is nobody's."""
        return sum(place.turns for place in self.places)

    @property
    def words(self) -> int:
        """How many words are said under it."""
        return sum(place.words for place in self.places)

    @property
    def sample(self) -> str:
        """The first words said under it."""
        return next((place.sample for place in self.places if place.sample), "")

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers whose it is, one a text."""
        return tuple(place.speaker for place in self.places)

    @property
    def interviews(self) -> bool:
        """Whether it is an interviewer's in every text."""
        return all(speaker.interviewer for speaker in self.speakers)

    @property
    def several(self) -> bool:
        """Whether it is no single person's in every text."""
        return all(speaker.several for speaker in self.speakers)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that its speakers have, each once."""
        return tuple(dict.fromkeys(speaker.name for speaker in self.speakers if speaker.name))

    @property
    def also(self) -> tuple[str, ...]:
        """The other labels of its speakers, each once."""
        return tuple(dict.fromkeys(label for speaker in self.speakers for label in speaker.also))

    @property
    def participants(self) -> tuple[str, ...]:
        """The ids of the participants that its speakers are, each once."""
        return tuple(dict.fromkeys(one.participant for one in self.speakers if one.participant))


def proposed_in(text: str) -> tuple[Candidate, ...]:
    """The labels that a text seems to have; where it has none, lines that might be labels without a sign."""
    proposal = proposed_labels(text)
    return proposal.candidates if proposal.speakers else (*proposal.candidates, *maybe_labels(text))


def places(where: str, title: str, divided: Divided, proposed: Sequence[Candidate]) -> list[Standing]:
    """The labels of a text: its speakers in their order, then what ``propose`` found and nobody took."""
    candidates = {candidate.label: candidate for candidate in proposed}
    taken = {label for speaker in divided.speakers for label in speaker.labels}
    rest = [candidate for candidate in proposed if candidate.label not in taken]
    turns = _by_label(divided)
    found = [
        _place(where, title, speaker, _doubt(speaker, candidates), divided.text, turns)
        for speaker in divided.speakers
    ]
    if rest:
        other = replace(divided, speakers=(*divided.speakers, *(one.speaker for one in rest)))
        turns = _by_label(other)
        found += [
            replace(_place(where, title, one.speaker, "", divided.text, turns), used=False, turns=one.count)
            for one in rest
        ]
    return [
        place if place.used else replace(place, doubt=_why_not(candidates[place.speaker.label]))
        for place in found
    ]


def _why_not(candidate: Candidate) -> str:
    """Why a label opens no turns: what speaks against it, or that a person has said so."""
    return candidate.doubt or (_NOT_TAKEN if candidate.accepted else _SELDOM)


def renewed(
    found: Sequence[Standing], before: Divided, divided: Divided, proposed: Sequence[Candidate]
) -> list[Standing] | None:
    """The labels of a text after a correction that left its turns alone; None where they have to be counted.

    Names, participants and who interviews can be changed in many texts at no cost.
    """
    if (before.text, before.body, _openings(before)) != (divided.text, divided.body, _openings(divided)):
        return None
    candidates = {candidate.label: candidate for candidate in proposed}
    speakers = {speaker.label: speaker for speaker in divided.speakers}
    now = []
    for place in found:
        if place.used:
            speaker = speakers[place.speaker.label]
            doubt = _doubt(speaker, candidates) if place.turns else place.doubt
            place = replace(place, speaker=speaker, doubt=doubt)
        now.append(place)
    return now


def _openings(divided: Divided) -> list[tuple[tuple[str, ...], bool]]:
    """What of the speakers decides where turns open."""
    return [(speaker.labels, speaker.bare) for speaker in divided.speakers]


def table(found: Iterable[Standing], *, by_text: bool = False) -> list[Row]:
    """The rows of labels in several texts: those of speakers first, each in the order of its first text.

    ``by_text`` keeps the labels of different texts apart: two people may have the same.
    """
    grouped: dict[tuple[bool, str, str], list[Standing]] = {}
    for place in found:
        key = (not place.used, place.speaker.label, place.where if by_text else "")
        grouped.setdefault(key, []).append(place)
    rows = [
        Row(label, not unused, tuple(group))
        for (unused, label, _), group in sorted(grouped.items(), key=lambda one: one[0][0])
    ]
    used = [row for row in rows if row.used]
    others = _Others(used)
    asking = _asking(place for row in used for place in row.places)
    return [_doubted(row, others.to(row), asking) for row in rows]


def row_of(rows: Sequence[Row], label: str) -> Row:
    """The row of a label, which may be one that was merged into another.

    Raises:
        NotFound: there is none.
    """
    for row in rows:
        if row.label == label:
            return row
    for row in rows:
        if label in row.also:
            return row
    known = [written for row in rows for written in (row.label, *row.also)]
    raise NotFound(f"No speaker here has the label '{label}'{nearest(label, known)}.")


def doubtful(rows: Iterable[Row]) -> list[Row]:
    """The rows of speakers that somebody should look at."""
    return [row for row in rows if row.used and row.doubt]


def neighbours(divided: Divided) -> int:
    """How many turns are by the same speaker as the turn before: they can be joined."""
    labels = (turn.label for turn in divided.turns)
    return sum(one is not None and one == other for one, other in pairwise(labels))


def _doubt(speaker: Speaker, candidates: Mapping[str, Candidate]) -> str:
    """What is doubtful about a speaker, as long as nobody has put anything right."""
    candidate = candidates.get(speaker.label)
    return candidate.doubt if candidate is not None and candidate.speaker == speaker else ""


def _by_label(divided: Divided) -> dict[str, list[Turn]]:
    found: dict[str, list[Turn]] = {}
    for turn in divided.turns:
        if turn.label is not None:
            found.setdefault(turn.label, []).append(turn)
    return found


def _place(
    where: str, title: str, speaker: Speaker, doubt: str, text: str, by_label: Mapping[str, Sequence[Turn]]
) -> Standing:
    turns = by_label.get(speaker.label, ())
    first = next((turn for turn in turns if turn.body < turn.end), None)
    return Standing(
        where=where,
        title=title,
        speaker=speaker,
        used=True,
        turns=len(turns),
        words=sum(len(text[turn.body : turn.end].split()) for turn in turns),
        start=turns[0].start if turns else 0,
        sample=text[first.body : min(first.end, first.body + _SAMPLE)] if first else "",
        doubt=doubt if turns else _SILENT,
        questions=sum("?" in text[turn.body : turn.end] for turn in turns),
    )


def _asking(found: Iterable[Standing]) -> set[tuple[str, str]]:
    """Who asks the questions in the texts where nobody is known to interview: text and label."""
    texts: dict[str, list[Standing]] = {}
    for place in found:
        texts.setdefault(place.where, []).append(place)
    asking = set()
    for where, there in texts.items():
        if len(there) < 2 or any(place.speaker.interviewer for place in there):
            continue
        shares = sorted(((place.questions / max(place.turns, 1), place) for place in there), key=_share)
        (second, _), (most, place) = shares[-2:]
        if most >= _ASKS and second <= most / 2 and place.turns > 1:
            asking.add((where, place.speaker.label))
    return asking


def _share(one: tuple[float, Standing]) -> float:
    return one[0]


class _Others:
    """The rows of speakers, by what another row may have in common with them."""

    def __init__(self, used: Sequence[Row]) -> None:
        """Look at them; their order decides between two that are as common."""
        self._order = {id(row): place for place, row in enumerate(used)}
        self._by_label: dict[str, list[Row]] = {}
        self._by_name: dict[tuple[str, str], list[Row]] = {}
        for row in used:
            self._by_label.setdefault(row.label, []).append(row)
            for name in _named(row):
                self._by_name.setdefault(name, []).append(row)
        self._written = Written(self._by_label)

    def to(self, row: Row) -> list[Row]:
        """Those that are written almost like a row or named as it is, and may be meant by it."""
        likely = [other for label in self._written.near(row.label) for other in self._by_label[label]]
        likely += [other for name in _named(row) for other in self._by_name.get(name, ())]
        found = {id(other): other for other in likely if self._may_be_meant(row, other)}
        return sorted(found.values(), key=lambda other: self._order[id(other)])

    def _may_be_meant(self, row: Row, other: Row) -> bool:
        """Whether another label is the commoner one, or the earlier of two as common."""
        if other is row or other.label == row.label:
            return False
        if row.interviews and other.interviews and not _shared(row, other):
            return False  # interviewers are not told apart, so that it does not matter how each is called
        if not row.used or other.turns != row.turns:
            return not row.used or other.turns > row.turns
        return self._order[id(other)] < self._order[id(row)]


def _doubted(row: Row, others: Sequence[Row], asking: Collection[tuple[str, str]]) -> Row:
    """A row with what is doubtful about it, and the label that it is probably another way of writing.

    ``others`` are those that it may be.
    """
    same_name = next((other.label for other in others if _named_alike(row, other)), "")
    labels = dict.fromkeys(other.label for other in others)
    if near := same_written(row.label, labels):
        return replace(row, near=near, doubt=f"written like '{near}'")
    if same_name:
        return replace(row, near=same_name, doubt=f"named as '{same_name}' is")
    seldom = dict.fromkeys(other.label for other in others if _seldom_beside(row, other))
    once = dict.fromkeys(other.label for other in others if _once_beside(row, other))
    if near := slip_for(row.label, seldom) or slip_for(row.label, once, once=True):
        return replace(row, near=near, doubt=f"written almost like '{near}'")
    if row.used and any((place.where, row.label) in asking for place in row.places):
        return replace(row, asks=True, doubt="asks the questions, and is no interviewer")
    return replace(row, doubt=next((place.doubt for place in row.places if place.doubt), ""))


def _named_alike(row: Row, other: Row) -> bool:
    """Whether two labels of one text are the same speaker's by name: in full once, then initials."""
    return bool(_named(row) & _named(other))


def _named(row: Row) -> set[tuple[str, str]]:
    """The names that a label's speakers have, each with its text."""
    return {(place.where, place.speaker.name) for place in row.places if place.speaker.name}


def _seldom_beside(row: Row, other: Row) -> bool:
    """Whether a label stands so seldom beside another that it may be a slip: two names both recur."""
    return not _shared(row, other) or row.turns <= _FEW or row.turns * _FEWER <= other.turns


def _once_beside(row: Row, other: Row) -> bool:
    """Whether a label stands once in each of its texts, beside another that recurs there."""
    there = {place.where: place.turns for place in other.places}
    return all(place.turns == 1 and there.get(place.where, 0) > 1 for place in row.places)


def _shared(row: Row, other: Row) -> set[str]:
    """The texts in which two labels stand."""
    return {place.where for place in row.places} & {place.where for place in other.places}
