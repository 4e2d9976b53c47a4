"""A text that is cut to some cells always shows that it was cut, whatever characters it holds."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tries import tries
from utsaga.text.cells import columns_of, shortened, shortened_inside
from utsaga.text.safe import shown_line

LETTERS = st.text(st.sampled_from("ab /é\u0301\u0300\u200b\u200d\x07日👩🇸"), max_size=30)


@tries(200)
@given(text=LETTERS, cells=st.integers(0, 12))
@example(text="e\u0301\u0300\u0301" * 9, cells=6)
@example(text="\u200b" * 20 + "Anna Svensson", cells=6)
def test_what_is_cut_ends_in_an_ellipsis_and_fits(text: str, cells: int) -> None:
    line = shown_line(text)
    for cut in (shortened(line, cells), shortened_inside(line, cells)):
        assert columns_of(cut).width <= cells
        assert cut == line or "…" in cut or not cells
