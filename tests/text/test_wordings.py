"""Old and new words of a passage are compared word by word, and long ones shortened around what differs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.span import Span
from utsaga.text.wording import differing, excerpt

words = st.lists(st.sampled_from(["det", "man", "tid.", "[skratt]", "å", "🙂", "\n"]), max_size=40).map(
    " ".join
)


def test_words_that_differ_are_marked_in_both_wordings() -> None:
    old, new = "Det är inget man får gratis.", "Det är ingenting man får, gratis."
    gone, come = differing(old, new)
    assert [old[slice(*span)] for span in gone] == ["inget", "får"]
    assert [new[slice(*span)] for span in come] == ["ingenting", "får,"]


def test_line_breaks_and_blanks_are_no_difference() -> None:
    assert differing("Det är\nså  här.", "Det är så här.") == ([], [])


def test_neighbouring_words_are_one_stretch() -> None:
    assert differing("a b c d", "a x y d")[0] == [Span(2, 5)]


@given(old=words, new=words)
def test_what_is_not_marked_is_the_same_in_both(old: str, new: str) -> None:
    def rest(text: str, spans: list[Span]) -> list[str]:
        for span in reversed(spans):
            text = text[: span.start] + " " + text[span.end :]
        return text.split()

    gone, come = differing(old, new)
    assert rest(old, gone) == rest(new, come)


def test_what_lies_far_from_a_difference_is_left_out() -> None:
    text = "början " + "mellan " * 50 + "ANNAT " + "sedan " * 50 + "slutet"
    span = Span(text.index("ANNAT"), text.index("ANNAT") + 5)
    short, (moved,) = excerpt(text, [span], 12)
    assert short == "början … mellan ANNAT sedan sedan … sedan slutet"
    assert short[slice(*moved)] == "ANNAT"


@given(text=words, around=st.integers(0, 60), start=st.integers(0, 100), size=st.integers(0, 30))
def test_marked_words_are_always_shown_whole(text: str, around: int, start: int, size: int) -> None:
    span = Span(min(start, len(text)), min(start + size, len(text)))
    short, moved = excerpt(text, [span], around)
    assert [short[slice(*one)] for one in moved] == [text[slice(*span)]] or span.start == span.end
