"""What looks the same is read the same, however a program has saved it, and leads back to where it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.text.as_read import read, read_with_origins

LOOKS = st.text(
    st.one_of(
        st.sampled_from("aAåöéßıİ\u0301\u030a\u0327\u00ad\u200b\u2060\ufb01ﬀ’'`´-‐\n \u00a0…½ʰKÅ한가\u1161"),
        st.characters(),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("A\u030asa O\u0308berg", "Åsa Öberg"),
        ("O’Neil, O´Neil, O`Neil", "O'Neil, O'Neil, O'Neil"),
        ("Go\u0308te\u00adborg, Göte\u200bborg", "Göteborg, Göteborg"),
        ("\ufeffAnna‐Lena\u00a0Ek…", "Anna-Lena Ek…"),
        ("Göte\u00ad\nborg", "Göte-\nborg"),
        ("björk, Björk", "björk, Björk"),
        ("Ｓｏﬁa", "Sofia"),
    ],
)
def test_case_and_diacritics_stay_and_ways_of_writing_go(written: str, seen: str) -> None:
    assert read(written) == seen


@given(LOOKS)
def test_reading_with_origins_reads_the_same_and_reading_twice_changes_nothing(text: str) -> None:
    assert read_with_origins(text).text == read(text) == read(read(text))


@given(LOOKS)
def test_composed_and_decomposed_are_read_the_same(text: str) -> None:
    assert read(unicodedata.normalize("NFC", text)) == read(unicodedata.normalize("NFD", text))


@given(LOOKS, st.data())
def test_a_stretch_that_was_read_leads_back_to_what_it_came_from(text: str, data: st.DataObject) -> None:
    seen = read_with_origins(text)
    start = data.draw(st.integers(0, len(seen.text)))
    end = data.draw(st.integers(start, len(seen.text)))
    span = seen.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    if span.end < len(text) and start < end:
        assert seen.text[start:end] in read(text[span.start : span.end + 1]) + read(
            text[span.start : span.end]
        )
