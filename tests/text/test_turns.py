"""A turn is a label and everything up to the next one, by the labels that the user accepted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.text.turns import Turns

I_AND_IP = (Speaker("I"), Speaker("IP"))


def said(text: str, *labels: str, body: int = 0) -> list[tuple[str | None, str]]:
    turns = Turns(text, [Speaker(label) for label in labels], body)
    return [(turn.label, text[turn.body : turn.end]) for turn in turns]


def test_each_turn_has_its_label_and_its_words() -> None:
    assert said("I: Hur kom du hit?\nIP: Med tåg.\n", "I", "IP") == [
        ("I", "Hur kom du hit?"),
        ("IP", "Med tåg."),
    ]


def test_paragraphs_and_lines_without_a_label_belong_to_the_turn_before() -> None:
    text = "I: Ja?\n\nIP: Först det ena.\n\nOch sen\ndet andra.\n\n\nI: Mm."
    assert said(text, "I", "IP")[1] == ("IP", "Först det ena.\n\nOch sen\ndet andra.")


def test_only_accepted_labels_open_turns() -> None:
    assert said("Anna: Ja.\nDatum: 3 maj\nBo: Nej.", "Anna", "Bo") == [
        ("Anna", "Ja.\nDatum: 3 maj"),
        ("Bo", "Nej."),
    ]


def test_the_longer_of_two_labels_wins() -> None:
    assert said("IP 1: a\nIP: b\nIP 10: c", "IP", "IP 1", "IP 10") == [
        ("IP 1", "a"),
        ("IP", "b"),
        ("IP 10", "c"),
    ]


def test_a_label_is_found_in_the_form_that_it_mostly_has() -> None:
    text = "Anna: Ja.\nBo: Nej.\nAnna - som var där - sa det.\nAnna: Jo."
    assert [label for label, _ in said(text, "Anna", "Bo")] == ["Anna", "Bo", "Anna"]


def test_a_genitive_with_a_colon_is_no_label() -> None:
    assert said("EU: Ja.\nEU:s regler.\nEU: Nej.", "EU") == [("EU", "Ja.\nEU:s regler."), ("EU", "Nej.")]


def test_a_time_of_day_after_the_colon_is_words_but_a_time_stamp_is_not() -> None:
    assert said("IP: 7:30 börjar vi.\nIP: [00:01:02] Ja.\nIP: 00:01:02 Nej.", "IP") == [
        ("IP", "7:30 börjar vi."),
        ("IP", "Ja."),
        ("IP", "Nej."),
    ]


def test_a_sign_in_brackets_after_the_colon_is_words_but_a_time_stamp_is_not() -> None:
    assert said("I: [skratt] Ja.\nIP: (paus) Nej.\nI: [0:12] Jo.", "I", "IP") == [
        ("I", "[skratt] Ja."),
        ("IP", "(paus) Nej."),
        ("I", "Jo."),
    ]


def test_overlap_and_time_stamps_inside_a_turn_stay_in_it() -> None:
    assert said("S01: mm [00:12] ja //S02: nej// jo\nS02: ok", "S01", "S02")[0] == (
        "S01",
        "mm [00:12] ja //S02: nej// jo",
    )


def test_bold_labels_lose_their_stars_and_bold_words_keep_theirs() -> None:
    assert said("**A:**Ja.\n**B**: **Nej.**\nA: **Jo** då.", "A", "B") == [
        ("A", "Ja."),
        ("B", "**Nej.**"),
        ("A", "**Jo** då."),
    ]


def test_a_label_without_words_is_an_empty_turn() -> None:
    assert said("I:\n\nIP: Ja.\n\nI:", "I", "IP") == [("I", ""), ("IP", "Ja."), ("I", "")]


def test_front_matter_belongs_to_no_turn() -> None:
    text = "Intervju 3\nI: falsk\n\nI: Ja.\nIP: Nej."
    body = text.index("I: Ja")
    assert said(text, "I", "IP", body=body) == [("I", "Ja."), ("IP", "Nej.")]


def test_words_before_the_first_label_are_paragraphs_of_nobody() -> None:
    assert said("Först det här.\n\nOch det.\n\nI: Ja.", "I") == [
        (None, "Först det här."),
        (None, "Och det."),
        ("I", "Ja."),
    ]


def test_a_text_without_labels_is_divided_at_empty_lines() -> None:
    assert said("En rad\nsom fortsätter.\n\n \nEn till.\n") == [
        (None, "En rad\nsom fortsätter."),
        (None, "En till."),
    ]


def test_where_no_empty_line_stands_every_line_is_a_paragraph() -> None:
    assert said("Det ena.\n  Det andra.\nDet tredje.") == [
        (None, "Det ena."),
        (None, "Det andra."),
        (None, "Det tredje."),
    ]


def test_lines_too_long_to_be_wrapped_by_hand_are_paragraphs() -> None:
    long = "ord " * 50
    assert len(said(f"Rubrik\n{long}\n{long}\n\nSlut")) == 4


def test_a_line_with_a_speech_dash_opens_a_paragraph() -> None:
    assert len(said("– Hur kom du hit?\n– Med tåg.\n\n– När?")) == 3


def test_a_carriage_return_or_odd_separator_breaks_no_line() -> None:
    assert said("I: a\x85b\u2028c\x0bd\nIP: e", "I", "IP") == [("I", "a\x85b\u2028c\x0bd"), ("IP", "e")]


def test_a_label_with_signs_that_mean_something_to_patterns_is_taken_as_written() -> None:
    assert said("A+ (x): ja\nA+ (x): nej", "A+ (x)") == [("A+ (x)", "ja"), ("A+ (x)", "nej")]


def test_turns_can_be_asked_for_by_place_from_both_ends() -> None:
    turns = Turns("I: a\nIP: b\nI: c", I_AND_IP)
    assert (len(turns), turns[-1], turns[1:]) == (3, turns[2], [turns[1], turns[2]])
    assert [turn.index for turn in turns] == [0, 1, 2]


PIECES = st.sampled_from(
    [
        "I: ",
        "IP:",
        "\n",
        "\n\n",
        "I - ",
        "[00:01] ",
        "0:22",
        "ja ",
        "**IP:** ",
        "[I] ",
        " ",
        "\t",
        "- ",
        "\f",
        "x",
        "…",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.integers(0, 20), st.booleans())
def test_turns_are_in_order_and_hold_every_character_that_is_not_blank(
    text: str, body: int, labelled: bool
) -> None:
    body = min(body, len(text))
    turns = Turns(text, I_AND_IP if labelled else (), body)
    assert all(body <= turn.start <= turn.body <= turn.end <= len(text) for turn in turns)
    assert all(one.end <= other.start for one, other in pairwise(turns))
    assert all(turn.start < turn.end and text[turn.end - 1].strip() for turn in turns)
    held = "".join("".join(text[turn.start : turn.end].split()) for turn in turns)
    assert held == "".join(text[body:].split())
    assert turns.spans() == [Span(turn.start, turn.end) for turn in turns]


def test_a_speaker_may_have_several_labels_and_is_called_by_the_first() -> None:
    text = "Participant: a\nPaticipant [0:00:12]: b\nI: c"
    turns = Turns(text, [Speaker("Participant", also=("Paticipant",)), Speaker("I")])
    assert [(turn.label, text[turn.body : turn.end], turn.time) for turn in turns] == [
        ("Participant", "a", None),
        ("Participant", "b", 12.0),
        ("I", "c", None),
    ]


def test_a_label_that_a_person_has_named_opens_turns_without_any_sign() -> None:
    text = "ANNA\nHej.\n\nBO\nHej hej. ANNA BO\n\nANNA\nDå så. Annars?\n"
    turns = Turns(text, [Speaker("ANNA", bare=True), Speaker("BO", bare=True)])
    assert [(turn.label, text[turn.body : turn.end]) for turn in turns] == [
        ("ANNA", "Hej."),
        ("BO", "Hej hej. ANNA BO"),
        ("ANNA", "Då så. Annars?"),
    ]


def test_a_label_without_a_sign_stands_on_its_line_or_before_the_words_as_it_mostly_does() -> None:
    text = "Anna\tJa.\nBo\tNej.\nAnna\tJo.\nsa\nAnna\n"
    named = [Speaker("Anna", bare=True), Speaker("Bo", bare=True)]
    assert [text[turn.body : turn.end] for turn in Turns(text, named)] == [
        "Ja.",
        "Nej.",
        "Jo.\nsa\nAnna",
    ]


@pytest.mark.parametrize("line", ["\n", " \n", "\n\t\n"])
def test_empty_lines_at_the_end_of_a_text_take_no_longer_than_words(line: str) -> None:
    """An editor, or a key that was held down, leaves thousands; this once took their number's third power."""
    text = "Först det ena.\n\nSen det andra.\n\nJa.\n" + line * 200_000
    assert said(text) == [(None, "Först det ena."), (None, "Sen det andra."), (None, "Ja.")]


@given(st.text("ab- \t\n", max_size=40))
def test_empty_lines_behind_a_text_of_paragraphs_change_none_of_them(text: str) -> None:
    text = f"a\n\n{text}"
    assert said(text + "\n \n\n") == said(text)
