"""The text is laid out in rows without losing, splitting or shifting a character."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import iter_graphemes

from utsaga.text import cells
from utsaga.text.cells import ClusterColumns, Columns, cluster_width, columns_of, is_plain
from utsaga.text.safe import shown
from utsaga.text.wrap import Rows

PIECES = st.sampled_from(
    ["ja", " ", "  ", "\n", "väldigt", "[skratt]", "–", "日本語", "👩‍👩‍👧", "🇸🇪", "👍🏽", "❤️", "e\u0301",
     "नि", "שלום", "مرحبا", "\t", "\x1b[31m", "\u202e", "\u0301", "가", "a" * 30, "🇸", "\u200d", "ᄀ" * 9]
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=["Cn"]), max_size=200).map(shown)  # Cn: not in Unicode yet
TEXTS = st.lists(PIECES, max_size=60).map("".join).map(shown) | ANY
WIDTHS = st.integers(2, 40)


def laid_out(text: str, width: int) -> Rows:
    rows = Rows(text, width)
    rows.count()
    return rows


@given(TEXTS, WIDTHS)
@example("abc def\n", 3)
@example("abc  def", 3)
@example("\n\n", 5)
@example("日本語日本語", 3)
def test_rows_hold_the_whole_text_in_order(text: str, width: int) -> None:
    rows = laid_out(text, width)
    spans = [rows.span(row) for row in range(rows.known)]
    assert "".join(text[start:end] for start, end in spans) == text
    assert spans[0].start == 0
    assert all(end > start for start, end in spans) or text == ""
    assert all("\n" not in text[start : end - 1] for start, end in spans if end)


@given(TEXTS, WIDTHS)
def test_no_row_is_wider_than_the_pane(text: str, width: int) -> None:
    rows = laid_out(text, width)
    for row in range(rows.known):
        start, end = rows.drawn(row)
        assert cell_len(text[start:end]) <= width


@given(TEXTS, WIDTHS)
def test_a_line_of_the_file_that_fits_is_one_row(text: str, width: int) -> None:
    rows = laid_out(text, width)
    at = 0
    for line in text.splitlines(keepends=True):
        if line.endswith("\n") and columns_of(line[:-1]).width <= width:
            assert rows.span(rows.row_at(at)) == (at, at + len(line))
        at += len(line)


@given(TEXTS, st.integers(4, 40))
@example("väldigt \u0301", 7)
def test_what_a_reader_takes_for_one_character_stays_on_one_row(text: str, width: int) -> None:
    rows = laid_out(text, width)
    starts = {rows.span(row).start for row in range(rows.known)}
    at = 0
    for cluster in iter_graphemes(text):
        if len(cluster) < 16 and cluster_width(cluster) <= width:
            assert not starts.intersection(range(at + 1, at + len(cluster)))
        at += len(cluster)


@given(TEXTS, WIDTHS, st.data())
def test_every_character_is_found_on_its_row_and_in_its_column(
    text: str, width: int, data: st.DataObject
) -> None:
    rows = laid_out(text, width)
    offset = data.draw(st.integers(0, len(text)))
    row = rows.row_at(offset)
    start, end = rows.span(row)
    assert start <= offset <= end
    assert offset < end or offset == len(text)
    columns = rows.columns(row)
    column = columns.column(offset - start)
    back = columns.index(column)
    assert columns.column(back) == column
    first, last = columns.snap(offset - start, min(offset - start + 1, end - start))
    assert first <= offset - start <= last
    assert columns.column(first) <= column <= columns.column(last)


@given(TEXTS, WIDTHS, st.lists(st.integers(0, 300), max_size=8))
def test_rows_are_the_same_however_far_they_are_asked_for(text: str, width: int, asked: list[int]) -> None:
    whole, piecemeal = laid_out(text, width), Rows(text, width)
    for number in asked:
        if number % 2:
            piecemeal.extend(number)
            assert piecemeal.laid_out > number or piecemeal.complete
        else:
            piecemeal.extend_to_row(number // 8)
            assert piecemeal.known > number // 8 or piecemeal.complete
        assert piecemeal.likely >= piecemeal.known
    piecemeal.count()
    assert [piecemeal.span(row) for row in range(piecemeal.known)] == [
        whole.span(row) for row in range(whole.known)
    ]


@given(TEXTS, WIDTHS, WIDTHS)
def test_what_is_known_of_a_text_at_one_width_holds_at_another(text: str, width: int, other: int) -> None:
    first = laid_out(text, width)
    again = Rows(text, other, first.unplain)
    again.count()
    fresh = laid_out(text, other)
    assert [again.span(row) for row in range(again.known)] == [fresh.span(row) for row in range(fresh.known)]


@given(ANY.map(lambda text: text.replace("\n", "")))
def test_a_row_is_as_wide_as_the_screen_will_take_it_to_be(text: str) -> None:
    assert sum(map(cluster_width, iter_graphemes(text))) == columns_of(text).width
    for cluster in iter_graphemes(text):
        assert cluster_width(cluster) == cell_len(cluster)


@pytest.mark.parametrize("cluster", ["👩‍👩‍👧", "🇸🇪", "👍🏽", "❤️", "1️⃣", "日", "가", "🏳️‍🌈"])
def test_a_wide_character_takes_two_cells(cluster: str) -> None:
    assert cluster_width(cluster) == 2 == cell_len(cluster)


@given(st.text(st.characters(max_codepoint=0x25FF, exclude_categories=["Cs", "Cn"])).map(shown))
def test_plain_text_needs_no_measuring(text: str) -> None:
    slow, line = ClusterColumns(text), text.replace("\n", "")
    if is_plain(text):
        assert len(list(iter_graphemes(text))) == len(text)
        assert cell_len(line) == len(line)
        assert "\n" in text or slow.width == Columns(len(text)).width


def test_a_text_that_turns_strange_late_is_searched_in_blocks() -> None:
    text = "ja " * cells._BLOCK + "日" + "nej " * 10
    unplain = cells.Unplain(text)
    assert unplain.at_or_after(0, 10) == cells._BLOCK
    assert unplain.at_or_after(0, len(text)) == text.index("日")
    assert unplain.at_or_after(7, len(text)) == text.index("日")
    assert unplain.at_or_after(text.index("日") + 1, len(text)) == len(text)


def test_a_line_without_end_shows_its_first_rows_at_once() -> None:
    rows = Rows("日本 " * 3_000_000, 80)
    rows.extend_to_row(50)
    assert 50 < rows.known < 5_000
    assert not rows.complete
    assert rows.likely > 50_000


def test_an_empty_text_has_one_empty_row() -> None:
    rows = laid_out("", 20)
    assert (rows.known, rows.span(0), rows.row_at(0), rows.complete) == (1, (0, 0), 0, True)
