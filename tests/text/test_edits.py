"""Places in a text stay on their words when other words change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.span import Span
from utsaga.text.edits import Edit, Edited


def test_words_keep_their_places_around_edits() -> None:
    edited = Edited("ett två\ntre fyra", [Edit(0, 4, ""), Edit(7, 8, " och "), Edit(11, 11, "!")])
    assert edited.text == "två och tre! fyra"
    assert edited.span(Span(4, 7)) == Span(0, 3)
    assert edited.text[slice(*edited.span(Span(4, 11)))] == "två och tre"
    assert edited.text[slice(*edited.span(Span(12, 16)))] == "fyra"
    assert edited.span(Span(0, 3)) == Span(0, 0)


@given(st.text("ab \n", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.text("xy", max_size=2))))
def test_what_no_edit_touches_is_found_again(text: str, wanted: list[tuple[int, str]]) -> None:
    cuts = sorted({min(at, len(text)) for at, _ in wanted})
    edits = [
        Edit(start, end, new)
        for (start, end), (_, new) in zip(zip(cuts[::2], cuts[1::2], strict=False), wanted, strict=False)
    ]
    edited = Edited(text, edits)
    for at in range(len(text)):
        if not any(edit.start <= at < edit.end for edit in edits):
            start, end = edited.span(Span(at, at + 1))
            assert edited.text[start:end] == text[at]
