"""Everything that a search has found is coded in one step, and taken back in one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from utsaga.model.errors import Refused
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.coding import coding_hits
from utsaga.study.coding.coding_hits import Place
from utsaga.study.living import texts
from utsaga.text.transcript import Unit


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with studies.interviews(tmp_path / "study") as opened:
        yield opened


def places(study: Study, words: str, title: str = "intervju-1") -> list[Place]:
    source = study.source_named(title)
    text = study.transcript(source.id).text
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Place(source.id, Span(at, at + len(words)), words))
        at = text.find(words, at + 1)
    return found


def quotes(study: Study, title: str = "intervju-1") -> list[str]:
    return [coding.quote for coding in study.held.codings(study.source_named(title).id)]


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (Unit.SENTENCE, ["Det tar tid.", "Det tar tid."]),
        (Unit.WORD, ["tar tid", "tar tid"]),
        (Unit.TURN, ["Tillit... det är inget man får. Det tar tid. Det tar tid."]),
    ],
)
def test_around_each_place_a_sentence_a_turn_or_the_words_alone_are_coded(
    study: Study, unit: Unit, words: list[str]
) -> None:
    plan = coding_hits.plan(study, places(study, "tar tid"), "Tid / väntan", unit)
    assert plan.action is not None
    study.do(plan.action)
    assert quotes(study) == words
    study.do(study.plan_undo())
    assert quotes(study) == []
    assert study.codes.at_path(["Tid"]) is None


def test_what_has_the_code_already_is_left_and_said(study: Study) -> None:
    for expected in ("Coded 2 passages with 'tid'.", "Would code 0 passages with 'tid', 2 had it already."):
        plan = coding_hits.plan(study, places(study, "tar tid"), "tid", Unit.SENTENCE)
        assert plan.in_words(done=plan.action is not None) == expected
        if plan.action is not None:
            said = study.say(study.do(plan.action))
            assert said == "code 'tid' (new code) on 2 passages found by a search"
    inner = coding_hits.plan(study, places(study, "tid."), "tid", Unit.WORD)
    assert (inner.action, inner.had) == (None, 2)


def test_a_speakers_label_is_nothing_that_was_said(study: Study) -> None:
    plan = coding_hits.plan(study, places(study, "IP"), "x", Unit.SENTENCE)
    assert (plan.action, plan.coded, plan.labels) == (None, 0, 3)
    assert "3 outside what is said" in plan.in_words(done=False)


def test_places_in_a_text_that_has_changed_since_are_refused(study: Study) -> None:
    found = places(study, "tar tid")
    source = study.source_named("intervju-1")
    study.do(texts.change(study, source, study.transcript(source.id).text.replace("Trettio", "Tjugo")))
    with pytest.raises(Refused, match="has changed since it was searched"):
        coding_hits.plan(study, found, "tid", Unit.SENTENCE)
