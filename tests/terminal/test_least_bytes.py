"""What is sent turns the screen that stands into the screen that should stand, whatever the two are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from emulator import Cell, Emulator
from tries import tries
from utsaga.tui.terminal.cells import Row, agreed, cells_of
from utsaga.tui.terminal.encoder import encode
from utsaga.tui.terminal.pens import PLAIN, Pen, change, pen_of

WIDTH, HEIGHT = 34, 7

pens = st.sampled_from(
    [
        pen_of(sgr)
        for sgr in (
            "",
            "31",
            "1;31;44",
            "2;31;44",
            "44",
            "38;5;12;48;5;200",
            "38;2;1;2;3;48;2;4;5;6",
            "3;38;2;1;2;3;48;2;4;5;6",
            "7",
            "7;38;2;1;2;3",
            "4;9",
            "1;2;39;49",
            "53;97;107",
        )
    ]
)
words = st.sampled_from(
    [
        "ja",
        "nej",
        " ",
        "  ",
        "   ",
        " " * 15,
        "intervju",
        "åäö é",
        "e\u0301",
        "日本語",
        "한국",
        "語",
        "│",
        "-",
        "1",
    ]
)
pieces = st.lists(st.tuples(words, pens), max_size=8)
ends = st.sampled_from([PLAIN, pen_of("44"), pen_of("38;5;12;48;5;200")])


def row_of(content: list[tuple[str, Pen]], end: Pen) -> Row:
    row, x = Row.blank(WIDTH, end), 0
    for text, pen in content:
        cells = list(cells_of(text))
        row.put(x, cells, [pen] * len(cells), agreed=agreed("".join(cells)))
        x += len(cells)
    return row


rows = st.builds(row_of, pieces, ends)
screens = st.lists(rows, min_size=HEIGHT, max_size=HEIGHT)


stripes = st.tuples(
    st.integers(0, WIDTH - 1),
    st.integers(0, HEIGHT - 1),
    st.sampled_from(["A│││", "││", "┃┃┃┃┃┃┃", "B│"]),
    pens,
)


@st.composite
def later_screens(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """A screen and one that came from it: by scrolling, by other words here and there, or altogether."""
    before = draw(screens)
    up = draw(st.integers(-3, 3))
    top = draw(st.integers(0, 2))
    bottom = draw(st.integers(HEIGHT - 2, HEIGHT))
    after = list(before)
    for y in range(top, bottom):
        after[y] = before[y + up] if top <= y + up < bottom else draw(rows)
    after = [row.copy() for row in after]
    for y, x, (text, pen) in draw(
        st.lists(
            st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), st.tuples(words, pens)),
            max_size=6,
        )
    ):
        cells = list(cells_of(text))
        after[y].put(x, cells, [pen] * len(cells), agreed=agreed("".join(cells)))
    for x, y, stripe, pen in draw(st.lists(stripes, max_size=4)):
        for below, char in enumerate(stripe[: HEIGHT - y]):
            after[y + below].put(x, [char], [pen], agreed=True)
    return before, after


def drawn(row: Row) -> list[Cell]:
    """The row as an emulator shows it, painted in the plainest way."""
    emulator = Emulator(WIDTH, 1)
    emulator.feed("".join(change(None, pen) + text for text, pen in zip(row.chars, row.pens, strict=True)))
    return emulator.cells()[0]


@given(later_screens(), st.booleans())
@tries(60)
def test_the_screen_becomes_exactly_what_it_should_be(
    screens: tuple[list[Row], list[Row]], erases_with_background: bool
) -> None:
    """Every cell, its character and its colours, after a full frame and after a difference."""
    before, after = screens
    emulator = Emulator(WIDTH, HEIGHT)
    emulator.feed("\x1b[?7l\x1b[4;45mold rubbish\r\nmore")
    first, pen = encode(None, before, [], None, erases_with_background=erases_with_background)
    emulator.feed(first)
    assert emulator.cells() == [drawn(row) for row in before]
    then, _ = encode(before, after, range(HEIGHT), pen, erases_with_background=erases_with_background)
    emulator.feed(then)
    assert emulator.cells() == [drawn(row) for row in after]


@given(screens)
@tries(20)
def test_a_screen_that_stays_costs_nothing(screen: list[Row]) -> None:
    assert encode(screen, [row.copy() for row in screen], range(HEIGHT), None) == ("", None)


def test_a_stripe_beside_words_is_drawn_downwards() -> None:
    """A letter and six lines in a colour: once the colour, then five bytes a cell."""
    before = [Row.blank(WIDTH) for _ in range(HEIGHT)]
    after = [row.copy() for row in before]
    red = pen_of("31")
    for y, row in enumerate(after):
        row.put(2, ["│" if y else "A"], [red], agreed=True)
    text, _ = encode(before, after, range(HEIGHT), PLAIN)
    assert len(text.encode()) <= len("\x1b[1;3H\x1b[31mA") + 5 * (HEIGHT - 1)
