"""A word is what a reader would call one, without the punctuation around it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.text.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ja, precis.", ["Ja", "precis"]),
        ("e-post och HVB-hem", ["e-post", "och", "HVB-hem"]),
        ("barn- och ungdom", ["barn", "och", "ungdom"]),
        ("I wasn't, he’d", ["I", "wasn't", "he’d"]),
        ("t.ex. kl. 8.15 EU:s 3,5 %", ["t.ex", "kl", "8.15", "EU:s", "3,5"]),
        ("nej [skratt] (ohörbart) jo", ["nej", "[skratt]", "(ohörbart)", "jo"]),
        ("[namn på plats] (paus 3 sek) (..) [...]", ["[namn på plats]", "(paus 3 sek)", "(..)", "[...]"]),
        ("(jag menar det) så", ["jag", "menar", "det", "så"]),
        ("sen /.../ kom hon", ["sen", "/.../", "kom", "hon"]),
        ("”Va?!” – nja…", ["Va", "nja"]),
        ("a\u030angstro\u0308m", ["a\u030angstro\u0308m"]),
        ("می‌خواهم नमस्ते", ["می‌خواهم", "नमस्ते"]),
        ("bra 👍🏽 👩\u200d👧!", ["bra", "👍🏽", "👩\u200d👧"]),
        ("SPEAKER_01 _kursivt_", ["SPEAKER_01", "kursivt"]),
        ("...", ["..."]),
        (" – ", ["–"]),
        ("  ", []),
    ],
)
def test_words_are_what_a_reader_would_call_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text, 0, len(text))] == expected


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_words_are_in_order_inside_the_stretch_and_hold_every_letter(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = words(text, start, end)
    assert all(start <= a < b <= end and text[a:b] == text[a:b].strip() for a, b in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    inside = {place for a, b in found for place in range(a, b)}
    assert all(place in inside for place in range(start, end) if text[place].isalnum())
    assert bool(found) == bool(text[start:end].strip())
