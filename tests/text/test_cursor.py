"""The cursor stands on a unit, the unit is the selection, and no key can move it out of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.source import Speaker
from utsaga.text.cursor import Cursor
from utsaga.text.transcript import Transcript, Unit

TEXT = """Intervju 3

I: Hur kom du hit? Berätta.

IP: Med tåg. Det var 1994, tror jag.
Eller [skratt] 1995.

I:

IP: Ja.
"""
INTERVIEW = Transcript(TEXT, [Speaker("I", interviewer=True), Speaker("IP")], TEXT.index("I: Hur"))


def on(words: str, unit: Unit = Unit.SENTENCE, transcript: Transcript = INTERVIEW) -> Cursor:
    return Cursor.at(transcript, transcript.text.index(words), unit)


def selected(cursor: Cursor, transcript: Transcript = INTERVIEW) -> str:
    return transcript.text[slice(*cursor.selection)]


def test_the_unit_under_the_cursor_is_selected() -> None:
    assert selected(on("kom du")) == "Hur kom du hit?"
    assert selected(on("kom du", Unit.WORD)) == "kom"
    assert selected(on("kom du", Unit.TURN)) == "Hur kom du hit? Berätta."


def test_in_front_matter_and_on_a_label_the_nearest_words_are_selected() -> None:
    assert selected(Cursor.at(INTERVIEW, 0)) == "Hur kom du hit?"
    assert selected(Cursor.at(INTERVIEW, TEXT.index("IP:"), Unit.WORD)) == "Med"


def test_moving_on_passes_over_labels_and_turns_without_words() -> None:
    cursor = on("Hur kom")
    read = [selected(cursor := cursor.forward(INTERVIEW)) for _ in range(6)]
    assert read == ["Berätta.", "Med tåg.", "Det var 1994, tror jag.", "Eller [skratt] 1995.", "Ja.", "Ja."]


def test_moving_back_stops_at_the_beginning() -> None:
    cursor = on("Det var")
    assert selected(cursor.back(INTERVIEW, 2)) == "Berätta."
    assert selected(cursor.back(INTERVIEW, 99)) == "Hur kom du hit?"


def test_turns_are_reached_by_their_first_unit() -> None:
    cursor = on("Det var", Unit.WORD)
    assert selected(cursor.next_turn(INTERVIEW)) == "Ja"
    assert selected(cursor.previous_turn(INTERVIEW)) == "Hur"
    assert selected(cursor.next_turn(INTERVIEW, 9)) == "Ja"


def test_first_and_last_reach_the_ends() -> None:
    assert selected(on("Det var", Unit.WORD).last(INTERVIEW)) == "Ja"
    assert selected(on("Det var", Unit.WORD).first(INTERVIEW)) == "Hur"


def test_a_change_of_unit_stays_on_the_words_and_returns_to_them() -> None:
    word = on("tror", Unit.WORD)
    sentence = word.with_unit(INTERVIEW, Unit.SENTENCE)
    assert selected(sentence) == "Det var 1994, tror jag."
    assert selected(sentence.with_unit(INTERVIEW, Unit.TURN).with_unit(INTERVIEW, Unit.WORD)) == "tror"
    assert selected(sentence.forward(INTERVIEW).with_unit(INTERVIEW, Unit.WORD)) == "Eller"


def test_a_selection_extends_over_turns_and_back_again() -> None:
    extending = on("Berätta").extend().forward(INTERVIEW)
    assert selected(extending) == "Berätta.\n\nIP: Med tåg."
    assert selected(extending.back(INTERVIEW, 2)) == "Hur kom du hit? Berätta."
    assert extending.extend().selection == extending.span


def test_the_moving_edge_can_be_swapped() -> None:
    cursor = on("Berätta").extend().forward(INTERVIEW).swap()
    assert cursor.reversed
    assert selected(cursor.back(INTERVIEW)) == "Hur kom du hit? Berätta.\n\nIP: Med tåg."
    assert on("Berätta").swap() == on("Berätta")


def test_plus_and_minus_grow_and_shrink_at_the_moving_edge() -> None:
    cursor = on("Berätta")
    grown = cursor.grow(INTERVIEW).grow(INTERVIEW)
    assert selected(grown) == "Berätta.\n\nIP: Med tåg. Det var 1994, tror jag."
    assert selected(grown.shrink(INTERVIEW)) == "Berätta.\n\nIP: Med tåg."
    assert selected(grown.shrink(INTERVIEW).shrink(INTERVIEW).shrink(INTERVIEW)) == "Berätta."
    assert cursor.shrink(INTERVIEW) == cursor


def test_growing_backwards_takes_in_what_stands_before() -> None:
    cursor = on("Med tåg").extend().back(INTERVIEW)
    assert selected(cursor.grow(INTERVIEW)) == "Hur kom du hit? Berätta.\n\nIP: Med tåg."
    assert selected(cursor.shrink(INTERVIEW)) == "Med tåg."


def test_the_end_of_a_selection_can_be_fitted_by_words() -> None:
    cursor = on("Med tåg").grow(INTERVIEW).with_unit(INTERVIEW, Unit.WORD)
    assert selected(cursor.shrink(INTERVIEW)) == "Med tåg. Det var 1994, tror"


def test_growing_at_the_end_of_the_text_changes_nothing() -> None:
    cursor = on("Ja.")
    assert cursor.grow(INTERVIEW) == cursor


@pytest.mark.parametrize("text", ["", " \n", "I:", "I:\n\nIP:"])
def test_a_text_without_words_takes_every_key(text: str) -> None:
    transcript = Transcript(text, [Speaker("I"), Speaker("IP")])
    for unit in Unit:
        cursor = Cursor.at(transcript, 0, unit).extend()
        for move in ("forward", "back", "next_turn", "previous_turn", "first", "last", "grow", "shrink"):
            cursor = getattr(cursor, move)(transcript)
        assert transcript.text[slice(*cursor.swap().with_unit(transcript, Unit.WORD).selection)] == ""


PIECES = st.sampled_from(
    ["I: ", "IP:", "\n", "\n\n", "ja ", "nej. ", "Det. ", "[skratt] ", "… ", "a-b ", "– ", "!"]
)
TRANSCRIPTS = st.lists(PIECES, max_size=25).map(
    lambda pieces: Transcript("".join(pieces), INTERVIEW.speakers)
)
MOVES = st.sampled_from(["forward", "back", "next_turn", "previous_turn", "first", "last", "grow", "shrink"])


@given(TRANSCRIPTS, st.integers(-5, 120), st.sampled_from(Unit))
def test_a_step_on_and_a_step_back_return(transcript: Transcript, offset: int, unit: Unit) -> None:
    cursor = Cursor.at(transcript, offset, unit)
    on = cursor.forward(transcript)
    back = cursor.back(transcript)
    assert on == cursor or on.back(transcript) == cursor
    assert back == cursor or back.forward(transcript) == cursor
    assert cursor.forward(transcript, 3) == cursor.forward(transcript).forward(transcript).forward(transcript)
    assert cursor.back(transcript, 3) == cursor.back(transcript).back(transcript).back(transcript)


@given(
    TRANSCRIPTS,
    st.sampled_from(Unit),
    st.lists(st.one_of(MOVES, st.sampled_from(Unit), st.just("v"), st.just("o"))),
)
def test_no_keys_move_a_selection_out_of_the_text(
    transcript: Transcript, unit: Unit, keys: list[object]
) -> None:
    cursor = Cursor.at(transcript, 0, unit)
    for key in keys:
        if isinstance(key, Unit):
            cursor = cursor.with_unit(transcript, key)
        elif key in ("v", "o"):
            cursor = cursor.extend() if key == "v" else cursor.swap()
        else:
            cursor = getattr(cursor, str(key))(transcript)
        start, end = cursor.selection
        assert 0 <= start <= end <= len(transcript.text)
        words = transcript.text[start:end]
        assert words == words.strip()
        assert words or not any(turn.body < turn.end for turn in transcript.turns)
