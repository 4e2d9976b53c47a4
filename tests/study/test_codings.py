"""Coding: what a passage becomes, what is refused, and what it is called in the history."""

from __future__ import annotations

import dataclasses

import pytest

from studies import MAKT, STOD, TILLIT, add_text, code, named, span_of
from utsaga.model.action import Action, Change
from utsaga.model.errors import Refused
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.coding import codebook, codings


def quotes(study: Study, title: str) -> list[str]:
    return [c.quote for c in study.held.codings(study.source_named(title).id)]


def test_a_coded_sentence_is_kept_with_its_exact_words_and_what_stands_around_them(study: Study) -> None:
    coding = code(study, "intervju-1", "Man får ta det på känn, liksom.", TILLIT)
    text = study.transcript(coding.source).text
    assert coding.quote == "Man får ta det på känn, liksom." == text[coding.start : coding.end]
    assert coding.prefix.endswith("Trettio år i augusti. ")
    assert coding.suffix.startswith("\n\nI: Mm.")
    assert study.codes.path(coding.code) == TILLIT
    assert study.holds(coding)


def test_white_space_at_the_edges_of_a_selection_is_not_coded(study: Study) -> None:
    source = study.source_named("intervju-1")
    wide = span_of(study, "intervju-1", "Mm.")
    study.do(codings.add_at_path(study, source.id, Span(wide.start - 1, wide.end + 2), "instämmer"))
    assert quotes(study, "intervju-1") == ["Mm."]


def test_the_same_code_twice_on_one_passage_by_one_coder_is_refused(study: Study) -> None:
    first = code(study, "intervju-1", "Mm.", "instämmer")
    with pytest.raises(Refused, match="has the code 'instämmer' already"):
        codings.add(study, first.source, first.span, named(study, "instämmer"))


def test_another_code_and_a_part_of_the_passage_are_not_refused(study: Study) -> None:
    code(study, "intervju-1", "Det tar tid. Det tar tid.", TILLIT)
    code(study, "intervju-1", "Det tar tid. Det tar tid.", MAKT)
    code(study, "intervju-1", "Det tar tid.", TILLIT)
    assert len(quotes(study, "intervju-1")) == 3


def test_a_selection_without_words_is_refused(study: Study) -> None:
    source = study.source_named("intervju-1")
    blank = study.transcript(source.id).text.index("\n\n")
    for span in (Span(blank, blank + 2), Span(5, 5)):
        with pytest.raises(Refused, match="no words in this passage"):
            codings.add_at_path(study, source.id, span, TILLIT)
        with pytest.raises(Refused, match="no words in this passage"):
            codings.add_in_vivo(study, source.id, span)


def test_the_label_of_a_speaker_alone_is_no_passage_to_code(study: Study) -> None:
    there = code(study, "intervju-1", "Mm.", "instämmer")
    source = study.source_named("intervju-1")
    for label in ("IP", "IP:"):
        span = span_of(study, "intervju-1", label)
        with pytest.raises(Refused, match="no words that anybody says"):
            codings.add_at_path(study, source.id, span, TILLIT)
        with pytest.raises(Refused, match="no words that anybody says"):
            codings.move_edges(study, there, span)
    with_label = span_of(study, "intervju-1", "IP: Trettio år")
    study.do(codings.add_at_path(study, source.id, with_label, TILLIT))
    assert quotes(study, "intervju-1") == ["IP: Trettio år", "Mm."]


def test_a_code_that_was_deleted_meanwhile_cannot_be_given(study: Study) -> None:
    first = code(study, "intervju-1", "Mm.", "instämmer")
    gone = named(study, "instämmer")
    study.do(codebook.delete(study, gone))
    with pytest.raises(Refused, match="'instämmer' is no longer in the codebook"):
        codings.add(study, first.source, first.span, gone)


def test_a_new_path_creates_what_is_missing_in_the_same_step(study: Study) -> None:
    code(study, "intervju-1", "Mm.", TILLIT)
    code(study, "intervju-1", "Litar de på dig?", "Relationen / Förtroende / att fråga")
    assert [study.codes.path(c.id) for _, c in study.codes.walk()] == [
        "Relationen",
        "Relationen / Förtroende",
        TILLIT,
        "Relationen / Förtroende / att fråga",
    ]
    study.do(study.plan_undo())
    study.do(study.plan_undo())
    assert len(study.codes) == 0


def test_a_single_name_is_the_code_that_has_it_wherever_it_stands(study: Study) -> None:
    code(study, "intervju-1", "Mm.", TILLIT)
    again = code(study, "intervju-1", "Litar de på dig?", "TILLIT")
    assert study.codes.path(again.code) == TILLIT


def test_a_name_that_several_codes_have_must_be_given_as_a_path(study: Study) -> None:
    code(study, "intervju-1", "Mm.", "A / tid")
    code(study, "intervju-1", "Mm.", "B / tid")
    with pytest.raises(Refused, match="Several codes are called 'tid': give the whole path"):
        code(study, "intervju-1", "Litar de på dig?", "tid")


def test_words_become_a_code_in_vivo_with_line_breaks_as_spaces(study: Study) -> None:
    source = study.source_named("intervju-1")
    study.do(codings.add_in_vivo(study, source.id, span_of(study, "intervju-1", "Man får ta det på känn")))
    study.do(
        codings.add_in_vivo(study, source.id, span_of(study, "intervju-1", ("en buss.", "Det har inte vi.")))
    )
    assert [c.name for _, c in study.codes.walk()] == ["Man får ta det på känn", "en buss. Det har inte vi."]
    assert quotes(study, "intervju-1")[-1] == "en buss.\n\nDet har inte vi."


def test_words_in_vivo_that_are_a_code_already_take_that_code(study: Study) -> None:
    source = study.source_named("intervju-1")
    code(study, "intervju-1", "Mm.", "Relationen / mm.")
    study.do(codings.add_in_vivo(study, source.id, span_of(study, "intervju-1", "Litar de på dig?")))
    group = study.source_named("fokusgrupp")
    study.do(codings.add_in_vivo(study, group.id, span_of(study, "fokusgrupp", "Mm.")))
    assert len(study.codes.named("mm.")) == 1


def test_it_is_said_when_a_code_in_vivo_is_one_that_other_passages_have(study: Study) -> None:
    source, group = study.source_named("intervju-1"), study.source_named("fokusgrupp")
    made = study.do(codings.add_in_vivo(study, source.id, span_of(study, "intervju-1", "Mm.")))
    assert "exists" not in study.tell(made)
    shared = study.do(codings.add_in_vivo(study, group.id, span_of(study, "fokusgrupp", "Mm.")))
    assert study.tell(shared) == (
        "Coded 'Mm.' in vivo on 1 passage; a code of this name exists, on 1 other passage."
    )
    assert "exists" not in study.say(next(iter(study.history())))


def test_a_code_in_vivo_is_named_by_the_first_words_of_the_participant(study: Study) -> None:
    source = study.source_named("intervju-1")
    span = span_of(study, "intervju-1", ("Litar de på dig?", "Det tar tid."))
    made = study.do(codings.add_in_vivo(study, source.id, span))
    assert study.codes[made.refs["code"]].name == "Tillit... det är inget man får. Det tar…"
    assert quotes(study, "intervju-1") == [study.transcript(source.id).text[slice(*span)]]
    asked = study.do(codings.add_in_vivo(study, source.id, span_of(study, "intervju-1", "Litar de på dig?")))
    assert study.codes[asked.refs["code"]].name == "Litar de på dig?"


def test_a_word_without_end_is_cut_to_be_a_name(study: Study) -> None:
    source = add_text(study, "lång", f"{'å' * 500}\n")
    made = study.do(codings.add_in_vivo(study, source.id, Span(0, 500)))
    assert study.codes[made.refs["code"]].name == f"{'å' * 119}…"


def test_it_is_said_that_a_code_was_created_and_where(study: Study) -> None:
    source = study.source_named("intervju-1")

    def told(words: str, path: str) -> str:
        return study.tell(
            study.do(codings.add_at_path(study, source.id, span_of(study, "intervju-1", words), path))
        )

    assert told("Mm.", "tid") == "Coded 'tid' (new code) on 1 passage."
    assert told("Trettio år i augusti.", "tid") == "Coded 'tid' on 1 passage."
    assert told("Litar de på dig?", "Makt / nycklar") == (
        "Coded 'nycklar' (new code below the new 'Makt') on 1 passage."
    )
    assert told("Det tar tid.", "Makt / bussen") == "Coded 'bussen' (new code below 'Makt') on 1 passage."
    assert study.tell(study.do(study.plan_undo())) == (
        "Undone: code 'bussen' (new code below 'Makt') on 1 passage."
    )


def test_a_slash_in_words_in_vivo_makes_no_path(study: Study) -> None:
    source = add_text(study, "snedstreck", "Han sa ja / nej / kanske och gick.\n")
    study.do(codings.add_in_vivo(study, source.id, Span(7, 24)))
    assert [(depth, c.name) for depth, c in study.codes.walk()] == [(0, "ja/nej/kanske")]


def test_codes_are_taken_off_together_as_one_step(coded: Study) -> None:
    source = coded.source_named("fokusgrupp")
    there = coded.held.codings(source.id).overlapping(span_of(coded, "fokusgrupp", "Jag tänker på klockan."))
    action = coded.do(codings.remove(coded, there))
    assert len(there) == 2
    assert coded.say(action) == "take several codes off 2 passages"
    assert len(quotes(coded, "fokusgrupp")) == 1
    with pytest.raises(Refused, match="no code here to take off"):
        codings.remove(coded, [])


def test_edges_are_moved_to_other_words_and_nothing_else_changes(coded: Study) -> None:
    coding = next(iter(coded.held.codings(coded.source_named("intervju-1").id)))
    wider = span_of(coded, "intervju-1", ("Riktlinjerna är bra att ha.", "[skratt]"))
    coded.do(codings.move_edges(coded, coding, wider))
    moved = coded.held.coding(coding.id)
    assert moved.quote == "Riktlinjerna är bra att ha. [skratt]"
    assert dataclasses.replace(
        moved,
        end=coding.end,
        quote=coding.quote,
        suffix=coding.suffix,
        modified=coding.modified,
    ) == dataclasses.replace(coding)
    with pytest.raises(Refused, match="The edges are where they were"):
        codings.move_edges(coded, moved, wider)


def test_edges_cannot_be_moved_onto_words_that_have_the_code_already(study: Study) -> None:
    long = code(study, "intervju-1", "Det tar tid. Det tar tid.", TILLIT)
    short = code(study, "intervju-1", "Det tar tid.", TILLIT)
    with pytest.raises(Refused, match="has the code 'tillit' already"):
        codings.move_edges(study, short, long.span)


def test_another_coders_edges_keep_their_coder(study: Study) -> None:
    source = study.source_named("intervju-1")
    mine = code(study, "intervju-1", "Det tar tid.", TILLIT)
    theirs = codings.new_coding(
        study, source.id, span_of(study, "intervju-1", "Mm."), mine.code, coder="anna"
    )
    study.do(dataclasses.replace(codings.remove(study, [mine]), changes=(codings.creation(study, theirs),)))
    study.do(codings.move_edges(study, theirs, span_of(study, "intervju-1", "Litar de på dig?")))
    assert study.held.coding(theirs.id).coder == "anna"
    assert study.held.coding(theirs.id).quote == "Litar de på dig?"


def test_quotes_to_print_are_marked_and_the_marks_taken_away_again(coded: Study) -> None:
    found = coded.held.codings_of([named(coded, MAKT).id])
    coded.do(codings.star(coded, found[:1]))
    action = coded.do(codings.star(coded, coded.held.codings_of([named(coded, MAKT).id])))
    assert coded.say(action) == "mark 2 passages to print"
    now = coded.held.codings_of([named(coded, MAKT).id])
    assert all(coding.starred for coding in now)
    assert coded.do(codings.star(coded, now)).name == "codings.unstar"
    with pytest.raises(Refused, match="no coded passage here"):
        codings.star(coded, [])


def test_every_change_is_said_in_words(study: Study) -> None:
    source = study.source_named("intervju-1")
    span = span_of(study, "intervju-1", "Mm.")
    action = study.do(codings.add_at_path(study, source.id, span, TILLIT))
    said = "code 'tillit' (new code below the new 'Förtroende') on 1 passage"
    assert study.say(action) == said
    undone = study.do(study.plan_undo())
    assert study.say(undone) == f"undo: {said}"
    redone = study.do(study.plan_redo())
    assert study.say(redone) == f"redo: {said}"


def test_a_record_of_a_newer_version_keeps_what_this_one_does_not_know(coded: Study) -> None:
    coding = coded.held.codings_of([named(coded, STOD).id])[0]
    table = codings.creation(coded, coding).table
    stored = dict(coded.store.records(table)[coding.id])
    newer = {**{name: v for name, v in stored.items() if name != "starred"}, "mood": "glad"}
    coded.store.commit(Action("table.edited", "kim", (Change(table, coding.id, stored, newer),)))
    coded.do(codings.star(coded, [coding]))
    assert coded.store.records(table)[coding.id]["mood"] == "glad"
    assert coded.store.records(table)[coding.id]["starred"] is True
    coded.do(coded.plan_undo())
    assert coded.store.records(table)[coding.id] == newer
    coded.do(codings.remove(coded, [coding]))
    assert coding.id not in coded.store.records(table)
