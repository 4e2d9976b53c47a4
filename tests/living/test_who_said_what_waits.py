"""Words that wait to be placed stay those of whoever said them, and lie nowhere in the new text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from studies import code, quotes_of, span_of
from utsaga.analysis.overview import overview
from utsaga.analysis.quotes import Quote
from utsaga.analysis.weight import weigh
from utsaga.analysis.where import chosen_by
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.coding import codebook, codings, memos
from utsaga.study.living import replacing, texts
from utsaga.study.living.replacing import Rule
from utsaga.tui.screens.texts.transcript_rows import figures_said, measured_row

TEXT = """\
I: Hur var det i början?

Anna: Vi fick klara oss själva, utan pärm och utan kaffe.

Bo: Jag minns det annorlunda, vi hade en pärm i alla fall.

I: Och sedan?

Anna: Sedan kom det en ny chef som lyssnade på oss.
"""
LOST = "Vi fick klara oss själva, utan pärm och utan kaffe."
WITHOUT = TEXT.replace(f"Anna: {LOST}\n\n", "")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """An interview with two who answer; what Anna said, and was coded, was cut out of it."""
    with studies.new(tmp_path / "s") as opened:
        speakers = [Speaker("I", interviewer=True), Speaker("Anna"), Speaker("Bo")]
        source = studies.add_text(opened, "intervju", TEXT, speakers)
        code(opened, "intervju", LOST, "ensam")
        opened.do(memos.on_passage(opened, source.id, span_of(opened, "intervju", LOST), "Viktigt."))
        opened.do(texts.change(opened, source, WITHOUT))
        yield opened


def quote(study: Study) -> Quote:
    (found,) = quotes_of(study, studies.named(study, "ensam").id)
    return found


def labels(study: Study) -> list[str]:
    return [speaker.label for speaker in quote(study).speakers]


def test_a_quote_that_waits_is_still_that_of_who_said_it(study: Study) -> None:
    assert study.transcript(quote(study).source.id).text == WITHOUT
    assert labels(study) == ["Anna"]
    assert not quote(study).exact
    assert quote(study).first_turn == 0
    for where, chosen in (("speaker=Anna", 1), ("speaker=Bo", 0)):
        asked = chosen_by(study, where)
        assert asked is not None
        assert len(asked.quotes([quote(study)])) == chosen, where


def test_it_stays_so_when_the_text_changes_again_or_a_label_becomes_another(study: Study) -> None:
    source = study.source_named("intervju")
    study.do(texts.change(study, source, WITHOUT.replace("Och sedan?", "Och vad hände sedan?")))
    assert labels(study) == ["Anna"]
    hits = replacing.find(study, rules := [Rule("Anna", "Deltagare1")])
    study.do(replacing.make(study, hits, rules))
    assert labels(study) == ["Deltagare1"]
    study.do(study.plan_undo())
    assert labels(study) == ["Anna"]


def test_words_of_somebody_who_no_longer_speaks_there_are_nobodys(study: Study) -> None:
    source = study.source_named("intervju")
    study.do(studies.speaking(study, source, [s for s in source.speakers if s.label != "Anna"]))
    assert labels(study) == []
    assert weigh([quote(study)]).speakers == 0


def test_words_that_wait_lie_on_no_words_of_the_new_text(study: Study) -> None:
    source = study.source_named("intervju")
    seen = overview(study, source)
    assert (seen.measured.share, seen.waiting) == (0, len(study.held.reviews(source.id)))
    assert seen.waiting
    assert f"0% coded · {seen.waiting} to review" in figures_said(measured_row(study, source))
    there = study.held.codings(source.id).get(quote(study).coding.id)
    assert there is not None
    assert memos.of_passage(study, source.id, there.span) == []
    asked = chosen_by(study, "code=ensam")
    assert asked is not None
    assert list(asked.turns(source)) == []


def test_a_passage_at_the_old_place_of_one_that_waits_is_another_one(study: Study) -> None:
    """Coded at just these offsets: neither counts for the other, and merging their codes keeps both."""
    waits = quote(study).coding
    source = study.source_named("intervju")
    study.do(codings.add_at_path(study, source.id, waits.span, "annat"))
    into, gone = studies.named(study, "annat"), studies.named(study, "ensam")
    study.do(codebook.merge(study, gone, into))
    found = quotes_of(study, into.id)
    assert sorted(one.exact for one in found) == [False, True]
    assert weigh(found).passages == 2
