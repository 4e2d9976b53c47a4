"""Lines of a text on its way into the study that somebody should look at before it goes in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import NamedTuple

from utsaga.model.source import Speaker
from utsaga.text.capitals import in_capitals
from utsaga.text.speakers import Candidate
from utsaga.text.turns import Turns
from utsaga.text.unopened import labels_after_signs

MOST = 200
"""How many lines are listed, at most."""

MOST_LABELS = 50
"""How many labels in doubt are told of, at most: more are a list of something else."""

INSIDE = "a speaker's label stands inside and opens no turn: what follows counts as words of the one before"
CAPITALS = "a paragraph in capitals counts as words of the speaker before: perhaps it is the moderator's"
DAMAGED = "letters look damaged: perhaps another encoding"

_LONGEST = 200
_DAMAGE = re.compile("\ufffd|[\x80-\x84\x86-\x9f]|Ã[¥¤¶…„–©]|â€[™œ“¦]")


@dataclass(frozen=True, slots=True)
class DoubtfulLine:
    """A line by its number from 1, its first words, and what is doubtful in words.

    ``label`` is the label in doubt, empty where the doubt is another one; ``taken`` says whether it is
    taken for a speaker's.
    """

    number: int
    words: str
    why: str
    label: str = ""
    taken: bool = False


class _Doubt(NamedTuple):
    """Where a doubtful line begins, the label in doubt (or none), and why."""

    start: int
    label: str
    why: str


def in_doubt(candidates: Iterable[Candidate], speakers: Sequence[Speaker]) -> list[Candidate]:
    """The first labels that something speaks against, as long as nobody has put right whose they are."""
    whose = {label: speaker for speaker in speakers for label in speaker.labels}
    return list(islice((one for one in candidates if _open(one, whose.get(one.label))), MOST_LABELS))


def _open(candidate: Candidate, speaker: Speaker | None) -> bool:
    """Whether a label is in doubt still: taken or left as it was proposed."""
    proposed = candidate.speaker if candidate.accepted else None
    return bool(candidate.doubt) and speaker == proposed


def doubtful_lines(
    text: str, candidates: Sequence[Candidate], speakers: Sequence[Speaker], body: int = 0
) -> tuple[DoubtfulLine, ...]:
    """Return the first lines that labels in doubt open, those from ``body`` on in which a speaker's label
    opens no turn, and those with letters that look damaged."""
    taken = {label for speaker in speakers for label in speaker.labels}
    doubted = {one.label: one for one in in_doubt(candidates, speakers)}
    places = merge(
        _labelled(text, doubted, speakers),
        _inside(text, speakers, body),
        (_Doubt(span.start, "", CAPITALS) for span in in_capitals(text, speakers, body)),
        _damaged(text),
        key=lambda one: one.start,
    )
    lines = []
    number, at = 1, 0
    for start, label, why in islice(places, MOST):
        number, at = number + text.count("\n", at, start), start
        end = text.find("\n", start)
        words = text[start : end if end >= 0 else len(text)][:_LONGEST]
        lines.append(DoubtfulLine(number, words, why, label, label in taken))
    return tuple(lines)


def _labelled(text: str, doubted: Mapping[str, Candidate], speakers: Sequence[Speaker]) -> Iterator[_Doubt]:
    if not doubted:
        return
    known = {label for speaker in speakers for label in speaker.labels}
    everybody = [*speakers, *(one.speaker for label, one in doubted.items() if label not in known)]
    for turn in Turns(text, everybody):
        if turn.label is not None and turn.label in doubted:
            yield _Doubt(turn.start, turn.label, doubted[turn.label].doubt)


def _inside(text: str, speakers: Sequence[Speaker], body: int) -> Iterator[_Doubt]:
    """Lines in which a speaker's label stands after a sign and opens no turn: ``(paus) IP: Ja``."""
    begun = -1
    for start in labels_after_signs(text, speakers, body):
        line = text.rfind("\n", 0, start) + 1
        if line > begun:
            yield _Doubt(line, "", INSIDE)
        begun = line


def _damaged(text: str) -> Iterator[_Doubt]:
    """Where lines with damaged letters begin, each once."""
    found = _DAMAGE.search(text)
    while found:
        yield _Doubt(text.rfind("\n", 0, found.start()) + 1, "", DAMAGED)
        end = text.find("\n", found.end())
        found = _DAMAGE.search(text, end) if end >= 0 else None
