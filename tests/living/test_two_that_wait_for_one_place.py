"""Codings that were on two passages wait for the same words: accepted together, they are one coding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import studies
from studies import records, span_of
from utsaga.model.action import Action
from utsaga.model.coding import Coding
from utsaga.model.errors import Refused
from utsaga.model.review import LIKELY, Likely, Review
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.coding import codings, memos
from utsaga.study.coding.review_changes import noted
from utsaga.study.living import reviews, texts

TEXT = """\
I: Hur var det i början?

IP: Det tar tid att lära sig. Chefen var snäll mot oss nya hela den hösten.

I: Och sedan?

IP: Det tar tid att lära sig. Sedan slutade hon och ingen sade något om det.
"""
TIME = "Det tar tid att lära sig."
BOSS = "Chefen var snäll mot oss nya hela den hösten."
QUIT = "Sedan slutade hon och ingen sade något om det."
NOW = "I: Hur var det i början?\n\nIP: Det tar sin tid att lära, och hon slutade utan att någon sade något.\n"
THERE = "Det tar sin tid att lära, och hon slutade utan att någon sade något."


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Three passages under one code and a fourth under another, with memos on two of them."""
    with studies.new(tmp_path / "s") as opened:
        source = studies.add_text(opened, "intervju", TEXT)
        for words in (TIME, BOSS, QUIT):
            studies.code(opened, "intervju", words, "tid")
        studies.code(opened, "intervju", TIME, "lärande")
        for words in (TIME, QUIT):
            opened.do(memos.on_passage(opened, source.id, span_of(opened, "intervju", words), f"Om {words}"))
        yield opened


def rewrite(study: Study) -> None:
    """Put other words in place of all, so that every passage waits for the same place."""
    source = study.source_named("intervju")
    study.do(texts.change(study, source, NOW))
    text = study.transcript(source.id).text
    start = text.index(THERE)
    place = Likely(start, start + len(THERE), 80)
    for review in study.held.reviews(source.id):
        wait_at(study, review, place)


def wait_at(study: Study, review: Review, place: Likely) -> None:
    found = replace(review, state=LIKELY, candidates=(place,))
    study.do(Action("reviews.accept", study.coder, (noted(study, found),), counts={"passages": 1}))


def all_reviews(study: Study) -> Sequence[Review]:
    return [one.review for one in reviews.all_waiting(study)]


def there(study: Study, code: str) -> list[Coding]:
    held = study.held.codings(study.source_named("intervju").id)
    return [coding for coding in held if study.code_name(coding.code) == code]


def test_codings_of_one_code_that_wait_for_one_place_are_one_there(study: Study) -> None:
    rewrite(study)
    assert len(all_reviews(study)) == 6
    before = records(study)
    action = study.do(reviews.accept_all(study, all_reviews(study)))
    assert all_reviews(study) == []
    assert [coding.quote for coding in there(study, "tid")] == [THERE]
    assert [coding.quote for coding in there(study, "lärande")] == [THERE]
    said = "6 passages anew, 2 of them now one with a coding of the same words"
    assert study.say(action) == f"place {said}"
    assert study.tell(action) == f"Placed {said}."
    study.store.flush()
    assert check(study).findings == ()
    study.do(study.plan_undo())
    assert records(study) == before


def test_memos_on_the_same_place_all_stay(study: Study) -> None:
    rewrite(study)
    study.do(reviews.accept_all(study, all_reviews(study)))
    assert sorted(memo.text for memo in memos.all_memos(study)) == sorted([f"Om {TIME}", f"Om {QUIT}"])


def test_one_that_lies_there_already_does_not_keep_the_others_from_their_places(study: Study) -> None:
    rewrite(study)
    studies.code(study, "intervju", THERE, "tid")
    before = records(study)
    study.do(reviews.accept_all(study, all_reviews(study)))
    assert all_reviews(study) == []
    assert len(there(study, "tid")) == len(there(study, "lärande")) == 1
    study.do(study.plan_undo())
    assert records(study) == before


@pytest.mark.parametrize("lies_there", [True, False])
def test_a_mark_to_print_stays_on_the_one_that_is_left(study: Study, lies_there: bool) -> None:
    study.do(codings.star(study, [there(study, "tid")[1]]))
    rewrite(study)
    if lies_there:
        studies.code(study, "intervju", THERE, "tid")
    study.do(reviews.accept_all(study, all_reviews(study)))
    assert [coding.starred for coding in there(study, "tid")] == [True]


def test_what_waits_in_a_file_changed_meanwhile_does_not_keep_the_others_from_their_places(
    study: Study,
) -> None:
    rewrite(study)
    studies.add_text(study, "intervju-2", TEXT)
    studies.code(study, "intervju-2", BOSS, "tid")
    other = study.source_named("intervju-2")
    study.do(texts.change(study, other, TEXT.replace(BOSS, "")))
    wait_at(study, study.held.reviews(other.id)[0], Likely(3, 24, 80))
    file = study.path / f"transcripts/{study.source_named('intervju').key}.txt"
    file.write_text(f"I: Hej.\n\n{NOW}", encoding="utf-8")
    study.refresh()
    action = study.do(reviews.accept_all(study, all_reviews(study)))
    assert action.counts["passages"] == 1
    assert len(all_reviews(study)) == 6
    with pytest.raises(Refused, match="changed outside"):
        reviews.accept_all(study, all_reviews(study))
