"""Passages that wait for a person because their transcript has changed: placed, or given up."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from utsaga.model.action import Action, Change
from utsaga.model.coding import Coding
from utsaga.model.errors import NotFound, Refused, UtsagaError
from utsaga.model.ids import now
from utsaga.model.memo import Memo
from utsaga.model.review import LIKELY, LOST, Review
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.coding import codings, memos
from utsaga.study.coding.review_changes import settled
from utsaga.study.living.astray import number_of
from utsaga.study.living.passage_changes import put
from utsaga.study.study import Study
from utsaga.text.follow.tokens import same_words
from utsaga.text.spans import trimmed

SHORTEST_ID = 4
"""How many of the first characters of an id name a review at least."""

OFF_ITS_WORDS = "it does not lie on its words"
"""Why a passage is listed that nobody has looked for yet."""

_CHANGED = "The transcript was changed outside, and that has not been taken in yet."
_CANNOT = "Their transcripts cannot be read, or were changed outside, which has not been taken in yet."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A passage that waits, with its transcript and what is noted of it."""

    source: Source
    review: Review
    passage: Coding | Memo

    @property
    def id(self) -> str:
        """The id of the passage."""
        return self.review.id


def all_waiting(study: Study) -> list[Waiting]:
    """Everything to review, by transcript and in the order of the old text."""
    study.held.load_all()
    return [found for source in study.sources for found in waiting_in(study, source)]


def waiting_in(study: Study, source: Source) -> list[Waiting]:
    """What is to be reviewed of one transcript.

    To a session that only reads also what lies off its words and is not noted yet: it cannot note it.
    """
    noted = [Waiting(source, review, passage_of(study, review)) for review in study.held.reviews(source.id)]
    return noted if study.writable else [*noted, *_not_noted(study, source)]


def _not_noted(study: Study, source: Source) -> Iterator[Waiting]:
    if not number_of(study, source):
        return
    from utsaga.study.living.placing_astray import passages

    found = passages(study, source, study.transcript(source.id).text)
    for one in sorted(found, key=lambda passage: (passage.start, passage.end, passage.id)):
        about = "coding" if isinstance(one, Coding) else "memo"
        review = Review(
            one.id, source.id, about, one.quote, OFF_ITS_WORDS, LOST, one.coder, one.created, one.modified
        )
        yield Waiting(source, review, one)


def passage_of(study: Study, review: Review) -> Coding | Memo:
    """The coding or memo that waits.

    Raises:
        NotFound: it is gone.
    """
    return study.held.coding(review.id) if review.about == "coding" else study.held.memo(review.id)


def with_id(study: Study, wanted: str) -> Waiting:
    """What waits under an id, or its first characters.

    Raises:
        NotFound: nothing does, or several.
    """
    found = [one for one in all_waiting(study) if one.id.startswith(wanted.casefold())]
    if len(wanted) < SHORTEST_ID or not found:
        raise NotFound(f"Nothing to review has the id '{wanted[:40]}': utsaga review STUDY lists them.")
    if len(found) > 1:
        raise NotFound(f"Several passages to review have an id that begins with '{wanted}': give more of it.")
    return found[0]


def accept(study: Study, review: Review, candidate: int = 0) -> Action:
    """Put a passage on one of its candidates, counted from 0, the best first.

    Raises:
        Refused: it has no such candidate, or the words have the code already.
    """
    if not 0 <= candidate < len(review.candidates):
        raise Refused(
            "No place was found for these words: place them by hand, or take the code off."
            if not review.candidates
            else f"There are {len(review.candidates)} places to choose from."
        )
    return place(study, review, review.candidates[candidate].span)


def accept_all(study: Study, reviews: Iterable[Review]) -> Action:
    """Put every passage that has candidates on the best one, in one action.

    Codings of one code by one coder that come to the same words are one coding there. What waits in a
    transcript that was changed outside meanwhile, or that cannot be read, goes on waiting.

    Raises:
        Refused: none can be placed.
    """
    likely = [review for review in reviews if review.state == LIKELY and review.candidates]
    if not likely:
        raise Refused("Nothing to review has a place that could be accepted.")
    as_taken_in = {source for source in {review.source for review in likely} if _unchanged(study, source)}
    ready = [review for review in likely if review.source in as_taken_in]
    if not ready:
        raise Refused(_CANNOT)
    changes: list[Change] = []
    joined = 0
    for alike in _by_place(study, ready):
        placing, gone = _placing_as_one(study, alike)
        changes += placing
        joined += gone
    told = {"joined": joined, "waiting": len(likely) - len(ready)}
    counts = {"passages": len(ready)} | {name: number for name, number in told.items() if number}
    return Action("reviews.accept", study.coder, tuple(changes), counts=counts)


def place(study: Study, review: Review, span: Span) -> Action:
    """Put a passage on words that a person has chosen; its quote is what stands there.

    Raises:
        Refused: there are no words, they have the code already, or the text was changed meanwhile.
    """
    return Action(
        "reviews.accept",
        study.coder,
        _placing(study, review, span),
        refs={"source": review.source},
        counts={"passages": 1},
    )


def drop(study: Study, reviews: Sequence[Review]) -> Action:
    """Take the code off passages whose words are gone; memos on them are deleted."""
    if not reviews:
        raise Refused("There is nothing to review.")
    changes = [change for review in reviews for change in _giving_up(study, review)]
    return Action("reviews.drop", study.coder, tuple(changes), counts={"passages": len(reviews)})


def _unchanged(study: Study, source_id: str) -> bool:
    """Whether a text can be read, and is the one that was last accepted."""
    try:
        return study.unchanged(source_id)
    except UtsagaError:
        return False


def _placing(study: Study, review: Review, span: Span) -> tuple[Change, ...]:
    passage = _waiting(study, review)
    if not study.unchanged(review.source):
        raise Refused(_CHANGED)
    text = study.transcript(review.source).text
    words = trimmed(text, *span)
    if words.start == words.end:
        raise Refused("There are no words in this passage.")
    if isinstance(passage, Coding) and codings.twin(study, _there(study, passage, words)):
        code = study.code_name(passage.code)
        raise Refused(f"These words have the code '{code}' already: take this one off instead.")
    # Also once a person has seen both: another coder, or she herself in a month, has not.
    reworded = not same_words(passage.quote, text[slice(*words)])
    change = put(study, passage, text, words, reworded=reworded)
    return (*((change,) if change else ()), *settled(study, review.source, review.id))


def _there(study: Study, passage: Coding, words: Span) -> Coding:
    text = study.transcript(passage.source).text
    return codings.coding_on(text, passage.source, words, passage.code, passage.coder)


def _by_place(study: Study, reviews: Iterable[Review]) -> Iterable[list[Review]]:
    """Reviews together whose passages would be one and the same coding on their best places."""
    found: dict[Hashable, list[Review]] = {}
    for review in reviews:
        passage = _waiting(study, review)
        alone: Hashable = review.id
        if isinstance(passage, Coding):
            there = _there(study, passage, review.candidates[0].span)
            alone = there.source, there.span, there.code, there.coder
        found.setdefault(alone, []).append(review)
    return found.values()


def _placing_as_one(study: Study, alike: Sequence[Review]) -> tuple[list[Change], int]:
    """The changes that make one coding of all that come to one place, and how many are no more.

    What lies there already is that coding, and is to be printed if any of them was; without it, the first.
    """
    passages = [passage_of(study, review) for review in alike]
    marked = [isinstance(passage, Coding) and passage.starred for passage in passages]
    first = marked.index(True) if any(marked) else 0
    span = alike[first].candidates[0].span
    one = passages[first]
    twin = codings.twin(study, _there(study, one, span)) if isinstance(one, Coding) else None
    changes = [] if twin else list(_placing(study, alike[first], span))
    if twin and any(marked) and not twin.starred:
        changes.append(codings.changed(study, twin, replace(twin, starred=True, modified=now())))
    left = [review for number, review in enumerate(alike) if twin or number != first]
    for review in left:
        changes += _giving_up(study, review)
    return changes, len(left)


def _giving_up(study: Study, review: Review) -> tuple[Change, ...]:
    passage = _waiting(study, review)
    if isinstance(passage, Coding):
        return (codings.removal(study, passage),)
    return (memos.creation(study, passage).inverse(),)


def _waiting(study: Study, review: Review) -> Coding | Memo:
    if study.held.review(review.source, review.id) != review:
        raise Refused("This has been reviewed, or the transcript has changed again: nothing was done.")
    return passage_of(study, review)
