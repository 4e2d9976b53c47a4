"""Growing a codebook: new, renamed, moved, merged and deleted codes, definitions, colours, pins."""

from __future__ import annotations

import dataclasses

import pytest

from studies import MAKT, STOD, TILLIT, code, named, records, span_of
from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.coding import codebook, codings, memos, pins
from utsaga.study.coding.paths import COLOURS


def paths(study: Study) -> list[str]:
    return [study.codes.path(c.id) for _, c in study.codes.walk()]


def passages(study: Study, path: str) -> list[str]:
    return [c.quote for c in study.held.codings_of([named(study, path).id])]


def undone_is_as_before(study: Study, action: Action) -> None:
    """Make a change, take it back, and see that nothing is left of it."""
    before = records(study)
    study.do(action)
    assert records(study) != before
    study.do(study.plan_undo())
    assert records(study) == before
    study.do(study.plan_redo())


def test_a_path_makes_theme_category_and_code_in_one_step(study: Study) -> None:
    action = study.do(codebook.create(study, TILLIT))
    assert paths(study) == ["Relationen", "Relationen / Förtroende", TILLIT]
    assert action.counts["codes"] == 3
    assert study.say(action) == "new code 'tillit'"


def test_codes_have_margin_letters_of_their_own_as_long_as_there_are_any(study: Study) -> None:
    for n in range(80):
        study.do(codebook.create(study, f"tid {n}"))
    marks = [c.mark for _, c in study.codes.walk()]
    assert all(len(mark) == 1 for mark in marks)
    assert len(set(marks)) > 60
    assert marks[0] == "t"


def test_what_lies_below_a_theme_has_its_colour(study: Study) -> None:
    study.do(codebook.create(study, TILLIT))
    study.do(codebook.create(study, STOD))
    assert named(study, TILLIT).colour == named(study, "Relationen").colour
    assert named(study, "Relationen").colour != named(study, "Handlingsutrymme").colour


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "A code needs a name"),
        ("  / ", "A code needs a name"),
        ("x" * 121, "can have 120 characters; this one has 121"),
        ("relationen", "There is a code 'Relationen' already"),
        ("Relationen / FÖRTROENDE / Tillit", f"There is a code '{TILLIT}' already"),
        ("tillit", f"There is a code '{TILLIT}' already"),
    ],
)
def test_a_code_that_cannot_be_created_is_refused_in_words(study: Study, name: str, said: str) -> None:
    study.do(codebook.create(study, TILLIT))
    with pytest.raises(Refused, match=said):
        codebook.create(study, name)


def test_a_code_can_be_created_below_another_even_if_its_name_is_elsewhere(study: Study) -> None:
    study.do(codebook.create(study, TILLIT))
    study.do(codebook.create(study, "Makt"))
    study.do(codebook.create(study, "tillit", under=named(study, "Makt").id))
    assert "Makt / tillit" in paths(study)
    with pytest.raises(Refused, match="The code above is no longer in the codebook"):
        codebook.create(study, "ny", under="0" * 32)


def test_a_renamed_code_keeps_its_codings(coded: Study) -> None:
    tillit = named(coded, TILLIT)
    before = passages(coded, TILLIT)
    undone_is_as_before(coded, codebook.rename(coded, tillit, "  Att   lita "))
    assert passages(coded, "Relationen / Förtroende / Att lita") == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "A code needs a name"),
        ("Förtroende", "The name is as it was"),
        ("MAKT", "There is a code 'Makt' there already: merge the two instead"),
        ("in / ut", "' / ' parts the names of a path"),
    ],
)
def test_a_name_that_does_not_fit_is_refused(coded: Study, name: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        codebook.rename(coded, named(coded, "Relationen / Förtroende"), name)


def test_only_the_case_of_a_name_can_be_changed(coded: Study) -> None:
    coded.do(codebook.rename(coded, named(coded, "Relationen / Förtroende"), "FÖRTROENDE"))
    assert "Relationen / FÖRTROENDE / tillit" in paths(coded)


def test_a_definition_is_kept_and_may_be_emptied(coded: Study) -> None:
    undone_is_as_before(coded, codebook.define(coded, named(coded, TILLIT), " Att kunna lita på.\n"))
    assert named(coded, TILLIT).definition == "Att kunna lita på."
    with pytest.raises(Refused, match="Nothing would change"):
        codebook.define(coded, named(coded, TILLIT), "Att kunna lita på.")
    coded.do(codebook.define(coded, named(coded, TILLIT), ""))
    assert named(coded, TILLIT).definition == ""


def test_colours_go_round(coded: Study) -> None:
    tillit = named(coded, TILLIT)
    coded.do(codebook.colour(coded, tillit, tillit.colour + COLOURS + 1))
    assert named(coded, TILLIT).colour == tillit.colour % COLOURS + 1


def test_a_code_moves_below_another_and_to_a_place_among_its_siblings(coded: Study) -> None:
    undone_is_as_before(coded, codebook.move(coded, named(coded, TILLIT), named(coded, STOD).id))
    assert f"{STOD} / tillit" in paths(coded)
    coded.do(codebook.move(coded, named(coded, "Relationen / Makt"), named(coded, "Relationen").id, 0))
    assert [c.name for c in coded.codes.children(named(coded, "Relationen").id)] == ["Makt", "Förtroende"]
    coded.do(codebook.move(coded, named(coded, "Relationen / Makt"), None))
    assert [c.name for c in coded.codes.children(None)] == ["Relationen", "Handlingsutrymme", "Makt"]


def test_it_is_said_where_a_code_was_moved(coded: Study) -> None:
    def told(path: str, parent: str | None, place: int | None = None) -> str:
        above = named(coded, parent).id if parent else None
        return coded.tell(coded.do(codebook.move(coded, named(coded, path), above, place)))

    assert told(TILLIT, STOD) == "Moved 'tillit' below 'riktlinjer som stöd'."
    assert told("Relationen / Makt", "Relationen", 0) == "Moved 'Makt' to place 1 of 2 below 'Relationen'."
    assert told("Relationen / Makt", None) == "Moved 'Makt' to the top of the codebook."
    assert told("Makt", None, 0) == "Moved 'Makt' to place 1 of 3."


def test_it_is_said_to_which_digit_a_code_is_pinned_and_which_had_it(coded: Study) -> None:
    assert coded.tell(coded.do(pins.pin(coded, named(coded, TILLIT), "5"))) == "Pinned 'tillit' to 5."
    again = coded.do(pins.pin(coded, named(coded, STOD), "5"))
    assert coded.tell(again) == "Pinned 'riktlinjer som stöd' to 5 in place of 'tillit'."
    assert (
        coded.tell(coded.do(pins.pin(coded, named(coded, STOD), None))) == "Unpinned 'riktlinjer som stöd'."
    )


def test_a_move_that_makes_no_sense_is_refused(coded: Study) -> None:
    relationen = named(coded, "Relationen")
    coded.do(codebook.create(coded, "Handlingsutrymme / makt"))
    for parent in (named(coded, TILLIT).id, relationen.id):
        with pytest.raises(Refused, match="cannot be moved below itself"):
            codebook.move(coded, relationen, parent)
    with pytest.raises(Refused, match="There is a code 'makt' there already"):
        codebook.move(coded, named(coded, "Relationen / Makt"), named(coded, "Handlingsutrymme").id)
    with pytest.raises(Refused, match="no longer in the codebook"):
        codebook.move(coded, relationen, "0" * 32)
    with pytest.raises(Refused, match="is there already"):
        codebook.move(coded, relationen, None, 0)


def test_merging_puts_passages_memos_definition_and_what_lies_below_under_the_other(coded: Study) -> None:
    coded.do(codebook.define(coded, named(coded, TILLIT), "Att lita."))
    coded.do(codebook.define(coded, named(coded, MAKT), "Att råda."))
    coded.do(memos.on_code(coded, named(coded, MAKT).id, "Om makt."))
    coded.do(codebook.create(coded, f"{MAKT} / nyckeln"))
    wanted = set(passages(coded, TILLIT)) | set(passages(coded, MAKT))
    undone_is_as_before(coded, codebook.merge(coded, named(coded, MAKT), named(coded, TILLIT)))
    assert set(passages(coded, TILLIT)) == wanted
    assert named(coded, TILLIT).definition == "Att lita.\nAtt råda."
    assert [memo.text for memo in memos.of_code(coded, named(coded, TILLIT).id)] == ["Om makt."]
    assert f"{TILLIT} / nyckeln" in paths(coded)
    assert MAKT not in paths(coded)


def test_a_passage_that_has_both_codes_has_the_one_that_stays_once_and_stays_marked_to_print(
    coded: Study,
) -> None:
    both = [c for c in coded.held.codings_of([named(coded, MAKT).id]) if c.quote.startswith("Jag tänker")]
    coded.do(codings.star(coded, both))
    action = coded.do(codebook.merge(coded, named(coded, MAKT), named(coded, TILLIT)))
    found = [c for c in coded.held.codings_of([named(coded, TILLIT).id]) if c.quote.startswith("Jag tänker")]
    assert [c.starred for c in found] == [True]
    assert coded.say(action) == "merge 'att ha makt' into 'tillit' with 4 codings"


def test_codes_that_lie_in_each_other_or_have_namesakes_below_are_not_merged(coded: Study) -> None:
    relationen, makt = named(coded, "Relationen"), named(coded, "Relationen / Makt")
    for into in (relationen, makt):
        with pytest.raises(Refused, match="merged into itself or into what lies below"):
            codebook.merge(coded, relationen, into)
    coded.do(codebook.create(coded, "Relationen / Förtroende / att ha makt"))
    with pytest.raises(Refused, match="Both have a code 'att ha makt' below them"):
        codebook.merge(coded, makt, named(coded, "Relationen / Förtroende"))
    coded.do(codebook.merge(coded, named(coded, TILLIT), named(coded, "Relationen / Förtroende")))


def test_a_code_is_merged_into_its_parent_even_if_what_lies_below_it_has_its_name(coded: Study) -> None:
    coded.do(codebook.create(coded, "Tid / väntan / väntan"))
    coded.do(codebook.merge(coded, named(coded, "Tid / väntan"), named(coded, "Tid")))
    assert [path for path in paths(coded) if path.startswith("Tid")] == ["Tid", "Tid / väntan"]
    coded.do(coded.plan_undo())
    assert named(coded, "Tid / väntan / väntan")


def test_deleting_a_theme_takes_everything_below_it_and_one_undo_brings_it_all_back(coded: Study) -> None:
    coded.do(memos.on_code(coded, named(coded, TILLIT).id, "Om tillit."))
    coded.do(pins.pin(coded, named(coded, TILLIT), "1"))
    relationen = named(coded, "Relationen")
    action = codebook.delete(coded, relationen)
    undone_is_as_before(coded, action)
    assert paths(coded) == ["Handlingsutrymme", STOD]
    assert coded.pins == {}
    assert coded.held.memos == []
    assert coded.say(action) == "delete 'Relationen' with 7 codings, 4 codes below it and 1 memo"
    with pytest.raises(Refused, match="no longer in the codebook"):
        codebook.delete(coded, relationen)


def test_deleting_a_code_with_five_hundred_codings_is_one_step(study: Study) -> None:
    first = code(study, "intervju-1", "Mm.", "mycket")
    made = [
        codings.new_coding(study, first.source, Span(start, end), first.code)
        for start in range(0, 50, 2)
        for end in range(60, 120, 2)
    ]
    many = list({coding.span: coding for coding in made}.values())
    study.do(Action("codings.table", "kim", tuple(codings.creation(study, coding) for coding in many)))
    count = study.held.count(first.code)
    assert count >= 500
    study.do(codebook.delete(study, named(study, "mycket")))
    assert study.held.count(first.code) == 0
    assert study.say(study.do(study.plan_undo())) == f"undo: delete 'mycket' with {count} codings"
    assert study.held.count(first.code) == count


def test_a_code_is_pinned_to_one_digit_and_a_digit_holds_one_code(coded: Study) -> None:
    tillit, makt = named(coded, TILLIT), named(coded, MAKT)
    coded.do(pins.pin(coded, tillit, "1"))
    undone_is_as_before(coded, pins.pin(coded, tillit, "2"))
    assert coded.pins == {"2": tillit.id}
    coded.do(pins.pin(coded, makt, "2"))
    assert coded.pins == {"2": makt.id}
    coded.do(pins.pin(coded, makt, None))
    assert coded.pins == {}


@pytest.mark.parametrize(
    ("digit", "said"), [("0", "digits 1 to 9"), ("12", "digits 1 to 9"), (None, "is not pinned")]
)
def test_a_pin_that_is_none_is_refused(coded: Study, digit: str | None, said: str) -> None:
    with pytest.raises(Refused, match=said):
        pins.pin(coded, named(coded, TILLIT), digit)
    coded.do(pins.pin(coded, named(coded, TILLIT), "1"))
    with pytest.raises(Refused, match="there already"):
        pins.pin(coded, named(coded, TILLIT), "1")


def test_pins_follow_a_merge_for_every_coder(coded: Study) -> None:
    path = coded.path
    coded.do(pins.pin(coded, named(coded, MAKT), "3"))
    coded.close()
    with Study.open(path, coder="anna") as annas:
        annas.do(pins.pin(annas, named(annas, MAKT), "7"))
        into = named(annas, TILLIT)
        annas.do(codebook.merge(annas, named(annas, MAKT), into))
        assert annas.pins == {"7": into.id}
    with Study.open(path, coder="kim") as kims:
        assert kims.pins == {"3": into.id}


def test_a_pin_to_a_merged_code_goes_where_the_other_is_pinned_already(coded: Study) -> None:
    coded.do(pins.pin(coded, named(coded, MAKT), "3"))
    coded.do(pins.pin(coded, named(coded, TILLIT), "4"))
    coded.do(codebook.merge(coded, named(coded, MAKT), named(coded, TILLIT)))
    assert coded.pins == {"4": named(coded, TILLIT).id}


def test_a_plan_made_before_somebody_else_changed_the_code_is_refused(coded: Study) -> None:
    plan = codebook.rename(coded, named(coded, TILLIT), "lita på")
    coded.do(codebook.define(coded, named(coded, TILLIT), "Att lita."))
    with pytest.raises(Refused, match="changed since"):
        coded.do(plan)
    assert TILLIT in paths(coded)
    assert dataclasses.asdict(named(coded, TILLIT))["definition"] == "Att lita."


def test_codes_say_where_a_selection_lies(coded: Study) -> None:
    """Two codes on one passage are both found at it, whatever their order."""
    source = coded.source_named("fokusgrupp")
    span = span_of(coded, "fokusgrupp", "klockan")
    found = coded.held.codings(source.id).overlapping(span)
    assert sorted(coded.codes.path(c.code) for c in found) == [TILLIT, MAKT]
