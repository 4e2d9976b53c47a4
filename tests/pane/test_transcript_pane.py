"""The transcript pane: what the researcher sees while she reads and codes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pane_app import PaneApp, settle

from tries import tries
from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.text.cursor import Cursor
from utsaga.text.safe import HIDDEN, shown
from utsaga.text.transcript import Unit
from utsaga.tui.widgets.transcript import Mark
from utsaga.tui.widgets.transcript.strips import MARGIN, STRIPES
from utsaga.tui.widgets.transcript.view import View

INTERVIEW = """Intervju 1

Kim: Hur var det att komma dit?

Gunilla: Det var ovant [skratt]. Man visste inte riktigt vart man skulle gå, och
ingen sa något. Men sedan blev det bättre, för de andra var så snälla.

Kim: Mm.

Gunilla: Ja. Och så har det fortsatt."""
SPEAKERS = (Speaker("Kim", interviewer=True), Speaker("Gunilla"))
LONG = "\n\n".join(f"Gunilla: Detta är tur {n} av många, med ord nog för mer än en rad." for n in range(200))
HOSTILE = (
    "[skratt] [/] [b]fet[/b] [@click=app.quit]klick[/] \x1b[31mröd\x1b[0m \x1b]52;c;ZXZpbA==\x07 \x9b2J "
    "\u202eomvänt\u202c \x1b]0;titel\x1b\\ \x00 \ud800 slut"
)


def mark(name: str, start: int, end: int, style: int = 1) -> Mark:
    return Mark(name, start, end, name[0].upper(), style)


def passage(words: str) -> tuple[int, int]:
    start = INTERVIEW.index(words)
    return start, start + len(words)


async def test_a_transcript_stands_beside_its_margin_as_it_is_in_the_file() -> None:
    marks = [
        mark("tillit", *passage("Det var ovant [skratt].")),
        mark("andra", *passage("de andra var så snälla")),
    ]
    app = PaneApp(INTERVIEW, marks, speakers=SPEAKERS, at=20, title="Gunilla [1]")
    async with app.run_test(size=(60, 18)):
        assert app.text == (
            " Gunilla [1]                                turn 2/5  at 8%\n"
            "        Intervju 1\n"
            "\n"
            "        Kim: Hur var det att komma dit?\n"
            "\n"
            "     T  Gunilla: Det var ovant [skratt]. Man visste inte\n"
            "        riktigt vart man skulle gå, och\n"
            "     A  ingen sa något. Men sedan blev det bättre, för de\n"
            "     │  andra var så snälla.\n"
            "\n"
            "        Kim: Mm.\n"
            "\n"
            "        Gunilla: Ja. Och så har det fortsatt."
        )


async def test_five_codings_on_the_same_words_can_be_told_apart_and_a_sixth_shows() -> None:
    text = "\n".join(f"rad {n}" for n in range(40))
    marks = [mark(name, n, 200 - n, n + 1) for n, name in enumerate("abcdef")]
    app = PaneApp(text, marks)
    async with app.run_test(size=(30, 8)):
        assert app.rows[0].startswith("+EDCBA  rad 0")
        assert app.rows[1].startswith(f"+{STRIPES[::-1]}  rad 1")
        assert len(set(STRIPES)) == 5
        app.pane.scroll_rows(15)
        await settle(app)
        assert app.rows[0].startswith("+EDCBA"), "what began above shows its glyphs at the top of the view"
        assert app.rows[1].startswith(f"+{STRIPES[::-1]}")


@pytest.mark.parametrize("text", [HOSTILE, f"Kim: {HOSTILE}"])
async def test_nothing_in_a_text_commands_the_screen(text: str) -> None:
    app = PaneApp(text, [mark("a", 0, 30)], speakers=SPEAKERS, at=3, title=HOSTILE)
    async with app.run_test(size=(100, 8)):
        seen = "".join(row[MARGIN:] for row in app.rows[1:])
        for literal in ("[skratt]", "[/]", "[b]fet[/b]", "[@click=app.quit]klick[/]"):
            assert literal in seen
        assert f"{HIDDEN}omvänt{HIDDEN}" in seen
        assert shown(text).replace(" ", "") == seen.replace(" ", "").replace("▐", "")
        for strip in app.strips:
            for segment in strip:
                assert segment.text.isprintable()
                assert not (segment.style and (segment.style.meta or segment.style.link))


async def test_a_word_on_repaints_the_rows_of_the_two_words_alone() -> None:
    app = PaneApp(LONG, speakers=SPEAKERS, at=10)
    async with app.run_test(size=(60, 20)):
        await settle(app)
        for _ in range(30):
            app.pane.painted.clear()
            before = app.pane.cursor
            app.pane.cursor = before.forward(app.transcript)
            await settle(app)
            rows = app.pane._view.rows
            asked = {rows.row_at(before.span.start), rows.row_at(app.pane.cursor.span.start)}
            assert app.pane.painted <= set(range(min(asked), max(asked) + 1))
            assert len(app.pane.painted) <= 3


async def test_applying_and_taking_off_a_code_repaints_the_rows_of_the_passage_alone() -> None:
    app = PaneApp(INTERVIEW, speakers=SPEAKERS)
    async with app.run_test(size=(60, 18)):
        await settle(app)
        bare = app.rows
        app.pane.painted.clear()
        app.pane.add_marks([mark("snäll", *passage("de andra var så snälla"))])
        await settle(app)
        assert app.pane.painted == {6, 7}
        assert app.rows[6].startswith("     S") or "S" in app.rows[6][:MARGIN]
        app.pane.painted.clear()
        app.pane.remove_marks(["snäll", "okänd"])
        await settle(app)
        assert app.pane.painted == {6, 7}
        assert app.rows == bare


async def test_going_to_the_next_hit_repaints_two_hits() -> None:
    app = PaneApp(INTERVIEW, speakers=SPEAKERS)
    async with app.run_test(size=(60, 18)):
        hits = [Span(*passage("Hur var")), Span(*passage("ovant")), Span(*passage("fortsatt"))]
        app.pane.set_hits(hits, hits[0])
        await settle(app)
        assert app.styled("ovant") != app.styled("riktigt")
        assert app.styled("Hur var") != app.styled("ovant")
        app.pane.painted.clear()
        app.pane.current_hit = hits[1]
        await settle(app)
        assert app.pane.painted == {2, 4}
        assert app.pane.current_hit == hits[1]
        app.pane.set_hits([])
        await settle(app)
        assert app.pane.current_hit is None


async def test_signs_stand_beside_passages_with_memos_and_changed_words() -> None:
    app = PaneApp(INTERVIEW, speakers=SPEAKERS)
    async with app.run_test(size=(60, 18)):
        app.pane.set_notes([passage("Mm.")])
        app.pane.set_changed([passage("Och så har det fortsatt.")])
        app.pane.set_dimmed([passage("Mm.")])
        await settle(app)
        assert app.rows[9] == "      ¶ Kim: Mm."
        assert app.rows[11] == "       ~Gunilla: Ja. Och så har det fortsatt."
        assert app.styled("Mm.").dim or app.styled("Mm.") != app.styled("riktigt")


async def test_speakers_are_told_apart_and_the_selection_is_reversed() -> None:
    app = PaneApp(INTERVIEW, speakers=SPEAKERS, at=INTERVIEW.index("riktigt"))
    async with app.run_test(size=(60, 18)):
        assert app.styled("Gunilla:").bold
        assert app.styled("Gunilla:").color != app.styled("Kim:").color
        assert app.styled("riktigt").reverse
        assert not app.styled("vart man").reverse


async def test_the_selection_is_reversed_without_colours_whatever_the_theme_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Themed(PaneApp):
        CSS = "TranscriptPane > .transcript--selection { text-style: none; background: red; }"

    app = Themed(INTERVIEW, at=30)
    async with app.run_test(size=(60, 18)):
        assert not app.styled("komma").reverse
    monkeypatch.setenv("NO_COLOR", "1")
    app = Themed(INTERVIEW, at=INTERVIEW.index("komma"))
    async with app.run_test(size=(60, 18)):
        assert app.styled("komma").reverse


async def test_a_theme_can_be_changed_while_a_transcript_is_open() -> None:
    app = PaneApp(INTERVIEW, speakers=SPEAKERS)
    async with app.run_test(size=(60, 18)):
        dark = app.styled("riktigt")
        app.theme = "textual-light"
        await settle(app)
        assert app.styled("riktigt") != dark


async def test_a_theme_may_put_a_frame_around_the_text() -> None:
    class Framed(PaneApp):
        CSS = "TranscriptPane { border: solid white; padding: 0 1; }"

    app = Framed(INTERVIEW, speakers=SPEAKERS, at=0, title="Gunilla")
    async with app.run_test(size=(60, 18)):
        await settle(app)
        assert app.rows[0].startswith("┌──")
        assert app.rows[2].startswith("│         Intervju 1")
        app.pane.cursor = app.pane.cursor.last(app.transcript)
        await settle(app)
        assert app.styled("fortsatt").reverse
        assert not app.styled("Intervju").reverse


async def test_rows_are_no_longer_than_is_good_to_read() -> None:
    app = PaneApp(LONG)
    async with app.run_test(size=(160, 18)):
        assert max(len(row) for row in app.rows) > 90
        assert all(row[MARGIN + 90 : -1].strip() == "" for row in app.rows)
        app.pane.measure = 40
        await settle(app)
        assert all(row[MARGIN + 40 : -1].strip() == "" for row in app.rows)


WIDE = "日本語 och 👩‍👩‍👧 med 🇸🇪 samt 👍🏽 och e\u0301t, שלום مرحبا नि ❤️ \t| " * 30


async def test_wide_characters_shift_neither_the_margin_nor_the_edge() -> None:
    app = PaneApp(WIDE, [mark("a", 10, 400)], at=14)
    async with app.run_test(size=(50, 12)):
        for _ in range(60):
            assert {strip.cell_length for strip in app.strips} == {50}
            assert all(strip.crop(0, MARGIN).text[0] == " " for strip in app.strips)
            assert all(strip.crop(0, MARGIN).text[-1] == " " for strip in app.strips)
            reversed_text = "".join(
                segment.text
                for strip in app.strips
                for segment in strip
                if segment.style and segment.style.reverse
            )
            word = app.transcript.shown[slice(*app.pane.cursor.span)]
            assert word in reversed_text
            app.pane.cursor = app.pane.cursor.forward(app.transcript)
            await settle(app)


async def test_a_line_without_end_opens_at_once_and_can_be_read_to_its_end() -> None:
    text = "日本語 " * 30_000 + "slut"
    app = PaneApp(text)
    async with app.run_test(size=(60, 10)):
        assert "日本語 日本語" in app.rows[0]
        app.pane.cursor = Cursor(Unit.WORD, Span(len(text) - 4, len(text)))
        await settle(app)
        assert "slut" in app.text
        assert app.pane.visible_span.end == len(text)


async def test_the_first_word_in_sight_stays_there_when_the_window_is_resized() -> None:
    app = PaneApp(LONG, speakers=SPEAKERS)
    async with app.run_test(size=(60, 20)) as pilot:
        app.pane.scroll_rows(90)
        await settle(app)
        first = app.pane.visible_span.start
        for size in ((100, 30), (33, 12), (47, 20), (60, 20)):
            await pilot.resize_terminal(*size)
            await settle(app)
            rows = app.pane._view.rows
            assert rows.row_at(first) == app.pane._view.top
        assert app.pane.visible_span.start == first


async def test_the_cursor_is_in_sight_after_any_moves_and_resizes() -> None:
    app = PaneApp(LONG, [mark(str(n), n * 50, n * 50 + 60) for n in range(200)], speakers=SPEAKERS, at=0)
    chance = random.Random(7)
    async with app.run_test(size=(60, 20)) as pilot:
        for _ in range(40):
            pane, transcript = app.pane, app.transcript
            cursor = pane.cursor
            move = chance.choice(["word", "turn", "end", "page", "back", "size", "jump"])
            if move == "size":
                await pilot.resize_terminal(chance.randint(20, 120), chance.randint(5, 40))
            elif move == "page":
                pane.cursor = cursor.to(transcript, pane.page(chance.choice([-1, 1, 0.5, -0.5])))
            elif move == "jump":
                pane.cursor = cursor.to(transcript, chance.randrange(len(LONG)))
            else:
                steps = {
                    "word": cursor.forward,
                    "turn": cursor.next_turn,
                    "end": cursor.last,
                    "back": cursor.back,
                }
                pane.cursor = steps[move](transcript)
            await settle(app)
            assert pane.cursor.span.overlaps(pane.visible_span), move
            assert any(segment.style and segment.style.reverse for strip in app.strips for segment in strip)


async def test_a_passage_that_is_gone_to_is_in_sight_as_a_whole() -> None:
    app = PaneApp(LONG, speakers=SPEAKERS, at=0)
    async with app.run_test(size=(60, 20)):
        app.pane.scroll_rows(90)
        sight = app.pane.visible_span
        begun_above = Cursor.at(app.transcript, sight.start - 30, Unit.WORD).extend()
        app.pane.cursor = begun_above.to(app.transcript, sight.start + 200)
        assert app.pane.visible_span.contains(app.pane.cursor.selection)


async def test_pages_go_through_the_whole_text_and_back() -> None:
    app = PaneApp(LONG, speakers=SPEAKERS, at=0, unit=Unit.SENTENCE)
    async with app.run_test(size=(60, 20)):
        seen = [app.pane.visible_span]
        while seen[-1].end < len(LONG):
            app.pane.cursor = app.pane.cursor.to(app.transcript, app.pane.page(1))
            seen.append(app.pane.visible_span)
            assert seen[-2].start < seen[-1].start <= seen[-2].end
            assert app.pane.cursor.span.overlaps(seen[-1])
        app.pane.cursor = app.pane.cursor.to(app.transcript, app.pane.page(1))
        assert app.pane.cursor.span.end == len(LONG)
        for _ in seen:
            app.pane.cursor = app.pane.cursor.to(app.transcript, app.pane.page(-1))
        assert app.pane.visible_span.start == 0


async def test_a_click_says_which_character_was_clicked() -> None:
    app = PaneApp(INTERVIEW, speakers=SPEAKERS, title="Gunilla")
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.click(app.pane, offset=(MARGIN + 5, 3))
        await pilot.click(app.pane, offset=(2, 3))
        await pilot.click(app.pane, offset=(59, 3))
        await pilot.click(app.pane, offset=(20, 0))
        await settle(app)
        line = INTERVIEW.index("Kim: Hur")
        assert app.pane.clicked == [line + 5, line, INTERVIEW.index("\n\nGunilla: Det")]


async def test_an_empty_pane_and_an_empty_text_are_blank() -> None:
    app = PaneApp("")
    async with app.run_test(size=(40, 6)):
        assert app.text == ""
        assert app.pane.page(1) == 0
        app.pane.show(None)
        app.pane.add_marks([mark("a", 0, 1)])
        app.pane.set_hits([(0, 1)])
        app.pane.cursor = None
        await settle(app)
        assert (app.text, app.pane.transcript, app.pane.visible_span) == ("", None, Span(0, 0))


async def test_a_narrow_pane_still_shows_text() -> None:
    app = PaneApp(INTERVIEW, [mark("a", 0, 200)], speakers=SPEAKERS, at=0, title="Gunilla")
    async with app.run_test(size=(12, 5)) as pilot:
        assert app.rows[1].startswith("     A  Int")
        await pilot.resize_terminal(5, 2)
        await settle(app)
        assert {strip.cell_length for strip in app.strips} == {5}


@tries(60)
@given(
    st.integers(1, 30),
    st.integers(1, 20),
    st.lists(
        st.tuples(st.integers(0, 1200), st.integers(0, 80), st.integers(1, 30), st.integers(1, 20)),
        max_size=12,
    ),
)
def test_what_is_to_be_seen_is_in_sight(
    width: int, height: int, moves: list[tuple[int, int, int, int]]
) -> None:
    text = LONG[:1200]
    view = View(text)
    view.fit(width, height)
    for start, length, new_width, new_height in moves:
        span = Span(min(start, len(text) - 1), min(start + length, len(text)))
        view.reveal(span)
        first = view.rows.row_at(span.start)
        assert first in view.visible
        if len(range(first, view.rows.row_at(max(span.end - 1, span.start)) + 1)) <= height:
            assert view.rows.row_at(max(span.end - 1, span.start)) in view.visible
        assert 0 <= view.top <= max(view.rows.count() - view.height, 0)
        assert view.thumb().stop <= view.height
        view.fit(new_width, new_height)
        width, height = new_width, new_height
