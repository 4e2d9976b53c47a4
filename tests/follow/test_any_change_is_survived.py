"""Whatever is done to a text, codings outside the change stay, and nothing breaks, hangs or is left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passages import everywhere, example

from tries import tries
from utsaga.model.span import Span
from utsaga.text.anchors import anchor
from utsaga.text.follow import Placed, Result, Verdict, follow

WORDS = "ja nej mm jag det är inte så [skratt] Göteborg förrådet nyckeln I: IP:".split()  # noqa: SIM905
SPACES = (" ", ", ", ". ", "\n", "\n\n", " – ", '" "', "... ")
anything = st.text(max_size=120)
talk = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), max_size=60).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
texts = st.one_of(talk, anything)


@st.composite
def coded_texts(draw: st.DrawFn, of: st.SearchStrategy[str] = texts) -> tuple[str, list[Placed]]:
    text = draw(of)
    edges = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edges, edges).map(sorted), max_size=6))
    return text, [Placed(str(key), *anchor(text, Span(*span))) for key, span in enumerate(spans)]


def assert_sound(result: Result, placed: list[Placed], new: str) -> None:
    assert list(result.followed) == [coding.key for coding in placed]
    assert 0 <= result.aligned <= 1
    for found in result.followed.values():
        assert (found.span is None) == (found.verdict is Verdict.ORPHAN or result.another_text)
        assert not (result.another_text and found.verdict is Verdict.KEPT)
        assert 0 <= found.sureness <= 1
        assert 0 <= found.similarity <= 1
        for span in [candidate.span for candidate in found.candidates] + [found.span or Span(0, 0)]:
            assert 0 <= span.start <= span.end <= len(new)


@given(coded_texts(), texts)
def test_no_pair_of_texts_breaks_anything_and_every_place_is_inside_the_text(
    coded: tuple[str, list[Placed]], new: str
) -> None:
    old, placed = coded
    assert_sound(follow(old, new, placed), placed, new)
    assert_sound(follow(None, new, placed), placed, new)
    assert_sound(follow(new, old, placed), placed, old)
    assert_sound(follow(old, new, placed, same_interview=True), placed, new)


@given(coded_texts())
def test_the_same_text_keeps_everything_to_the_character(coded: tuple[str, list[Placed]]) -> None:
    text, placed = coded
    for coding, found in zip(placed, follow(text, text, placed).followed.values(), strict=True):
        assert found.verdict is Verdict.KEPT
        assert found.span == (coding.start, coding.end)
        assert not found.differs


@given(coded_texts(talk), coded_texts(talk))
def test_the_same_change_always_has_the_same_outcome(
    coded: tuple[str, list[Placed]], other: tuple[str, list[Placed]]
) -> None:
    assert follow(coded[0], other[0], coded[1]) == follow(coded[0], other[0], coded[1])


INTERVIEW = example("intervju-1.txt")[:6000]
PLACED = everywhere(INTERVIEW, step=61)
GAPS = [match.start() for match in re.finditer(r"\n\n", INTERVIEW)]


@tries(40)
@given(st.sampled_from(GAPS), talk)
def test_what_is_put_in_between_turns_moves_no_coding_off_its_words(gap: int, put: str) -> None:
    new = f"{INTERVIEW[:gap]}\n\nI: {put}{INTERVIEW[gap:]}"
    shift = len(new) - len(INTERVIEW)
    for coding, found in zip(PLACED, follow(INTERVIEW, new, PLACED).followed.values(), strict=True):
        if coding.end <= gap or coding.start >= gap + 2:
            moved = 0 if coding.end <= gap else shift
            assert found.verdict is Verdict.KEPT
            assert found.span == (coding.start + moved, coding.end + moved)


@tries(40)
@given(st.integers(0, len(GAPS) - 4), st.integers(1, 3))
def test_turns_taken_out_leave_all_codings_of_the_others_or_ask(first: int, count: int) -> None:
    start, end = GAPS[first], GAPS[first + count]
    new = INTERVIEW[:start] + INTERVIEW[end:]
    for coding, found in zip(PLACED, follow(INTERVIEW, new, PLACED).followed.values(), strict=True):
        if coding.end <= start or coding.start >= end + 2:
            moved = 0 if coding.end <= start else start - end
            assert found.span == (coding.start + moved, coding.end + moved)
        elif start < coding.start and coding.end < end:
            assert found.verdict is not Verdict.KEPT


LARGE = 60_000
MONOTONOUS = "ja " * LARGE
DIFFERENT = " ".join(f"ord{number}" for number in range(LARGE))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (MONOTONOUS, "nej " + MONOTONOUS + "nej"),
        (f"nej {MONOTONOUS}", f"{MONOTONOUS[: LARGE // 2]}mm {MONOTONOUS} mm"),
        ("ja nej " * LARGE, "mm nej ja " * LARGE),
        (DIFFERENT, DIFFERENT[::-1]),
        (DIFFERENT, " ".join(reversed(DIFFERENT.split()))),
        (MONOTONOUS, DIFFERENT),
        ("x" * 10 * LARGE, "x" * 10 * LARGE + "y"),
        ("[" * LARGE, "]" * LARGE),
        (DIFFERENT, DIFFERENT.replace(" ", "")),
    ],
    ids=[
        "one word again and again",
        "one word, other beginnings",
        "two words",
        "backwards",
        "all words in the other order",
        "nothing in common",
        "one endless word",
        "signs alone",
        "no blanks left",
    ],
)
def test_monstrous_texts_are_answered_like_others(old: str, new: str) -> None:
    placed = everywhere(old, step=max(1, len(old) // 40))
    assert_sound(follow(old, new, placed), placed, new)
    assert_sound(follow(old, new, placed, same_interview=True), placed, new)
    assert_sound(follow(None, new, placed[:10]), placed[:10], new)


@pytest.mark.parametrize(
    "words",
    [
        "名前は何ですか。私は学生です。",
        "สวัสดีครับ ผมชื่อสมชาย",
        "नमस्ते आप कैसे हैं",
        "מה שלומך היום",
        "👩\u200d👧 👍🏽 ja",
    ],
)
def test_every_script_is_followed(words: str) -> None:
    old = f"A: Ja.\n\nB: {words}\n\nA: Nej.\n"
    new = f"Datum: 3 maj\n\nA: Jaha.\n\nB: {words}\n\nA: Nej tack.\n"
    at = old.index(words)
    found = follow(old, new, [Placed("k", *anchor(old, Span(at, at + len(words))))]).followed["k"]
    assert found.verdict is Verdict.KEPT
    assert found.span
    assert new[slice(*found.span)] == words
