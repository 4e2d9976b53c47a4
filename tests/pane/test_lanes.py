"""Codings get stripes in the margin that never run into each other, whatever was seen or done before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tries import tries
from utsaga.text.wrap import Rows
from utsaga.tui.widgets.transcript.lanes import BLOCK, LANES, Lanes
from utsaga.tui.widgets.transcript.marks import Mark, Marks
from utsaga.tui.widgets.transcript.spans import Spans

TEXT = "ett par ord till\n" * 2000
STARTS = st.integers(0, len(TEXT) - 1) | st.integers(64 * 17 - 40, 64 * 17 + 40)
LENGTHS = st.integers(1, 40) | st.integers(1, 400) | st.integers(1, len(TEXT))


@st.composite
def many_marks(draw: st.DrawFn) -> list[Mark]:
    places = draw(st.lists(st.tuples(STARTS, LENGTHS), max_size=60))
    return [
        Mark(f"{n:03}", start, min(start + length, len(TEXT)), "x", 1 + n % 8)
        for n, (start, length) in enumerate(places)
    ]


def lanes_by_row(lanes: Lanes, rows: range) -> dict[int, dict[str, int]]:
    return {row: {laned.place.mark.id: laned.lane for laned in lanes.on_row(row)} for row in rows}


def sampled(rows: Rows) -> range:
    return range(0, rows.count(), max(rows.known // 200, 1))


@tries(60)
@given(many_marks(), st.integers(8, 40))
def test_every_coding_has_one_lane_to_itself_on_all_its_rows(marks: list[Mark], width: int) -> None:
    rows = Rows(TEXT, width)
    lanes = Lanes(rows, Marks(marks))
    of_mark: dict[str, int] = {}
    for row in sampled(rows):
        start, end = rows.span(row)
        standing = {mark.id for mark in marks if mark.start < end and start < mark.end}
        here = lanes.on_row(row)
        assert {laned.place.mark.id for laned in here} == standing
        shown = [laned.lane for laned in here if laned.lane < LANES]
        assert len(set(shown)) == len(shown)
        for laned in here:
            assert of_mark.setdefault(laned.place.mark.id, laned.lane) == laned.lane
            assert laned.place.first == rows.row_at(laned.place.mark.start)


@tries(40)
@given(many_marks(), st.randoms(use_true_random=False))
def test_lanes_do_not_depend_on_order_or_on_where_the_reader_began(marks: list[Mark], chance: object) -> None:
    rows = Rows(TEXT, 20)
    wanted = list(sampled(rows))
    expected = lanes_by_row(Lanes(rows, Marks(marks)), wanted)
    shuffled, route = marks[:], wanted[:]
    chance.shuffle(shuffled)
    chance.shuffle(route)
    assert lanes_by_row(Lanes(Rows(TEXT, 20), Marks(shuffled)), route) == expected


@tries(40)
@given(many_marks(), many_marks())
def test_adding_and_taking_off_codings_leaves_the_lanes_that_a_new_start_would_give(
    marks: list[Mark], more: list[Mark]
) -> None:
    rows, held = Rows(TEXT, 20), Marks(marks)
    lanes = Lanes(rows, held)
    wanted = sampled(rows)
    lanes_by_row(lanes, wanted)
    for mark in more:
        before = held.add(mark)
        for changed in (before, mark):
            if changed:
                lanes.forget(changed)
        assert lanes_by_row(lanes, wanted[:3]) == lanes_by_row(Lanes(rows, held), wanted[:3])
    for mark in more[::2]:
        lanes.forget(held.remove(mark.id) or mark)
    assert lanes_by_row(lanes, wanted) == lanes_by_row(Lanes(rows, held), wanted)


def test_a_short_coding_far_away_moves_no_stripe_here() -> None:
    rows = Rows(TEXT, 20)
    marks = Marks(Mark(str(n), n * 40, n * 40 + 60, "x", 1) for n in range(400))
    here = range(BLOCK * 5, BLOCK * 6)
    before = lanes_by_row(Lanes(rows, marks), here)
    marks.add(Mark("far", 17 * BLOCK * 20 + 10, 17 * BLOCK * 20 + 30, "x", 1))
    assert lanes_by_row(Lanes(rows, marks), here) == before


@given(many_marks(), st.lists(st.integers(0, 59), max_size=30), STARTS, LENGTHS)
def test_codings_are_found_by_place(marks: list[Mark], gone: list[int], start: int, length: int) -> None:
    found = Marks([*marks, *marks])
    removed = {mark_id for number in gone if (mark_id := f"{number:03}") in found}
    for mark_id in removed:
        assert found.remove(mark_id) is not None
        assert found.remove(mark_id) is None
    left = [mark for mark in marks if mark.id not in removed]
    assert len(found) == len(left)
    end = start + length
    expected = sorted(mark.id for mark in left if mark.start < end and start < mark.end)
    assert sorted(mark.id for mark in found.overlapping(start, end)) == expected
    crossing = sorted(mark.id for mark in left if mark.start < start < mark.end)
    assert sorted(mark.id for mark in found.crossing(start)) == crossing


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 30))), st.integers(0, 120), st.integers(0, 40))
def test_passages_are_found_by_place(places: list[tuple[int, int]], start: int, length: int) -> None:
    spans = [(begin, begin + size) for begin, size in places]
    end = start + length
    full = [(first, last) for first, last in spans if first < last]
    expected = [span for span in full if span[0] < end and start < span[1]]
    assert sorted(Spans(spans).overlapping(start, end)) == sorted(expected)
    assert Spans(spans).beginning(start, end) == any(start <= first < end for first, _ in full)
