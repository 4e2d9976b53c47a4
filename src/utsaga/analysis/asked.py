"""Where the questions of the guide were perhaps asked.

Interviewers reword: a question is looked for by the words that it shares with a stretch of one to three
sentences of an interviewer's turn, weighed by how rare they are among all questions and turns (inverse
document frequency, Spärck Jones 1972), stems and near spellings counting as the word. Rare words decide;
the order of the guide, which an interview follows more or less, is a weak prior.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from utsaga.model.guide import Asked, Guide, GuideItem
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.search.endings import stem
from utsaga.study import Study
from utsaga.study.guide.asked import asked_in
from utsaga.text.fold import fold, words
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turn
from utsaga.text.wordlist import wordlist

LEAST = 0.4
"""Sureness below which a place is not proposed."""

SURE = 0.65
"""Sureness from which a place is hardly ever wrong."""

_TOGETHER = 3
"""Sentences that a question may be spread over."""

_PRIOR = 0.15
"""How much of the sureness is the order of the guide."""

_LITTLE = 0.3
"""What a function word counts for, besides how rare it is."""

_FUNCTION_WORDS = wordlist(
    """
    jag du han hon den det vi ni de dom man mig dig sig oss er dem min mitt mina din ditt dina sin sitt sina
    en ett och eller men att som om i pa av for fran till med vid hos inom ut upp in an sa da nu har dar
    ar var vara varit blir bli blev kan kunde ska skulle vill ville har hade haft gor gora gjorde finns
    nagot nagon nagra inte ju val bara lite mer mest nar vad hur vilka vilken vilket vem varfor ser se sag
    tror tycker tanker borja beratta saga skulle
    i you he she it we they me him her us them my your his its our their a an the and or but that which who
    of to in on at for with from by about into as if so then is are was were be been am do does did done
    have has had can could would will should may might not no any some more most what how when where why
    there here this these those just like tell think say
    """
)
"""Words that most questions have, folded."""

_SPOKEN = {"nat": "nagot", "nan": "nagon", "nara": "nagra", "sant": "sadant", "san": "sadan", "dej": "dig"}
"""Spoken forms, folded, and what a guide writes."""

_FUZZY = 5
"""Letters in a word that may be misspelt; its near spellings differ in one."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place where a question was perhaps asked. ``sureness`` is 0 to 1; ``turn`` the turn's index."""

    question: GuideItem
    turn: int
    span: Span
    sureness: float


def propose(study: Study, source: Source, guide: Guide) -> list[Proposal]:
    """The likeliest place of each question of a guide in a transcript, in the order of the text.

    Only interviewers' turns are looked at, all turns where nobody is known to interview; questions
    without a place that is sure enough (``LEAST``) have none. Nor is one proposed where a coder has said
    that it was not asked, or that another question was.
    """
    return likeliest(places_of(study.transcript(source.id), guide), asked_in(study, source))


def places_of(transcript: Transcript, guide: Guide) -> list[Proposal]:
    """All places where questions of a guide were perhaps asked, the surest first; many for each."""
    places = list(_places(transcript))
    questions = guide.questions
    if not places or not questions:
        return []
    said = [_stems(transcript.text[span.start : span.end]) for _, span in places]
    wanted = [_stems(question.text) for question in questions]
    rarity = _rarity([*said, *wanted])
    turns = max(len(transcript.turns), 1)
    ranked = sorted(
        (
            (sureness, -number, -at)
            for number, mine in enumerate(wanted)
            for at, (turn, _) in enumerate(places)
            if (likeness := _likeness(mine, said[at], rarity)) >= LEAST
            and (sureness := likeness * _in_order(number / len(questions), turn.index / turns)) >= LEAST
        ),
        reverse=True,
    )
    return [
        Proposal(questions[-number], places[-at][0].index, places[-at][1], min(sureness, 1.0))
        for sureness, number, at in ranked
    ]


def likeliest(places: Iterable[Proposal], noted: Sequence[Asked] = ()) -> list[Proposal]:
    """The surest place of each question (of ``places_of``), in the order of the text, given what is noted.

    What was said once is one question: the surer one keeps the place, and a confirmed one before all.
    """
    settled = {one.question for one in noted if one.asked or one.nowhere}
    found: dict[str, Proposal] = {}
    taken = [one.span for one in noted if one.asked]
    rejected = [(one.question, one.span) for one in noted if not one.asked]
    for place in places:
        question = place.question.id
        if question in found or question in settled or any(place.span.overlaps(span) for span in taken):
            continue
        if any(question == other and place.span.overlaps(span) for other, span in rejected):
            continue
        found[question] = place
        taken.append(place.span)
    return sorted(found.values(), key=lambda one: one.span)


def _in_order(in_guide: float, in_text: float) -> float:
    """What the order of the guide leaves of a likeness: all of it where both stand equally far, 0 to 1."""
    return 1 - _PRIOR * abs(in_guide - in_text)


def _places(transcript: Transcript) -> Iterator[tuple[Turn, Span]]:
    """Stretches of sentences in which a question may have been asked, by turn."""
    interviewers = {speaker.label for speaker in transcript.speakers if speaker.interviewer}
    for turn in transcript.turns:
        if interviewers and turn.label not in interviewers:
            continue
        sentences = transcript.sentences(turn)
        for first, sentence in enumerate(sentences):
            for last in sentences[first : first + _TOGETHER]:
                yield turn, Span(sentence.start, last.end)


def _stems(text: str) -> frozenset[str]:
    said = (_SPOKEN.get(word, word) for word in words(fold(text)))
    return frozenset(word if word in _FUNCTION_WORDS else stem(word) for word in said)


def _rarity(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much a stem says: the logarithm of how few of the texts have it."""
    counts = Counter(one for text in texts for one in text)
    return {
        one: math.log((1 + len(texts)) / (0.5 + count)) * (_LITTLE if one in _FUNCTION_WORDS else 1)
        for one, count in counts.items()
    }


def _likeness(question: frozenset[str], said: frozenset[str], rarity: dict[str, float]) -> float:
    """How much of a question is in what was said, and the other way round, 0 to 1: the harmonic mean,
    what is missing from the question weighing more."""
    shared = question & said
    near = {one for one in question - said if _near(one, said)}
    weight = sum(rarity[one] for one in shared) + 0.8 * sum(rarity[one] for one in near)
    asked, spoken = sum(rarity[one] for one in question), sum(rarity[one] for one in said)
    if weight <= 0 or asked <= 0 or spoken <= 0:
        return 0.0
    covered, used = min(weight / asked, 1), min(weight / spoken, 1)
    return 5 * covered * used / (covered + 4 * used) if covered + used else 0.0


def _near(one: str, others: frozenset[str]) -> bool:
    return len(one) >= _FUZZY and any(
        abs(len(one) - len(other)) <= 1 and OSA.distance(one, other, score_cutoff=1) <= 1 for other in others
    )
