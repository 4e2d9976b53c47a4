"""Memos and condensations: on passages, transcripts, codes and the study."""

from __future__ import annotations

import pytest

from studies import TILLIT, named, records, span_of
from utsaga.model.errors import Refused
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.coding import codebook, memos


def test_a_memo_on_a_passage_keeps_its_words_and_is_found_at_it(coded: Study) -> None:
    source = coded.source_named("intervju-1")
    span = span_of(coded, "intervju-1", "Det tar tid.")
    coded.do(memos.on_passage(coded, source.id, Span(span.start - 1, span.end + 1), " Hon suckar.\n"))
    (memo,) = memos.of_passage(coded, source.id, Span(span.start + 3, span.start + 4))
    assert (memo.text, memo.quote, memo.span, memo.kind) == ("Hon suckar.", "Det tar tid.", span, "memo")
    assert memos.of_passage(coded, source.id, Span(0, 5)) == []


def test_a_condensation_is_a_short_sentence_on_its_passage(coded: Study) -> None:
    source = coded.source_named("intervju-1")
    span = span_of(coded, "intervju-1", ("Tillit...", "Det tar tid. Det tar tid."))
    action = coded.do(memos.condense(coded, source.id, span, "Tillit växer långsamt."))
    (memo,) = memos.of_passage(coded, source.id, span)
    assert (memo.kind, memo.text) == ("condensation", "Tillit växer långsamt.")
    assert coded.say(action) == "condense a passage of 'intervju-1'"


def test_memos_on_transcript_code_and_study_are_found_where_they_belong(coded: Study) -> None:
    source, tillit = coded.source_named("fokusgrupp"), named(coded, TILLIT)
    coded.do(memos.on_source(coded, source.id, "Kort möte."))
    coded.do(memos.on_code(coded, tillit.id, "Om tillit."))
    coded.do(memos.on_study(coded, "Dagbok."))
    assert [memo.text for memo in memos.of_source(coded, source.id)] == ["Kort möte."]
    assert [memo.text for memo in memos.of_code(coded, tillit.id)] == ["Om tillit."]
    assert {memo.text for memo in memos.all_memos(coded)} == {"Kort möte.", "Om tillit.", "Dagbok."}


def test_a_memo_is_edited_and_one_without_words_is_deleted(coded: Study) -> None:
    coded.do(memos.on_study(coded, "Dagbok."))
    before = records(coded)
    (memo,) = memos.all_memos(coded)
    coded.do(memos.edit(coded, memo, "Dagbok, dag två."))
    (edited,) = memos.all_memos(coded)
    assert (edited.text, edited.id, edited.created) == ("Dagbok, dag två.", memo.id, memo.created)
    with pytest.raises(Refused, match="The memo is as it was"):
        memos.edit(coded, edited, " Dagbok, dag två. ")
    assert coded.do(memos.edit(coded, edited, " \n")).name == "memos.delete"
    assert memos.all_memos(coded) == []
    coded.do(coded.plan_undo())
    coded.do(coded.plan_undo())
    assert records(coded) == before


def test_a_memo_needs_words_and_something_to_be_about(coded: Study) -> None:
    source = coded.source_named("fokusgrupp")
    for write in (
        lambda: memos.on_study(coded, " \n"),
        lambda: memos.on_source(coded, source.id, ""),
        lambda: memos.condense(coded, source.id, Span(0, 5), "\t"),
    ):
        with pytest.raises(Refused, match="A memo needs words"):
            write()
    with pytest.raises(Refused, match="no words in this passage"):
        memos.on_passage(coded, source.id, Span(3, 3), "x")
    tillit = named(coded, TILLIT)
    coded.do(codebook.delete(coded, tillit))
    with pytest.raises(Refused, match="no longer in the codebook"):
        memos.on_code(coded, tillit.id, "x")


def test_a_memo_on_a_passage_stands_with_its_coders_codings_and_goes_with_the_source(coded: Study) -> None:
    source = coded.source_named("intervju-1")
    action = coded.do(memos.on_source(coded, source.id, "Kort."))
    assert [change.table for change in action.changes] == [("codings/intervju-1.kim", "memos")]
