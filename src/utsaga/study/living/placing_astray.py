"""Passages that do not lie on their words: placed anew where that is certain, else noted for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from utsaga.model.action import Action, Change
from utsaga.model.coding import Coding
from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.memo import Memo
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study.coding import codings
from utsaga.study.coding.review_changes import noted
from utsaga.study.living.astray import NoneAstray
from utsaga.study.living.passage_changes import candidates, moved_along, review_of, speaking
from utsaga.study.living.taken_back import PLACED
from utsaga.study.study import Study
from utsaga.text.anchors import Anchor, anchor, holds
from utsaga.text.follow import Followed, Placed, Result, Verdict, follow
from utsaga.text.transcript import Transcript, transcript_of


def passages(study: Study, source: Source, text: str) -> list[Coding | Memo]:
    """The passages of a source that do not lie on their words in its text, and wait for nobody."""
    memos = [memo for memo in study.held.source_memos(source.id) if memo.about == "passage"]
    every: list[Coding | Memo] = [*study.held.codings(source.id), *memos]
    waiting = study.held.waiting(source.id)
    return [one for one in every if one.id not in waiting and not _lies(one, text)]


def _lies(passage: Coding | Memo, text: str) -> bool:
    return passage.start < passage.end and holds(text, _anchor(passage))


def take_in(study: Study, source_id: str, taken_back: Collection[str] = ()) -> Action:
    """The action that places the passages of a source that are found for certain, and notes the others.

    They are followed from the text that they were placed in where it is kept here, else looked for by
    their words and what stood around them. Two copies of a study that do it come out the same. What is in
    ``taken_back`` (by id) is only noted: a person has undone that it was placed.

    Raises:
        NoneAstray: all of them lie on their words.
        Refused: the text was changed outside.
        UtsagaError: the text cannot be read.
    """
    source = study.held.source(source_id)
    if not study.unchanged(source_id):
        raise Refused(f"'{source.title}' was changed outside, and that has not been taken in yet.")
    text = study.transcript(source_id).text
    found = passages(study, source, text)
    if not found:
        raise NoneAstray(f"All passages of '{source.title}' lie on their words.")
    changes: list[Change] = []
    counts = {"kept": 0, "likely": 0, "lost": 0}
    taken: set[tuple[Span, str, str]] = set()
    for before, group in _by_text(study, source, found):
        asked = [Placed(p.id, p.start, p.end, p.quote, p.prefix, p.suffix) for p in group]
        result = follow(before.text if before else None, text, asked, same_interview=True)
        for passage in group:
            followed = result.followed[passage.id]
            if passage.id in taken_back:
                followed = _left_to_a_person(followed, "its placing was undone")
            fate, change = _placed(study, source, before, passage, text, followed, result, taken)
            counts[fate] += 1
            changes += change
    return Action(
        PLACED,
        study.coder,
        tuple(changes),
        refs={"source": source.id},
        counts={"sources": 1, "passages": len(found), **counts},
    )


def _placed(
    study: Study,
    source: Source,
    before: Transcript | None,
    passage: Coding | Memo,
    text: str,
    followed: Followed,
    result: Result,
    taken: set[tuple[Span, str, str]],
) -> tuple[str, tuple[Change, ...]]:
    """What becomes of a passage, and the changes that make it so. ``taken`` are places given to others."""
    followed = _without_twin(study, passage, followed, taken)
    if followed.verdict is Verdict.KEPT and followed.span is not None:
        return "kept", moved_along(study, passage, text, followed.span, reworded=followed.changed)
    likely = candidates(followed, result, None)
    # The moment is the passage's own: other copies of the study note the same.
    review = review_of(source, passage, None, followed, likely, passage.modified)
    waits = replace(review, speakers=tuple(speaking(before, passage)))
    return "likely" if likely else "lost", (noted(study, waits),)


def _without_twin(
    study: Study, passage: Coding | Memo, followed: Followed, taken: set[tuple[Span, str, str]]
) -> Followed:
    """A verdict, to be looked at where the same coder has given the place the same code already."""
    if followed.verdict is not Verdict.KEPT or followed.span is None or isinstance(passage, Memo):
        return followed
    place = followed.span, passage.code, passage.coder
    there = replace(passage, start=followed.span.start, end=followed.span.end)
    if place in taken or codings.twin(study, there):
        return _left_to_a_person(followed, "these words have the code already")
    taken.add(place)
    return followed


def _left_to_a_person(followed: Followed, reason: str) -> Followed:
    """A verdict that places nothing: what is certain of it is a proposal."""
    if followed.verdict is not Verdict.KEPT:
        return followed
    return replace(followed, verdict=Verdict.REVIEW, reason=reason)


def _by_text(
    study: Study, source: Source, found: Sequence[Coding | Memo]
) -> Iterator[tuple[Transcript | None, list[Coding | Memo]]]:
    """Passages with the kept text that they were placed in, words and surroundings; None where none is."""
    left = list(found)
    for digest in study.store.kept_texts(source.key):
        if not left:
            return
        try:
            old = study.store.kept_text(source.key, digest)
        except UtsagaError:
            continue  # one that is damaged is as good as none
        if there := [one for one in left if anchor(old, one.span) == _anchor(one)]:
            yield transcript_of(source, old), there
            told = {one.id for one in there}
            left = [one for one in left if one.id not in told]
    if left:
        yield None, left


def _anchor(passage: Coding | Memo) -> Anchor:
    return Anchor(passage.start, passage.end, passage.quote, passage.prefix, passage.suffix)
