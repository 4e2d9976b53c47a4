"""Finding passages by place: the same answers as looking at every one of them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from utsaga.model.span import Span
from utsaga.study.passages import Passages


@dataclass(frozen=True)
class Passage:
    id: str
    span: Span


SPANS = st.tuples(st.integers(-5, 60_000), st.integers(0, 50) | st.integers(0, 60_000)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)
PASSAGES = st.lists(st.tuples(st.integers(0, 30), SPANS), max_size=30).map(
    lambda pairs: [Passage(str(number), span) for number, span in pairs]
)


def by_place(passage: Passage) -> tuple[int, int, str]:
    return (*passage.span, passage.id)


@given(PASSAGES, PASSAGES, st.lists(st.integers(0, 30).map(str)), SPANS, st.booleans())
@example(first=[], added=[Passage("0", Span(-1, -1))], discarded=[], wanted=Span(-1, -1), early=False)
def test_what_lies_at_a_place_is_found_after_any_changes(
    first: list[Passage], added: list[Passage], discarded: list[str], wanted: Span, early: bool
) -> None:
    held = Passages(first)
    if early:
        held.overlapping(wanted)
    there = {passage.id: passage for passage in first}
    for passage in added:
        held.add(passage)
        there[passage.id] = passage
    for passage_id in discarded:
        held.discard(passage_id)
        there.pop(passage_id, None)
    every = sorted(there.values(), key=by_place)
    assert list(held) == every
    assert len(held) == len(every)
    asked = wanted if wanted.end > wanted.start else Span(wanted.start, wanted.start + 1)
    assert held.overlapping(wanted) == [p for p in every if p.span.overlaps(asked)]
    assert held.after(wanted.start) == next((p for p in every if p.span.start > wanted.start), None)
    assert held.before(wanted.start) == next(
        (p for p in reversed(every) if p.span.start < wanted.start), None
    )


def test_a_passage_that_a_damaged_file_puts_far_outside_does_no_harm() -> None:
    far = Passage("far", Span(0, 10**30))
    held = Passages([far, Passage("near", Span(3, 5))])
    assert [p.id for p in held.overlapping(Span(4, 5))] == ["far", "near"]
    assert [p.id for p in held.overlapping(Span(0, 10**30))] == ["far", "near"]
