"""Two passages of one code that come to the same words when their text changes are one coding there."""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import studies
from studies import GUNILLA, STOD, records
from tries import tries
from utsaga.model.coding import Coding
from utsaga.model.errors import Refused
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.coding import codings
from utsaga.study.living import outside, replacing, texts

WIDE, NARROW = "Trettio år i augusti. Man får ta det på känn, liksom.", "Trettio år i augusti."
CUT = GUNILLA.replace(" Man får ta det på känn, liksom.", "")


@pytest.fixture
def study(tmp_path: Path):  # type: ignore[no-untyped-def]
    with studies.coded(tmp_path / "s") as opened:
        outside.notice(opened)
        yield opened


def places(study: Study) -> list[tuple[Span, str, str]]:
    """Every place that a code lies on, with the code and the coder."""
    source = study.source_named("intervju-1")
    waiting = {review.id for review in study.held.reviews(source.id)}
    return [(c.span, c.code, c.coder) for c in study.held.codings(source.id) if c.id not in waiting]


def on(study: Study, words: str) -> list[Coding]:
    """The codings that lie on just these words."""
    source = study.source_named("intervju-1")
    return [coding for coding in study.held.codings(source.id) if coding.quote == words]


def test_where_the_words_between_them_go_one_coding_is_left_and_undo_brings_both_back(study: Study) -> None:
    first = studies.code(study, "intervju-1", NARROW, STOD)
    second = studies.code(study, "intervju-1", WIDE, STOD)
    study.do(codings.star(study, [second]))
    before = records(study)
    action = study.do(texts.change(study, study.source_named("intervju-1"), CUT))
    (left,) = on(study, NARROW)
    assert left.starred, "the mark of the one that went has gone with it"
    assert left.id == first.id
    assert second.id not in {c.id for c in study.held.codings(left.source)}
    said = "4 passages moved along, 1 of them now one with a coding of the same words"
    assert study.say(action) == f"correct 'intervju-1': {said}"
    assert check(study).findings == ()
    study.do(study.plan_undo())
    assert records(study) == before
    study.do(study.plan_redo())
    assert len(on(study, NARROW)) == 1


def test_codings_of_other_codes_and_other_coders_stay_beside_it(study: Study) -> None:
    mine = studies.code(study, "intervju-1", NARROW, STOD)
    studies.code(study, "intervju-1", WIDE, "annat")
    wide = studies.span_of(study, "intervju-1", WIDE)
    code = studies.named(study, STOD)
    theirs = codings.new_coding(study, mine.source, wide, code.id, coder="eva")
    study.do(replace(codings.add(study, mine.source, wide, code), changes=(codings.creation(study, theirs),)))
    study.do(texts.change(study, study.source_named("intervju-1"), CUT))
    assert len(on(study, NARROW)) == 3
    assert max(Counter(places(study)).values()) == 1


def test_also_when_an_editor_made_the_change_or_words_are_replaced(study: Study) -> None:
    studies.code(study, "intervju-1", "Trettio år", STOD)
    studies.code(study, "intervju-1", "Trettio år i augusti", STOD)
    rules = [replacing.Rule("Trettio år i augusti", "Länge"), replacing.Rule("Trettio år", "Länge")]
    study.do(replacing.make(study, replacing.find(study, rules), rules))
    assert len(on(study, "Länge")) == 1
    study.do(study.plan_undo())
    (study.path / "transcripts/intervju-1.txt").write_text(GUNILLA.replace(" i augusti. Man", ". Man"))
    (said,) = outside.notice(study)
    assert "now one with a coding of the same words" in said
    assert len(on(study, "Trettio år")) == 1
    assert max(Counter(places(study)).values()) == 1


WORDS = [word for word in GUNILLA.split(" ") if word]


sizes = st.integers(1, 5)


@tries(10)
@given(first=st.integers(0, len(WORDS) - 20), sizes=st.tuples(sizes, sizes, sizes), cut=st.integers(0, 2))
def test_whatever_is_cut_out_of_or_beside_them_no_place_has_a_code_twice(
    first: int, sizes: tuple[int, int, int], cut: int
) -> None:
    """Three runs of words, a code on each neighbouring two and on all three; one of them is cut out."""
    edges = [first, *(first + sum(sizes[: n + 1]) for n in range(3))]
    with tempfile.TemporaryDirectory() as folder, studies.interviews(Path(folder) / "s") as study:
        source = study.source_named("intervju-1")
        for left, right in ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)):
            before, coded = (" ".join(WORDS[a:b]) for a, b in ((0, edges[left]), (edges[left], edges[right])))
            start = len(before) + 1 if before else 0
            with suppress(Refused):  # a label alone
                study.do(codings.add_at_path(study, source.id, Span(start, start + len(coded)), "kod"))
        text = " ".join(WORDS[: edges[cut]] + WORDS[edges[cut + 1] :])
        study.do(texts.change(study, source, text))
        assert max(Counter(places(study)).values(), default=1) == 1
        assert all(
            study.holds(c) or study.held.review(source.id, c.id) for c in study.held.codings(source.id)
        )
