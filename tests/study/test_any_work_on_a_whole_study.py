"""Anything that can be done to a study, in any order: quotes stay exact, and all of it can be undone."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from test_undo import ANY, AnyWork

from studies import quotes_of
from utsaga.model.errors import NotFound, Refused, UtsagaError
from utsaga.study import passes, sources, speakers
from utsaga.study.check import check
from utsaga.study.living import outside, replacing, reviews, texts
from utsaga.study.living.replacing import Rule
from utsaga.study.people import participants
from utsaga.study.people.speaker_changes import (
    DISMISS,
    INTERVIEWER,
    MERGE,
    NAME,
    correct,
    identify,
    join,
    joins,
)

WORDS = st.sampled_from(["Tillit", "IP", "I", "klockan", "Moderator", "det", "Trust", "A", "Gunilla", "Ny"])


class WholeStudy(AnyWork):
    """The same researcher, who also edits files, replaces words, reviews, and says who speaks."""

    @invariant()
    def every_passage_lies_on_its_words_or_waits(self) -> None:
        held = self.study.held
        for source in self.study.sources:
            text = self.study.transcript(source.id).text
            for coding in held.codings(source.id):
                there = text[coding.start : coding.end] == coding.quote and coding.quote.strip()
                assert there or coding.id in held.waiting(source.id)
            for review in held.reviews(source.id):
                assert reviews.passage_of(self.study, review).quote == review.quote
                assert all(0 <= c.start < c.end <= len(text) for c in review.candidates)
                assert all(text[slice(*c.span)].strip() for c in review.candidates)

    @invariant()
    def nothing_is_coded_twice(self) -> None:
        for source in self.study.sources:
            placed = self.study.held.placed(source.id)
            spots = [(coding.span, coding.code, coding.coder) for coding in placed]
            assert len(spots) == len(set(spots))

    def teardown(self) -> None:
        found = check(self.study).findings
        assert not [one for one in found if "to review" not in one.what and "mid-line" not in one.what]
        for _, code in self.study.codes.walk():
            for quote in quotes_of(self.study, code.id):
                assert quote.exact == self.study.holds(quote.coding)
        super().teardown()

    def pick_review(self, number: int) -> Any:
        there = reviews.all_waiting(self.study)
        if not there:
            raise Refused("Nothing waits.")
        return there[number % len(there)].review

    @AnyWork.has_sources
    @rule(a=ANY, b=ANY, word=WORDS, other=WORDS)
    def edit_the_file_outside(self, a: int, b: int, word: str, other: str) -> None:
        source = self.pick_source(a)
        text = self.study.transcript(source.id).text
        whole = " ".join(text.split()) + "\n"
        edited = [
            self.cut(source.id, a, b),
            text.replace(word, other),
            whole,
            text * 2,
            text[: b % len(text)],
        ]
        file = self.study.path / f"transcripts/{source.key}.txt"
        file.write_text(edited[b % len(edited)], encoding="utf-8")
        self.study.refresh()
        for found in outside.changed(self.study):
            same = bool(a % 2)
            try:
                self.study.do(outside.take_in(self.study, found.id, same_interview=same))
                self.actions += 1
            except UtsagaError:
                outside.put_back(self.study, found.id)
        self.study.forget_texts()

    @rule(word=WORDS, other=WORDS)
    def replace_words(self, word: str, other: str) -> None:
        rules = [Rule(word, other)]
        hits = replacing.find(self.study, rules)
        self.attempt(lambda: replacing.make(self.study, hits, rules))

    @rule(a=ANY, b=ANY)
    def review_what_waits(self, a: int, b: int) -> None:
        plans = [
            lambda: reviews.accept(self.study, self.pick_review(a), b % 2),
            lambda: reviews.accept_all(self.study, [one.review for one in reviews.all_waiting(self.study)]),
            lambda: reviews.drop(self.study, [self.pick_review(a)]),
            lambda: reviews.place(
                self.study, review := self.pick_review(a), self.pick_span(review.source, b)
            ),
        ]
        self.attempt(plans[b % len(plans)])

    @AnyWork.has_sources
    @rule(a=ANY, b=ANY, word=WORDS, other=WORDS)
    def say_who_speaks(self, a: int, b: int, word: str, other: str) -> None:
        source = self.pick_source(a)
        corrections: list[tuple[str, Any]] = [
            (MERGE, partial(speakers.merged, label=word, into=other)),
            (NAME, partial(speakers.named, label=word, name=other)),
            (INTERVIEWER, partial(speakers.interviewing, label=word, interviews=bool(a % 2))),
            (DISMISS, partial(speakers.without, label=word)),
        ]
        name, correction = corrections[b % 4]
        plans = [
            lambda: correct(self.study, {source.id: [correction]}, name),
            lambda: identify(self.study, [(source.id, word)], other),
            lambda: join(self.study, list(joins(self.study, [source]))),
        ]
        with suppress(NotFound):
            self.attempt(plans[a % 3])

    @AnyWork.has_sources
    @rule(a=ANY, b=ANY)
    def note_this_and_that(self, a: int, b: int) -> None:
        source = self.pick_source(a)
        plans = [
            lambda: participants.place(self.study, [source], wave=str(b % 3), group=None),
            lambda: passes.note(self.study, source),
            lambda: sources.set_status(self.study, source, ("raw", "checked", "final")[b % 3]),
            lambda: texts.correct(
                self.study, source.id, span := self.pick_span(source.id, b),
                self.study.transcript(source.id).text[slice(*span)], "Nytt.",
            ),
        ]  # fmt: skip
        self.attempt(plans[b % len(plans)])

    @rule(b=ANY)
    def undo_and_redo(self, b: int) -> None:
        back = min(self.actions, b % 4)
        for _ in range(back):
            self.study.do(self.study.plan_undo())
        again = b % (back + 1)
        for _ in range(again):
            self.study.do(self.study.plan_redo())
        self.actions -= back - again


WholeStudy.TestCase.settings = settings(max_examples=6, stateful_step_count=25, deadline=None)
TestAnyWorkOnAWholeStudy = WholeStudy.TestCase
