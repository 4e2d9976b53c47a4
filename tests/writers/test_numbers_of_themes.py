"""The number of the first theme is one rule for the screen and the command line."""

from __future__ import annotations

import pytest

from utsaga.model.errors import Refused
from utsaga.writers.numbering import first_number


def test_a_number_is_a_number_or_nothing() -> None:
    typed = ("", " 5 ", "5.1.", "12.3.4")
    assert [first_number(one) for one in typed] == ["", "5", "5.1", "12.3.4"]


@pytest.mark.parametrize(
    "wrong", ["five", "5..1", "-1", "5a", "05.1", "5.01", "٥.١", "5..", "1" * 5_000, "1." * 50 + "1"]
)
def test_other_words_and_endless_digits_are_refused(wrong: str) -> None:
    with pytest.raises(Refused, match=r"looks like 5 or 5\.1"):
        first_number(wrong)
