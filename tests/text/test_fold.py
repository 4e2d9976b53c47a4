"""What is typed plainly finds what is written fully, and a hit lies on the right words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.text.fold import fold, fold_with_origins


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Åsa Öberg är här", "asa oberg ar har"),
        ("A\u030asa", "asa"),  # the ring as a character of its own, as some programs save it
        ("SOCIALTJÄNST", "socialtjanst"),
        ("so\u00adcial\u200btjänst", "socialtjanst"),
        ("ﬁnans", "finans"),
        ("Kjærgaard, Łódź, Straße", "kjaergaard, lodz, strasse"),
        ("”don’t”", '"don\'t"'),
        ("han ... vänta…", "han ... vanta…"),
        ("[skratt] \x1b[31m", "[skratt] \x1b[31m"),
        ("日本語 한국어", "日本語 한국어"),
    ],
)
def test_case_and_diacritics_are_folded(written: str, plain: str) -> None:
    assert fold(written) == plain


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.data())
def test_a_folded_stretch_leads_back_to_what_it_came_from(text: str, data: st.DataObject) -> None:
    folded = fold_with_origins(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert folded.text[start:end] in fold(text[span.start : span.end])
