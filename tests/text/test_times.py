"""A time keeps its turn company in whatever way it is spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.source import Speaker
from utsaga.text.times import clock, seconds
from utsaga.text.turns import Turn, Turns

SPELLED = {
    "0:22": 22,
    "1:02:03": 3723,
    "01:02:03": 3723,
    "00:00:01.717": 1.717,
    "00:00:01,717": 1.717,
    "0:00:12.20": 12.02,
    "-0:05": -5,
    "0:1:2": 62,
    "00:00:01:05": 1.2,
    "00:00:01;05": 1.2,
    "135.0s-140.1s": 135,
    "[0.00s - 6.74s]": 0,
    "[00:00:05.000 --> 00:00:03.000]": 5,
    "(7s)": 7,
    "12": None,
    "": None,
    "999999:00:00": None,
}


@pytest.mark.parametrize("spelled", SPELLED)
def test_every_spelling_is_understood(spelled: str) -> None:
    assert seconds(spelled) == SPELLED[spelled]


@given(st.integers(-3_599_999_999, 3_599_999_999))
def test_a_time_comes_back_as_it_was_written(milliseconds: int) -> None:
    assert seconds(f"[{clock(milliseconds / 1000)}]") == milliseconds / 1000


def turns_of(text: str, *labels: str) -> list[Turn]:
    return list(Turns(text, [Speaker(label) for label in labels]))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("A: ja\nB: nej", [None, None]),
        ("[0:00:05] A: ja\n(0:07) **B:** nej", [5, 7]),
        ("A  0:22\nja\n\nB 1:02:03\nnej", [22, 3723]),
        ("00:00:01 A\nja\n\n00:00:09 B\nnej", [1, 9]),
        ("A: [00:00:12] ja\nB: 00:00:14 nej", [12, 14]),
        ("A [135.0s-140.1s]: ja\nB [140.1s-142s]: nej", [135, 140.1]),
        ("[0.5s - 6.74s] A:\nja\n\n[-0:01] B:\nnej", [0.5, -1]),
        ("[0:1:2] A: ja\n[00:00:01:05] B: nej", [62, 1.2]),
        ("12 A: ja\n13 B: 7:30 kom hon", [None, None]),
        ("A: ja [0:09] mer\nB: nej 0:10", [None, None]),
    ],
)
def test_a_turn_knows_the_time_that_it_opens_with(text: str, times: list[float | None]) -> None:
    turns = turns_of(text, "A", "B")
    assert [turn.label for turn in turns] == ["A", "B"]
    assert [turn.time for turn in turns] == times


def test_a_time_out_of_order_or_backwards_is_kept_as_it_stands() -> None:
    text = "[0:09 - 0:05] A: ja\n[0:02] B: nej\n[0:01] A: jo"
    assert [turn.time for turn in turns_of(text, "A", "B")] == [9, 2, 1]


def test_a_paragraph_knows_its_time_and_its_words_stand_without_it() -> None:
    text = "[0:00:05] Det ena.\n\n7:30 kom hon.\n\n00:00:09 Det andra."
    turns = turns_of(text)
    assert [(turn.time, text[turn.body : turn.end]) for turn in turns] == [
        (5, "Det ena."),
        (None, "7:30 kom hon."),
        (9, "Det andra."),
    ]


def test_a_turn_of_nobody_known_is_not_handed_to_the_speaker_before() -> None:
    text = "A: ja\n?: mm\n[0:03] ?: hm\nB: nej\nvad\n? - sa hon\n[?] något"
    assert [(turn.label, text[turn.body : turn.end], turn.time) for turn in turns_of(text, "A", "B")] == [
        ("A", "ja", None),
        (None, "mm", None),
        (None, "hm", 3),
        ("B", "nej\nvad\n? - sa hon\n[?] något", None),
    ]
